"""What changes rules and running escalations."""
