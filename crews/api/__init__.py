"""REST of the phone page."""
