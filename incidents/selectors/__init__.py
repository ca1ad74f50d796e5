"""Questions whose answers are shapes for the outside: lists, features, scores, timelines."""
