"""What changes how people sign in, each one change of the city log."""
