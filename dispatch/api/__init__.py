"""REST of dispatch."""
