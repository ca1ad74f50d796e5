"""What is done with agreements. Each act is one entry of the city log."""
