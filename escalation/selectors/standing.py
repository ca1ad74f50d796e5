"""Which messages are needed still: the sender asks just before it sends."""

from __future__ import annotations

from collections.abc import Collection

from escalation.selectors.running import open_runs

PREFIX = "run:"
Cause = tuple[str, int]


def standing(causes: Collection[Cause]) -> set[Cause]:
    """Those of runs that are open in the same generation, and all that are no run's; one query."""
    ids = {int(cause.removeprefix(PREFIX)) for cause, _ in causes if cause.startswith(PREFIX)}
    runs = open_runs().filter(pk__in=ids).values_list("pk", "generation") if ids else ()
    present = {(f"{PREFIX}{pk}", generation) for pk, generation in runs}
    return {one for one in causes if one in present or not one[0].startswith(PREFIX)}
