"""Files that take longest begin first, so that the workers end together.

A file is one worker's from its first test to its last: what its tests share is made once.
"""

from __future__ import annotations

import pytest

# Those with many processes stand beside those with one.
LONGEST = (
    "tests/api/test_schema.py",
    "tests/faults/test_faults.py",
    "tests/atlas/test_incheon_loaded.py",
    "tests/setup/test_up.py",
    "tests/atlas/generation/test_whole_city.py",
    "tests/live/test_no_gap.py",
    "tests/browser/test_desk_main_job.py",
    "tests/browser/test_desk_acts.py",
    "tests/browser/test_unit_page.py",
    "tests/browser/test_dispatch_desk.py",
    "tests/browser/test_map.py",
    "tests/browser/test_escalation_desk.py",
)
BROWSER, SLOW, QUICK = range(len(LONGEST), len(LONGEST) + 3)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Within a file, tests stay as they stand there."""
    ranks: dict[str, int] = {}
    for item in items:
        name = item.nodeid.split("::")[0]
        ranks[name] = min(_rank(name, item), ranks.get(name, QUICK))
    items.sort(key=lambda item: ranks[item.nodeid.split("::")[0]])


def _rank(name: str, item: pytest.Item) -> int:
    if name in LONGEST:
        return LONGEST.index(name)
    if item.get_closest_marker("browser"):
        return BROWSER
    return SLOW if item.get_closest_marker("slow") else QUICK
