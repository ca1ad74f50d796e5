"""Who is on which unit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from units.models import Crew

KEPT_IN_SIGHT = timedelta(days=2)


def crew_of(unit_ids: Collection[int], at: datetime) -> dict[int, int | None]:
    """Unit id → how many people are on it at that moment; None where no roster speaks of it."""
    present = Crew.objects.filter(unit_id__in=unit_ids, during__contains=at)
    counted = present.annotate(number=Count("members")).values_list("unit_id", "number")
    return {**dict.fromkeys(unit_ids), **dict(counted)}


def crews_on(unit_id: int, *, at: datetime) -> QuerySet[Crew]:
    """The crews of the last two days, the present one and those to come, in order of time."""
    since = Crew.objects.filter(unit_id=unit_id, during__endswith__gt=at - KEPT_IN_SIGHT)
    return since.prefetch_related("members").order_by("during")
