"""Bringing records of other systems into a database of their own."""
