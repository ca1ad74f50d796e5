"""Rosters over REST."""
