"""The desk's picture: the board, ageing targets and hand-overs that nobody answered."""
