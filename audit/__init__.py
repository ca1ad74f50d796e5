"""For auditors: who saw this, what did that person see and do, and is the log as it was written."""
