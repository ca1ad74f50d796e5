"""Who may see positions, and who looks after what was refused."""

from __future__ import annotations

from agencies.models import Role
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden

# Seeing a position is seeing the unit: units.permissions, "see_units".
ROLES_FOR: dict[str, frozenset[str]] = {
    "see_refused_positions": frozenset({Role.SUPERVISOR, Role.AGENCY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def agency_for(viewer: Viewer, verb: str) -> int:
    """The viewer's own agency, if the role has `verb` there (else Forbidden)."""
    if not may(viewer, verb) or viewer.agency_id is None:
        raise Forbidden
    return viewer.agency_id
