"""Where units are: the latest fix, the history, and how fixes come in."""
