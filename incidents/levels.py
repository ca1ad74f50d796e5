"""Who reads what is protected: callers, medical notes, police-sensitive notes. docs/sharing.md.

A role reads for an agency that has a part in the incident. Whoever wrote a note and whoever leads
the incident read it; beyond them, the kinds of agency that it is meant for.
"""

from __future__ import annotations

from agencies.models import AgencyKind, Role
from incidents.states import NoteLevel

DESK = frozenset({Role.CALL_TAKER, Role.DISPATCHER, Role.SUPERVISOR})

ROLES: dict[str, frozenset[str]] = {
    NoteLevel.MEDICAL: DESK | {Role.FIELD_CREW},
    NoteLevel.POLICE: DESK,
}
# In this city ambulances are the fire brigade's.
KINDS: dict[str, frozenset[str]] = {
    NoteLevel.MEDICAL: frozenset({AgencyKind.FIRE, AgencyKind.HEALTH}),
    NoteLevel.POLICE: frozenset({AgencyKind.POLICE, AgencyKind.COAST_GUARD}),
}


def readable(*, role: str, kind: str, is_own: bool, leads: bool) -> set[str]:
    """The protected levels that a role of an agency of that kind reads on an incident."""
    return {
        level
        for level, roles in ROLES.items()
        if role in roles and (is_own or leads or kind in KINDS[level])
    }
