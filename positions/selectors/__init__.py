"""Questions about positions, answered with shapes for the outside."""
