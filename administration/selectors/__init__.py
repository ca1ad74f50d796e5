"""What the pages of administration show."""
