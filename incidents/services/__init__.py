"""What may be done about incidents. Each function is one change: lock, check, write, record."""
