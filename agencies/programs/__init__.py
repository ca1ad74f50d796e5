"""Programs: tokens that act for a person, and integration accounts that are no person at all."""
