"""Years of records from other systems, imported into a city of their own."""
