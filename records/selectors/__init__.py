"""What must be true before an import may begin."""

from records.selectors.fitness import (
    NotItsDatabase,
    UnknownWords,
    expect_own_database,
    expect_words,
    known_codes,
)

__all__ = ["NotItsDatabase", "UnknownWords", "expect_own_database", "expect_words", "known_codes"]
