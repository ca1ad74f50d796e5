"""The road graph, and how long it takes to drive."""
