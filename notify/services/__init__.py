"""Everything that changes the outbox."""
