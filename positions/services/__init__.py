"""What may be done with positions: take them in, keep the history in bounds."""
