"""Filters of the roster pages."""
