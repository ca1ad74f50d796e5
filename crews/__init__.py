"""The phone page of crews in the field."""
