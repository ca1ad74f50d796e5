"""Plans as a list shows them, and what became of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from agencies.models import District
from dispatch.models import PlanRequirement, ResponsePlan
from dispatch.models.plans import DAYS
from safety_net.core.models import LogEntry

MOST_ENTRIES = 20


@dataclass(frozen=True)
class PlanRow:
    """A plan, the district that it names or whether its area is drawn, its days by name, and what
    each alarm level adds.
    """

    plan: ResponsePlan
    district: District | None
    is_drawn: bool
    days: list[str]
    levels: list[tuple[int, list[PlanRequirement]]]


def plan_rows(sought: str = "", *, retired: bool = False) -> list[PlanRow]:
    """Those whose name, type or family holds what is sought; four queries."""
    found = ResponsePlan.objects.defer("area").order_by("incident_type__code", "family", "pk")
    found = found.select_related("incident_type", "agency")
    found = found.annotate(is_drawn=ExpressionWrapper(Q(area__isnull=False), BooleanField()))
    if not retired:
        found = found.filter(is_active=True)
    for word in sought.split():
        found = found.filter(
            Q(name_ko__icontains=word)
            | Q(name_en__icontains=word)
            | Q(family__icontains=word)
            | Q(incident_type__code__icontains=word)
        )
    plans = list(found.prefetch_related("requirements__capability"))
    codes = {plan.district_code for plan in plans if plan.district_code}
    districts = {one.code: one for one in District.objects.filter(code__in=codes).defer("area")}
    return [_row(plan, districts) for plan in plans]


def _row(plan: ResponsePlan, districts: Mapping[str, District]) -> PlanRow:
    return PlanRow(
        plan=plan,
        district=districts.get(plan.district_code),
        is_drawn=bool(getattr(plan, "is_drawn", False)),
        days=[str(label) for day, label in DAYS if day in plan.days],
        levels=levels_of(plan),
    )


def levels_of(plan: ResponsePlan) -> list[tuple[int, list[PlanRequirement]]]:
    """Level by level what is added."""
    levels: dict[int, list[PlanRequirement]] = {}
    for one in plan.requirements.all():
        levels.setdefault(one.alarm_level, []).append(one)
    return sorted(levels.items())


def history_of(plan: ResponsePlan) -> Sequence[dict[str, Any]]:
    """The last changes of a plan, the newest first: when, who, what, which version."""
    entries = LogEntry.objects.filter(subject_type="plan", subject_id=plan.pk)
    return [
        {
            "at": entry.at,
            "who": entry.actor_name,
            "what": entry.payload["what"],
            "version": entry.payload["plan"]["version"],
        }
        for entry in entries.order_by("-seq")[:MOST_ENTRIES]
    ]
