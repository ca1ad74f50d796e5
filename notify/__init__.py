"""Reach a person: an outbox of messages, channels in order of the person's wish, and answers."""
