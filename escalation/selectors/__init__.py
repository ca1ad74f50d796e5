"""Questions about rules and running escalations."""
