"""Which response plan counts for an incident: the most exact of those that fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.contrib.gis.db.models.functions import Area
from django.contrib.gis.geos import Point
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.timezone import get_default_timezone

from agencies.models import City
from agencies.selectors import districts_at
from dispatch.models import ResponsePlan
from incidents.models import IncidentType

MINUTES_OF_A_DAY = 24 * 60
DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a plan is chosen by; `lead_id` is the agency that leads."""

    kind: IncidentType
    priority: int
    point: Point
    at: datetime
    lead_id: int | None = None


def plan_for(situation: Situation) -> ResponsePlan | None:
    """The most exact active plan with its requirements, or None; always the same one.

    A type goes before a family and this before any; then a drawn area (the smallest first), a dong,
    a gu, everywhere; fewer minutes of the week; fewer priorities; the agency's own before the
    city's; the older one.
    """
    local = local_time(situation.at)
    places = [one.code for one in districts_at(situation.point, day=local.date())]
    found = [plan for plan in _fitting(situation, places) if is_valid_at(plan, local)]
    if not found:
        return None
    plan = min(found, key=lambda plan: _vagueness(plan, places))
    prefetch_related_objects([plan], "requirements__capability")
    return plan


def local_time(at: datetime) -> datetime:
    """The city's clock on the wall."""
    city = City.objects.only("timezone").first()
    return at.astimezone(city.zone if city else get_default_timezone())


def is_valid_at(plan: ResponsePlan, local: datetime) -> bool:
    """Whether its days and hours hold the moment. Hours past midnight belong to the day before."""
    moment, today = local.time(), local.isoweekday()
    if plan.starts is None or plan.ends is None:
        return not plan.days or today in plan.days
    if plan.starts < plan.ends:
        began, inside = today, plan.starts <= moment < plan.ends
    else:
        began = today if moment >= plan.starts else (today - 2) % DAYS + 1
        inside = moment >= plan.starts or moment < plan.ends
    return inside and (not plan.days or began in plan.days)


def _fitting(situation: Situation, places: list[str]) -> QuerySet[ResponsePlan]:
    kind, priority = situation.kind, situation.priority
    of_type = Q(incident_type=kind) | Q(incident_type=None, family__in=["", kind.family])
    here = Q(area=None, district_code__in=["", *places]) | Q(area__covers=situation.point)
    whose = Q(agency=None) | Q(agency_id=situation.lead_id or 0)
    plans = ResponsePlan.objects.filter(of_type, here, whose, is_active=True)
    plans = plans.filter(priority_from__lte=priority, priority_to__gte=priority)
    return plans.annotate(size=Area("area")).defer("area").select_related("incident_type")


def _vagueness(plan: ResponsePlan, places: list[str]) -> tuple[float, ...]:
    kind = 0 if plan.incident_type_id else 1 if plan.family else 2
    size = getattr(plan, "size", None)
    if size is not None:
        place, extent = 0, float(size.sq_m)
    elif plan.district_code:
        place, extent = 1, float(places.index(plan.district_code))
    else:
        place, extent = 2, 0.0
    priorities = plan.priority_to - plan.priority_from
    whose = 0 if plan.agency_id else 1
    return (kind, place, extent, minutes_a_week(plan), priorities, whose, plan.pk)


def minutes_a_week(plan: ResponsePlan) -> int:
    """How much of a week it holds."""
    days = len(set(plan.days)) or DAYS
    if plan.starts is None or plan.ends is None:
        return days * MINUTES_OF_A_DAY
    return days * ((_minutes(plan.ends) - _minutes(plan.starts)) % MINUTES_OF_A_DAY)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
