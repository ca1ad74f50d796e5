"""A provider for the demo and for tests: takes messages as providers do, and fails on demand."""
