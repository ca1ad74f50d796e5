"""The kernel: clock, errors, the city log, live, access. It imports no app."""
