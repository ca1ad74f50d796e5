"""REST: how one is reached, what one is asked, and who carries it."""
