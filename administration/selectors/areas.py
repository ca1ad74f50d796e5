"""Service areas as the list shows them, and who would answer for open incidents after a change."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import MultiPolygon
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from administration.effects import Effect, about
from administration.fields import short_of
from agencies.models import AgencyKind, ServiceArea
from agencies.permissions import areas_for
from agencies.selectors import city_day
from agencies.services.areas import AreaFacts
from incidents.models import Incident
from incidents.responsibility import Part, responsible
from incidents.states import TrackBasis
from safety_net.core.access import Viewer

# A city has some hundreds of open incidents; in a storm a part of them tells enough.
MOST_ASKED = 300
BY_AREA = (TrackBasis.AREA, TrackBasis.FALLBACK)


def area_rows(
    viewer: Viewer, q: str, service: str, *, day: date, ended: bool
) -> QuerySet[ServiceArea]:
    """Those of a service that count on `day`, or (`ended`) those that do not."""
    found = areas_for(viewer).filter(service=service)
    standing = ServiceArea.objects.valid_on(day).filter(agency__is_active=True)
    found = found.exclude(pk__in=standing) if ended else found.filter(pk__in=standing)
    for word in q.split():
        agency = Q(agency__name_ko__icontains=word) | Q(agency__name_en__icontains=word)
        found = found.filter(Q(name__icontains=word) | agency)
    return found.order_by("agency", "name", "pk")


def services() -> list[tuple[str, str]]:
    """The services that have areas, and those that every city has."""
    labels = {str(value): str(label) for value, label in AgencyKind.choices}
    drawn = ServiceArea.objects.order_by("service").values_list("service", flat=True).distinct()
    return [(one, labels.get(one, one)) for one in dict.fromkeys([*labels, *drawn])]


def effects_of_area(
    area: ServiceArea | None, agency_id: int, facts: AreaFacts, viewer: Viewer, *, at: datetime
) -> list[Effect]:
    """Open incidents that would be somebody else's, were they filed after the change.

    The change is made and taken back, so that what answers is what files.
    """
    incidents = list(_touched(area, facts.area))
    before = _answering(incidents, at)
    try:
        after = _tried(area, agency_id, facts, incidents, at)
    except IntegrityError:
        return []  # the service says what is in the way
    changed: dict[str, list[int]] = defaultdict(list)
    for pk, then in after.items():
        if then != before[pk]:
            changed[_said(before[pk], then)].append(pk)
    return [about(text, ids, viewer) for text, ids in changed.items()]


def _tried(
    area: ServiceArea | None,
    agency_id: int,
    facts: AreaFacts,
    incidents: list[Incident],
    at: datetime,
) -> dict[int, str]:
    with transaction.atomic():
        trial = ServiceArea.objects.get(pk=area.pk) if area else ServiceArea(agency_id=agency_id)
        for name, value in vars(facts).items():
            setattr(trial, name, value)
        trial.save()
        after = _answering(incidents, at)
        transaction.set_rollback(True)
    return after


def _said(before: str, after: str) -> str:
    text = _("Filed now, these would go to %(after)s, not to %(before)s; they keep whom they have:")
    return text % {"before": before or "—", "after": after or "—"}


def _touched(area: ServiceArea | None, shape: MultiPolygon) -> QuerySet[Incident]:
    ground = Q(pin__coveredby=shape)
    if area is not None:
        ground |= Q(pin__coveredby=area.area)
    pinned = Incident.objects.open().annotate(pin=Cast("location", PointField(srid=4326)))
    return pinned.filter(ground).select_related("type").worst_first()[:MOST_ASKED]


def _answering(incidents: list[Incident], at: datetime) -> dict[int, str]:
    """Incident → whom its place and type choose, in words."""
    day = city_day(at)
    return {one.pk: _chosen(one, day) for one in incidents}


def _chosen(incident: Incident, day: date) -> str:
    parts = responsible(
        kind=incident.type,
        point=incident.location,
        priority=incident.priority,
        filer_id=incident.filed_by_id,
        day=day,
    )
    return ", ".join(_named(part) for part in parts if part.basis in BY_AREA)


def _named(part: Part) -> str:
    if part.basis == TrackBasis.AREA:
        return short_of(part.agency)
    return _("%(agency)s (no area covers it)") % {"agency": short_of(part.agency)}
