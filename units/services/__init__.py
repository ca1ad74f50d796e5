"""What changes a unit or its crew."""
