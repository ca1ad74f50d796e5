"""Questions about rosters."""
