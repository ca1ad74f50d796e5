"""A city that lives: scripts of calls, played as exercise traffic through the services."""
