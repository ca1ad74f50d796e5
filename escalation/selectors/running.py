"""What runs: for boards and for REST."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from escalation import cards
from escalation.models import Run
from escalation.selectors import published
from escalation.states import OPEN_STATES


def open_runs() -> QuerySet[Run]:
    """Active, blocked and exhausted ones."""
    return Run.objects.filter(state__in=[str(state) for state in OPEN_STATES])


def cards_of(runs: Collection[Run]) -> list[cards.Card]:
    """As they stand now; a rule that can't be read is shown without what it says."""
    versions = published.versions({run.version_id for run in runs})
    made = []
    for run in runs:
        read = versions.get(run.version_id)
        if read is not None:
            run.version = read.version
        made.append(cards.run_of(run, read.definition if read else None))
    return made


def on_board(incident_ids: Collection[int]) -> list[cards.Card]:
    """The open runs of these incidents; one query, and one for rules that are not known yet."""
    if not incident_ids:
        return []
    return cards_of(list(open_runs().filter(incident_id__in=incident_ids).order_by("pk")))
