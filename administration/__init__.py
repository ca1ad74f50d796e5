"""The pages on which a city is set up: who takes part, where, by which words and targets."""
