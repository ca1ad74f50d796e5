"""What drives running escalations: one tick, however often and by whomever it is called."""
