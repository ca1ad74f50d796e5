"""Questions about assignments."""
