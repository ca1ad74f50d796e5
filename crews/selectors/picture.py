"""Everything that the phone shows, in one answer that it can keep for a dead spot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from crews.models import UnitLogOn
from crews.permissions import log_ons_of
from crews.states import moves_for
from dispatch.cards import assignment_of, mayday_of, with_card
from dispatch.models import Assignment, Mayday
from incidents.cards import card_of, note_of
from incidents.models import Note
from incidents.permissions import incidents_for
from incidents.states import NoteAudience, NoteLevel
from safety_net.core import clock
from safety_net.core.access import Viewer
from safety_net.core.clock import iso
from safety_net.core.models import LogHead
from units import cards
from units.models import Unit
from units.states import DUTY_MOVES

MOST_NOTES = 50
Row = dict[str, Any]


def picture_for(viewer: Viewer) -> Row:
    """The unit one is on, its people, where it is sent, and what is known there.

    `as_of` is read first: what changes meanwhile is news to the live line, never missed.
    """
    as_of = LogHead.objects.values_list("seq", flat=True).get()
    log_on = log_ons_of(viewer).filter(ended_at__isnull=True).first()
    mine = _of_unit(log_on, viewer) if log_on else _nothing()
    return {**mine, "as_of": as_of, "server_time": iso(clock.now())}


def people_on(unit_ids: Collection[int]) -> dict[int, list[UnitLogOn]]:
    """Unit id → who is logged on to it now."""
    now = UnitLogOn.objects.filter(
        unit_id__in=unit_ids, ended_at__isnull=True, membership__is_active=True
    )
    found: dict[int, list[UnitLogOn]] = defaultdict(list)
    for one in now.select_related("membership__user"):
        found[one.unit_id].append(one)
    return found


def name_of(log_on: UnitLogOn) -> str:
    user = log_on.membership.user
    return user.get_full_name() or user.get_username()


def _nothing() -> Row:
    empty: dict[str, list[Row]] = {"crew": [], "assignments": [], "incidents": []}
    return {"log_on": None, "unit": None, "mayday": None, "moves": {}, "duty_moves": {}, **empty}


def _of_unit(log_on: UnitLogOn, viewer: Viewer) -> Row:
    unit = cards.with_card(Unit.objects.filter(pk=log_on.unit_id)).get()
    card = cards.card_of(unit)
    sent = _assignments(unit)
    return {
        "log_on": {"unit": unit.pk, "at": iso(log_on.at)},
        "unit": card,
        "crew": [
            {"name": name_of(one), "at": iso(one.at), "me": one.pk == log_on.pk}
            for one in people_on([unit.pk])[unit.pk]
        ],
        "assignments": sent,
        "incidents": _incidents([one["incident"] for one in sent], viewer),
        "mayday": _mayday(unit),
        "moves": moves_for(card["capabilities"]),
        "duty_moves": {str(duty): sorted(map(str, moves)) for duty, moves in DUTY_MOVES.items()},
    }


def _assignments(unit: Unit) -> list[Row]:
    """The latest first, each with the newest time of every status that it reached."""
    rows = Assignment.objects.filter(unit=unit, cleared_at__isnull=True)
    found = with_card(rows).prefetch_related("times").order_by("-assigned_at", "-pk")
    return [
        {**assignment_of(one), "times": {time.status: iso(time.at) for time in one.times.all()}}
        for one in found
    ]


def _incidents(incident_ids: Collection[int], viewer: Viewer) -> list[Row]:
    found = incidents_for(viewer).filter(pk__in=incident_ids).with_card()
    notes = _by_incident(note_rows(incident_ids, viewer))
    units = _by_incident(_unit_rows(incident_ids))
    return [{"card": card_of(one), "notes": notes[one.pk], "units": units[one.pk]} for one in found]


def note_rows(incident_ids: Collection[int], viewer: Viewer) -> list[tuple[int, Row]]:
    """The newest notes that the viewer's agency may read, newest first."""
    readable = Q(audience=NoteAudience.ALL) | Q(agency_id=viewer.agency_id or 0)
    open_to_all = readable & Q(level=NoteLevel.OPEN)
    rows = Note.objects.filter(open_to_all, incident_id__in=incident_ids).order_by("-pk")
    return [(note.incident_id, note_of(note)) for note in rows[:MOST_NOTES]]


def _unit_rows(incident_ids: Collection[int]) -> list[tuple[int, Row]]:
    rows = Assignment.objects.filter(incident_id__in=incident_ids, cleared_at__isnull=True)
    ordered = with_card(rows).order_by("-primary", "assigned_at", "pk")
    return [(one.incident_id, assignment_of(one)) for one in ordered]


def _by_incident(rows: Iterable[tuple[int, Row]]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for incident_id, row in rows:
        found[incident_id].append(row)
    return found


def _mayday(unit: Unit) -> Row | None:
    standing = Mayday.objects.filter(unit=unit, ended_at__isnull=True).select_related("unit")
    mayday = standing.first()
    return mayday_of(mayday) if mayday else None
