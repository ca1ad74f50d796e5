"""What the phone asks."""
