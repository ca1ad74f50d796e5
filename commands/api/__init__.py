"""REST of the command line."""
