"""The board: open incidents, units and who is on what, as the live snapshot."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from dispatch import hooks
from dispatch.cards import assignment_of, mayday_of
from dispatch.cards import with_card as assignments_with_card
from dispatch.models import Alarm, Assignment, Mayday
from incidents.cards import card_of
from incidents.models import AgencyTrack, Incident
from incidents.permissions import may
from incidents.selectors.emergencies import emergencies_on
from incidents.selectors.summaries import open_summaries as summaries_for
from safety_net.core import clock
from safety_net.core.access import Viewer, agency_token
from units.cards import cards_of
from units.cards import with_card as units_with_card
from units.models import Unit

Cards = list[dict[str, Any]]


def board_for(viewer: Viewer) -> dict[str, Any]:
    """All that a desk shows. Incidents come the worst first, units by their call sign."""
    incidents = _incidents(viewer)
    return {
        "incidents": incidents,
        "summaries": summaries_for(viewer),
        "units": _units(viewer),
        "assignments": _assignments(incidents),
        "maydays": _maydays(viewer),
        "alarms": _alarms(incidents),
        "emergencies": emergencies_on(viewer),
        "escalations": hooks.escalations({card["id"] for card in incidents}),
        "server_time": clock.iso(clock.now()),
    }


def _incidents(viewer: Viewer) -> Cards:
    if not may(viewer, "see"):
        return []
    visible = Incident.objects.open().visible_to(viewer.agency_id).worst_first()
    return [card_of(incident) for incident in visible.with_card()]


def _units(viewer: Viewer) -> Cards:
    visible = Q(is_shared=True)
    if _hears_own_agency(viewer):
        visible |= Q(agency_id=viewer.agency_id)
    return cards_of(units_with_card(Unit.objects.filter(visible, is_active=True)))


def _assignments(incidents: Cards) -> Cards:
    if not incidents:
        return []
    shown = {card["id"] for card in incidents}
    active = Assignment.objects.filter(incident_id__in=shown, cleared_at__isnull=True)
    return [assignment_of(one) for one in assignments_with_card(active)]


def _alarms(incidents: Cards) -> dict[str, int]:
    """Incident → alarm level, of those whose alarm was raised."""
    raised = Alarm.objects.filter(incident_id__in={card["id"] for card in incidents})
    return {str(incident): level for incident, level in raised.values_list("incident_id", "level")}


def _maydays(viewer: Viewer) -> Cards:
    """Those that one's agency was told of."""
    if not _hears_own_agency(viewer):
        return []
    told = Mayday.objects.filter(agencies__contains=[viewer.agency_id], ended_at__isnull=True)
    on_it = AgencyTrack.objects.filter(incident=OuterRef("incident"), agency=viewer.agency_id)
    found = told.select_related("unit").annotate(is_involved=Exists(on_it))
    return [mayday_of(one, names_incident=one.is_involved) for one in found]


def _hears_own_agency(viewer: Viewer) -> bool:
    return viewer.agency_id is not None and agency_token(viewer.agency_id) in viewer.tokens
