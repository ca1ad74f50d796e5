"""Agreements over REST. A view translates, and nothing more."""
