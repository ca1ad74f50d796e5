"""What changes command words, runs lines, and takes them back."""
