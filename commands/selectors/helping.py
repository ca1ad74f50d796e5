"""Who of one's own could help, and would be there first."""

from __future__ import annotations

from datetime import datetime

from dispatch.models import Assignment
from dispatch.selectors.arrivals import arrivals
from dispatch.selectors.filling import Demand
from dispatch.selectors.shortlist import Scene, shortlist
from incidents.models import Incident
from units.models import Capability

# By road another one may be there first than as the crow flies.
SPARE = 3


def nearest_helpers(
    incident: Incident, capability: Capability, number: int, *, agency_id: int, at: datetime
) -> list[str]:
    """Call signs of the free, manned units of the agency that bring `number` of a capability."""
    on_it = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    scene = Scene(
        point=incident.location,
        now=at,
        at=at,
        viewer_agency=agency_id,
        without=frozenset(on_it.values_list("unit_id", flat=True)),
    )
    demand = Demand(
        capability=capability.code,
        capability_id=capability.pk,
        number=number,
        agency_id=agency_id,
    )
    near = shortlist([demand], scene, wanted=SPARE)
    able = [one for one in near if one.manned and one.helper.counts_for(demand)]
    first = arrivals(incident.location, able[: number + SPARE])
    return [one.candidate.call_sign for one in first[:number]]
