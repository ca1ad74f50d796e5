"""Who may type commands and change their words. What a line does asks for rights of its own."""

from __future__ import annotations

from agencies.models import Role
from commands.models import CommandRun, CommandWord
from commands.selectors.words import words_of
from incidents.permissions import EVERYBODY
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

ROLES_FOR: dict[str, frozenset[str]] = {
    "command": EVERYBODY,
    "manage_words": frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN}),
}


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if viewer.role not in ROLES_FOR[verb]:
        raise Forbidden


def word_to_change(viewer: Viewer, pk: int) -> CommandWord:
    """A word of the own agency; a city admin also changes those of the city and of any agency."""
    everything = viewer.role == Role.CITY_ADMIN
    rows = CommandWord.objects.all() if everything else words_of(viewer.agency_id)
    word = rows.filter(pk=pk).first()
    if word is None:
        raise NotFound
    require(viewer, "manage_words")
    if not everything and word.agency_id is None:
        raise Forbidden
    return word


def require_scope(viewer: Viewer, agency_id: int | None) -> None:
    """Forbidden to add a word for the whole city, unless one administers the city."""
    require(viewer, "manage_words")
    if agency_id != viewer.agency_id and viewer.role != Role.CITY_ADMIN:
        raise Forbidden


def run_of(viewer: Viewer, pk: int) -> CommandRun:
    """One's own command, given for the agency for which one acts now."""
    mine = CommandRun.objects.filter(user_id=viewer.user_id, agency_id=viewer.agency_id or 0)
    run = mine.filter(pk=pk).first()
    if run is None:
        raise NotFound
    require(viewer, "command")
    return run
