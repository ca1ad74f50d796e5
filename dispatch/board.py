"""The board: every open incident that a viewer may see, as the live snapshot."""

from __future__ import annotations

from typing import Any

from incidents.cards import card_of
from incidents.models import Incident
from incidents.permissions import may
from safety_net.core import clock
from safety_net.core.access import Viewer


def board_for(viewer: Viewer) -> dict[str, Any]:
    """`{"incidents": [card, …], "server_time": …}`, the worst first."""
    cards = []
    if may(viewer, "see"):
        visible = Incident.objects.open().visible_to(viewer.agency_id).worst_first()
        cards = [card_of(incident) for incident in visible.with_card()]
    return {"incidents": cards, "server_time": clock.iso(clock.now())}
