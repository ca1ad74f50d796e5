"""Questions to the road graph."""
