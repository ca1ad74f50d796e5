"""Questions about units and crews."""
