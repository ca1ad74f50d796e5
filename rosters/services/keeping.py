"""Make, change and retire rosters with their layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from rosters.cards import roster_of, with_card
from rosters.events import RosterChanged
from rosters.models import LayerParticipant, Roster, RosterLayer
from rosters.services import records
from rosters.services.watching import watch
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, StaleVersion

MOST_LAYERS = 20
MOST_PEOPLE = 60


@dataclass(frozen=True, kw_only=True)
class Turns:
    """A layer as somebody wants it; `people` are ids of users, in the order of their turns."""

    people: tuple[int, ...]
    starts_on: date
    ends_on: date | None = None
    name: str = ""
    rank: int = 1
    unit: str = "day"
    length: int = 1
    hand_over: time = time(9)
    days: list[int] = field(default_factory=list)
    hours_from: time | None = None
    hours_to: time | None = None
    holidays: str = "any"


def make(*, values: Mapping[str, Any], layers: Sequence[Turns], by: Actor, at: datetime) -> Roster:
    """A new roster; `values` are fields of Roster. The last of the layers lies uppermost."""
    with city_log.change(by=by, at=at) as log:
        roster = Roster(**values)
        _store(roster, layers, what="made", log=log)
    return roster


def change(
    *,
    roster_id: int,
    version: int,
    values: Mapping[str, Any],
    by: Actor,
    at: datetime,
    layers: Sequence[Turns] | None = None,
) -> Roster:
    """Change the fields that are named, and all layers if they are given.

    StaleVersion unless `version` is the present one; `extra.roster` is the roster as it is now.
    """
    with city_log.change(by=by, at=at) as log:
        roster = records.locked(roster_id)
        if roster.version != version:
            raise StaleVersion(yours=version, current=roster.version, roster=card(roster))
        for name, value in values.items():
            setattr(roster, name, value)
        roster.version += 1
        _store(roster, layers, what="changed", log=log)
    return roster


def retire(*, roster_id: int, by: Actor, at: datetime) -> Roster:
    """It counts no more, but can be looked at and put to use again. Twice is once."""
    with city_log.change(by=by, at=at) as log:
        roster = records.locked(roster_id)
        if roster.is_active:
            roster.is_active = False
            roster.version += 1
            _store(roster, None, what="retired", log=log)
    return roster


def card(roster: Roster) -> dict[str, Any]:
    """As it stands in the database now."""
    return roster_of(with_card(Roster.objects.all()).get(pk=roster.pk))


def _store(roster: Roster, layers: Sequence[Turns] | None, *, what: str, log: Log) -> None:
    _check(roster)
    roster.changed_at, roster.changed_by = log.at, log.by.name
    roster.save()
    if layers is not None:
        _put(roster, layers)
    event = RosterChanged(subject_id=roster.pk, roster=card(roster), what=what)
    log.append(event, audience=records.audience(roster))
    watch([roster.pk], log=log)


def _check(roster: Roster) -> None:
    roster.name_ko = roster.name_ko.strip()
    if not roster.name_ko:
        raise Invalid(name_ko=_("Give it a name."))
    others = Roster.objects.filter(agency_id=roster.agency_id, is_active=True)
    if roster.is_active and others.filter(name_ko=roster.name_ko).exclude(pk=roster.pk).exists():
        raise Invalid(name_ko=_("Your agency has a roster of this name."))


def _put(roster: Roster, layers: Sequence[Turns]) -> None:
    if len(layers) > MOST_LAYERS:
        raise Invalid(layers=_("A roster has no more than 20 layers."))
    for one in layers:
        _check_layer(one)
    everybody = {person for one in layers for person in one.people}
    records.members(roster, everybody, field="layers")
    roster.layers.all().delete()
    made = RosterLayer.objects.bulk_create(
        _row(roster, position, one) for position, one in enumerate(layers, start=1)
    )
    LayerParticipant.objects.bulk_create(
        LayerParticipant(layer=row, position=place, user_id=person)
        for row, one in zip(made, layers, strict=True)
        for place, person in enumerate(one.people, start=1)
    )


def _row(roster: Roster, position: int, turns: Turns) -> RosterLayer:
    fields = {name: value for name, value in vars(turns).items() if name != "people"}
    return RosterLayer(roster=roster, position=position, **fields)


def _check_layer(turns: Turns) -> None:
    if not 1 <= len(turns.people) <= MOST_PEOPLE:
        raise Invalid(layers=_("A layer has 1 to 60 people."))
    if turns.ends_on is not None and turns.ends_on <= turns.starts_on:
        raise Invalid(layers=_("A layer ends after it starts."))
    if (turns.hours_from is None) != (turns.hours_to is None):
        raise Invalid(layers=_("Hours have a beginning and an end."))
    if turns.hours_from is not None and turns.hours_from == turns.hours_to:
        raise Invalid(layers=_("Hours that end where they begin hold nothing; leave both empty."))
