"""Fetching proves the right: views have no other way to an agreement."""

from __future__ import annotations

from agencies.models import Role
from agreements.models import Agreement
from agreements.querysets import AgreementQuerySet
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

# Who may bind an agency by a signature.
SIGNERS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})
WHOLE_CITY = frozenset({Role.CITY_ADMIN, Role.AUDITOR})

ROLES_FOR: dict[str, frozenset[str]] = {
    "see_agreements": SIGNERS | {Role.SUPERVISOR, Role.AUDITOR},
    "propose": SIGNERS,
    "sign": SIGNERS,
    "end": SIGNERS,
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def agreements_for(viewer: Viewer) -> AgreementQuerySet[Agreement]:
    """Those of the own agency; all of the city for its admins and auditors."""
    require(viewer, "see_agreements")
    if viewer.role in WHOLE_CITY:
        return Agreement.objects.all()
    return Agreement.objects.of(viewer.agency_id)


def agreement_for(viewer: Viewer, pk: int, verb: str) -> Agreement:
    """The agreement, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden).

    Only the two sides sign and end it; who looks after the whole city does not do it for them.
    """
    require(viewer, verb)
    found = agreements_for(viewer).with_all().filter(pk=pk).first()
    if found is None:
        raise NotFound
    if verb != "see_agreements" and viewer.agency_id not in (found.giver_id, found.receiver_id):
        raise Forbidden
    return found


def side_of(viewer: Viewer, giver_id: int, receiver_id: int) -> int:
    """The viewer's own side. Forbidden to propose for others."""
    require(viewer, "propose")
    if viewer.agency_id is None or viewer.agency_id not in (giver_id, receiver_id):
        raise Forbidden
    return viewer.agency_id
