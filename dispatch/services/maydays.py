"""A crew in danger: raised from any state, acknowledged by name, ended with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.gis.geos import Point
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatch.cards import mayday_of
from dispatch.events import MaydayAcknowledged, MaydayEnded, MaydayEvent, MaydayRaised
from dispatch.models import Mayday
from dispatch.selectors.engagements import on_incidents
from incidents.models import AgencyTrack
from safety_net.core import city_log
from safety_net.core.access import Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, Invalid, NotFound
from units import hooks
from units.models import Unit
from units.services import telling
from units.services.records import locked_own


def raise_mayday(
    *,
    unit_id: int,
    by: Actor,
    at: datetime,
    lon: float | None = None,
    lat: float | None = None,
    happened: datetime | None = None,
) -> Mayday:
    """Tell the own agency and all who are involved where the unit is. Raised twice it is one.

    Without a place of its own it is where the unit was last heard. Nothing refuses it, not even
    a clock that is ahead; what a phone sends late was raised at `happened`.
    """
    with city_log.change(by=by, at=at) as log:
        unit = locked_own(unit_id, by)
        raised = _standing(unit)
        if raised is None:
            when = min(happened or at, at)
            raised = _raise(unit, _place(unit, lon, lat), when=when, log=log)
            _tell(MaydayRaised, raised, log=log)
    return raised


def acknowledge_mayday(*, mayday_id: int, by: Actor, at: datetime) -> Mayday:
    """A named person takes notice; the first one counts."""
    with city_log.change(by=by, at=at) as log:
        mayday = _locked(mayday_id, by)
        if mayday.acknowledged_at is None:
            _acknowledge(mayday, log=log)
    return mayday


def end_mayday(*, mayday_id: int, reason: str, by: Actor, at: datetime) -> Mayday:
    """It is over. Who ends what nobody had acknowledged has taken notice. Said twice, it counts
    once.
    """
    if not reason.strip():
        raise Invalid(reason=_("Say how it ended."))
    with city_log.change(by=by, at=at) as log:
        mayday = _locked(mayday_id, by)
        if mayday.ended_at is None:
            if mayday.acknowledged_at is None:
                _acknowledge(mayday, log=log)
            mayday.ended_at, mayday.ended_by = at, by.name
            mayday.end_reason = reason.strip()
            mayday.save(update_fields=["ended_at", "ended_by", "end_reason"])
            _tell(MaydayEnded, mayday, log=log)
    return mayday


def tell_newcomers(
    unit_ids: Collection[int],
    agency_ids: Iterable[int],
    *,
    log: Log,
    shown: int | None = None,
) -> None:
    """Whoever comes to be involved with a unit in danger learns of it at once.

    `shown` is the incident that they see from now on, which a mayday may name to them.
    """
    concerned = Q(unit_id__in=unit_ids) | Q(incident_id=shown or 0)
    standing = Mayday.objects.select_for_update(of=("self",)).filter(
        concerned, ended_at__isnull=True
    )
    for mayday in standing.select_related("unit").order_by("pk"):
        known = set() if mayday.incident_id == shown else set(mayday.agencies)
        newcomers = set(agency_ids) - known
        if newcomers:
            mayday.agencies = sorted({*mayday.agencies, *newcomers})
            mayday.save(update_fields=["agencies"])
            _append(MaydayRaised, mayday, newcomers, log=log)


def _standing(unit: Unit) -> Mayday | None:
    found = Mayday.objects.filter(unit=unit, ended_at__isnull=True).first()
    if found is not None:
        found.unit = unit
    return found


def _raise(unit: Unit, place: Point | None, *, when: datetime, log: Log) -> Mayday:
    incidents = list(on_incidents([unit.pk]).values_list("incident_id", flat=True))
    involved = AgencyTrack.objects.filter(incident_id__in=incidents)
    told = {unit.agency_id, *involved.values_list("agency_id", flat=True)}
    return Mayday.objects.create(
        unit=unit,
        incident_id=incidents[0] if incidents else None,
        agencies=sorted(told),
        location=place,
        raised_at=when,
        raised_by=log.by.name,
    )


def _place(unit: Unit, lon: float | None, lat: float | None) -> Point | None:
    if lon is not None and lat is not None:
        return Point(lon, lat, srid=4326)
    fix = hooks.latest_fix(unit.pk)
    return Point(fix.lon, fix.lat, srid=4326) if fix else None


def _locked(mayday_id: int, by: Actor) -> Mayday:
    """The unit first, as everywhere, then its mayday."""
    unit_id = Mayday.objects.filter(pk=mayday_id).values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotFound
    unit = locked_own(unit_id, by)
    mayday = Mayday.objects.select_for_update().get(pk=mayday_id)
    mayday.unit = unit
    return mayday


def _acknowledge(mayday: Mayday, *, log: Log) -> None:
    if log.by.user_id is None:
        raise Forbidden(_("A mayday is acknowledged by a person."))
    mayday.acknowledged_at, mayday.acknowledged_by = log.at, log.by.name
    mayday.save(update_fields=["acknowledged_at", "acknowledged_by"])
    _tell(MaydayAcknowledged, mayday, log=log)


def _tell(event: type[MaydayEvent], mayday: Mayday, *, log: Log) -> None:
    _append(event, mayday, set(mayday.agencies), log=log)
    if event is not MaydayAcknowledged:
        telling.tell(mayday.unit, "mayday", log)


def _append(event: type[MaydayEvent], mayday: Mayday, agencies: set[int], *, log: Log) -> None:
    """An entry for those on its incident, and one that does not name it for all others."""
    on_it = AgencyTrack.objects.filter(incident_id=mayday.incident_id or 0)
    involved = agencies & set(on_it.values_list("agency_id", flat=True))
    for group, names_incident in ((involved, True), (agencies - involved, False)):
        if group:
            card = mayday_of(mayday, names_incident=names_incident)
            audience = {agency_token(agency_id) for agency_id in group}
            log.append(event(subject_id=mayday.unit_id, mayday=card), audience=audience)
