"""Several people at the same moment, each over a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from safety_net.core.errors import Refusal

PATIENCE = 30


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Let all `acts` begin together; what each returned, or the refusal it met.

    Any other error (a deadlock above all) is raised here. Needs the `committing` fixture.
    """
    line = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            line.wait(PATIENCE)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, act) for act in acts]]


def refusals(outcomes: list[Any]) -> list[Refusal]:
    return [one for one in outcomes if isinstance(one, Refusal)]
