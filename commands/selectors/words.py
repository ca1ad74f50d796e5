"""Which words somebody may type."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from commands.models import CommandWord


def words_of(agency_id: int | None) -> QuerySet[CommandWord]:
    """The city's words and the agency's own."""
    return CommandWord.objects.filter(Q(agency__isnull=True) | Q(agency_id=agency_id or 0))


def words_beside(agency_id: int | None) -> QuerySet[CommandWord]:
    """Those that may be typed by whoever may type a word of the agency, or of the city (None)."""
    return CommandWord.objects.all() if agency_id is None else words_of(agency_id)
