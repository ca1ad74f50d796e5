"""Rosters and iCalendar (RFC 5545): read what others wrote, write what they can read."""
