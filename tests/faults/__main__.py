"""Break the city on purpose and say what came of it.

    python -m tests.faults [--long] [--var FOLDER] [--json] [NAME …]

Everything runs on a PostgreSQL, a Redis and processes of its own, which end with it. The short set
takes about a minute, the long one a quarter of an hour. Returns 0 where every promise was kept.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tests.faults.opened import opened
from tests.faults.outcome import say


def main() -> int:
    asked = read_arguments()
    # Whoever is asked to end takes down what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    kept = True
    with opened(asked.var, like=asked.like) as stand:
        from tests.faults.running import chosen, run

        for outcome in run(stand, chosen(asked.names, long=asked.long), long=asked.long):
            say(outcome.as_line() if asked.json else outcome.as_text())
            kept = kept and not outcome.failures
    return 0 if kept else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", help="faults; without names the whole set")
    parser.add_argument("--long", action="store_true", help="the long set")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each")
    parser.add_argument("--like", default="", help="a migrated database to copy")
    parser.add_argument("--var", type=Path, help="a folder for logs that stay")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
