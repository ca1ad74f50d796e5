"""Questions about command words; they chain and read aloud."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

WordT = TypeVar("WordT", bound=Model)


class CommandWordQuerySet(QuerySet[WordT]):
    def known_to(self, agency_id: int | None) -> Self:
        """The city's words and the agency's own."""
        return self.filter(Q(agency__isnull=True) | Q(agency_id=agency_id or 0))

    def clashing_with(self, agency_id: int | None) -> Self:
        """Those that people of the agency (None: of any) may type."""
        return self.all() if agency_id is None else self.known_to(agency_id)
