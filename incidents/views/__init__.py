"""Pages about incidents that are not the desk."""
