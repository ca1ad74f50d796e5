"""Which agencies an incident concerns: by its type, its place and its priority."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.gis.geos import Point

from agencies.models import Agency, AgencyKind
from agencies.selectors import agencies_at
from incidents.models import IncidentType
from incidents.states import TrackBasis, TrackRole


@dataclass(frozen=True)
class Part:
    """An agency's part in an incident, and why it has it."""

    agency: Agency
    role: TrackRole
    basis: TrackBasis


def responsible(
    *, kind: IncidentType, point: Point, priority: int, filer_id: int, day: date
) -> list[Part]:
    """The parts, the lead first, by the areas valid on `day`.

    There is always a lead: an emergency is never refused for a hole in the map. The filer takes
    part too, so that nobody loses sight of what they filed; unless it was dissolved since. A hidden
    agency is alone with what it files.
    """
    agencies = {one.pk: one for one in Agency.objects.filter(is_active=True).order_by("pk")}
    filer = agencies.get(filer_id)
    if filer and filer.is_hidden:
        return [Part(filer, TrackRole.LEAD, TrackBasis.FILED)]
    agencies = {pk: one for pk, one in agencies.items() if not one.is_hidden}
    parts = _by_kind(kind, agencies.values(), agencies_at(point, day=day))
    if filer and (not parts or parts[0].role != TrackRole.LEAD):
        parts = [part for part in parts if part.agency.pk != filer_id]
        parts.insert(0, Part(filer, TrackRole.LEAD, TrackBasis.FILED))
    taken = {part.agency.pk for part in parts}
    parts += [
        Part(agency, TrackRole.INFORMED, TrackBasis.INFORMED)
        for agency in agencies.values()
        if agency.pk not in taken
        and agency.informed_from is not None
        and priority <= agency.informed_from
    ]
    if filer and filer_id not in {part.agency.pk for part in parts}:
        parts.append(Part(filer, TrackRole.INFORMED, TrackBasis.FILED))
    return parts


def _by_kind(kind: IncidentType, agencies: Collection[Agency], here: list[int]) -> list[Part]:
    wanted = [(kind.lead_kind, TrackRole.LEAD)] if kind.lead_kind else []
    wanted += [(support, TrackRole.SUPPORT) for support in kind.support_kinds]
    parts = []
    for agency_kind, role in wanted:
        candidates = {one.pk: one for one in agencies if one.kind == agency_kind}
        found = [candidates[pk] for pk in here if pk in candidates]
        if found:
            parts.append(Part(found[0], role, TrackBasis.AREA))
        elif candidates:
            parts.append(Part(next(iter(candidates.values())), role, TrackBasis.FALLBACK))
        if agency_kind == AgencyKind.UTILITY:  # gas and power are different firms
            parts += [Part(one, TrackRole.SUPPORT, TrackBasis.AREA) for one in found[1:]]
    return parts
