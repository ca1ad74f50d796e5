"""Whom to ask: agencies that a plan wants but that have no part in the incident yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from agencies.models import Agency
from agencies.selectors import agencies_at, city_day
from dispatch.selectors.recommendation import Place
from incidents.models import Incident
from incidents.states import TrackState


def agencies_to_ask(
    incident: Incident, places: Sequence[Place], *, at: datetime
) -> list[list[int]]:
    """For each place the ids of agencies to ask: whose units are recommended, and where somebody
    is missing whoever is responsible there at that time.
    """
    tracks = incident.tracks.all()
    part = {one.agency_id for one in tracks if one.state != TrackState.DECLINED}
    wanted = any(place.short for place in places)
    agencies = _responsible(incident, day=city_day(at)) if wanted else []
    return [_of_place(place, agencies, part) for place in places]


def _responsible(incident: Incident, *, day: date) -> list[Agency]:
    """All active agencies, those with a service area over the incident first."""
    here = agencies_at(incident.location, day=day)
    order = {pk: number for number, pk in enumerate(here)}
    found = Agency.objects.in_use()
    return sorted(found, key=lambda one: (order.get(one.pk, len(here)), one.pk))


def _of_place(place: Place, agencies: Sequence[Agency], part: set[int]) -> list[int]:
    demand = place.demand
    asked = [one.candidate.agency_id for one in place.chosen]
    if demand.agency_id is not None:
        asked = [demand.agency_id] if place.chosen or place.short else []
    elif place.short and demand.agency_kind:
        of_kind = [one.pk for one in agencies if one.kind == demand.agency_kind]
        if not part & set(of_kind):
            asked += of_kind[:1]
    return sorted(set(asked) - set(part))
