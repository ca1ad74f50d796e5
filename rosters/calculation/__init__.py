"""Who is on duty, as pure functions of a plan and a moment: no database, no clock of its own."""
