"""Who takes part: agencies, their people, districts, service areas and stations."""
