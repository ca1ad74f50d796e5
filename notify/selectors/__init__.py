"""Questions about who can be reached, and what became of messages."""
