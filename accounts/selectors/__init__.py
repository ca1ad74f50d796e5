"""Questions about sessions and people."""
