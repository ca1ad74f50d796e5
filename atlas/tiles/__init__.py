"""Vector tiles: the base map from a file or from the city's own rows, and places by kind."""
