"""Questions about agreements; they chain and read aloud."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar

from django.db.models import F, Model, Q, QuerySet

A = TypeVar("A", bound=Model)


class AgreementQuerySet(QuerySet[A]):
    def of(self, agency_id: int | None) -> Self:
        """Those in which the agency has a side; without an agency none."""
        if agency_id is None:
            return self.none()
        return self.filter(Q(giver_id=agency_id) | Q(receiver_id=agency_id))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def signed(self) -> Self:
        """Those that both sides have signed."""
        by_giver = self.filter(signatures__agency=F("giver"))
        return by_giver.filter(signatures__agency=F("receiver"))

    def to_begin(self, at: datetime) -> Self:
        """Signed by both and come to their time, and not in force yet."""
        lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=at)
        return self.standing().filter(lasting, in_force=False, valid_from__lte=at).signed()

    def to_expire(self, at: datetime) -> Self:
        return self.standing().filter(valid_to__lte=at)

    def with_all(self) -> Self:
        """With what a card needs: two queries for any number of rows."""
        return self.select_related("giver", "receiver").prefetch_related("signatures")

    def newest_first(self) -> Self:
        return self.order_by("-proposed_at", "-pk")
