"""The pages of rosters, and the calendars that other programs read."""
