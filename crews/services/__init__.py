"""What crews do from the phone."""
