"""The pages: signing in, the desk, and what a person prefers to see."""
