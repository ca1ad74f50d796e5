"""Live updates: snapshot, then the log, without a gap."""
