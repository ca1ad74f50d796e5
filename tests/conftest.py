"""What every test may ask for: the cast of a small city, and a clock that can be moved."""

from __future__ import annotations

pytest_plugins = ["tests.support.cast", "tests.support.moved_time"]
