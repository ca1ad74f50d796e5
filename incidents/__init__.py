"""What happens in the city: incidents, a track per agency, reports, notes, links."""
