"""`base` holds what every installation shares; `local`, `production` and `test` differ."""
