"""What sends units, follows them and frees them."""
