"""Clean rows of a city pack → the database, so that loading twice changes nothing."""
