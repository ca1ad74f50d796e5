"""REST of units and their crews."""
