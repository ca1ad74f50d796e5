"""What changes agencies, their people and their areas."""
