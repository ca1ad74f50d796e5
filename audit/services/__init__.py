"""What auditors do, each with its entry."""
