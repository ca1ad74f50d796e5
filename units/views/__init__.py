"""Pages of units that are no desk."""
