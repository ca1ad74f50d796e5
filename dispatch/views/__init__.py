"""Pages of dispatch that are no desk."""
