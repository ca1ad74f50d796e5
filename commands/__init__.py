"""The command line: words, parser, and what a line does."""
