"""What writes the road graph."""
