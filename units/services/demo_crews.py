"""A roster of invented crews for the simulated units of the demo city."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet

from agencies.demo import PREFIX
from agencies.models import AgencyKind, City, Membership, Role
from safety_net.core import city_log
from safety_net.core.access import SYSTEM
from units.models import Crew, CrewMember, Unit
from units.services import telling
from units.states import Duty

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민"
FIRST = "도서지하민준시예현은수태가나다유재승동채"
SECOND = "윤연호준우진아은서현빈율원람솔결찬영훈희"
POSITIONS = ("팀장", "운전")
# Each third unit has no roster: a desk must cope with not knowing who is on board.
WITHOUT = 3
# In one crew of 25 somebody is ill, and it may be below what its unit needs.
SHORT_HANDED = 25
BATCH = 2_000


@dataclass(frozen=True)
class Shift:
    """[begin, end) of one crew; its name is the team's or the time of day."""

    name: str
    begin: datetime
    end: datetime


def plan(*, at: datetime, days: int) -> int:
    """Crews for the shifts of `days` from `at` on, where none is planned; how many were made."""
    zone = ZoneInfo(City.objects.values_list("timezone", flat=True).get())
    with city_log.change(by=SYSTEM, at=at) as log:
        riders = _riders()
        units = [unit for unit in _ready() if unit.pk % WITHOUT or unit.pk in riders]
        there = set(
            Crew.objects.filter(unit__in=units, during__endswith__gt=at)
            .values_list("unit_id", "during__startswith")
            .distinct()
        )
        made = [
            (unit, shift)
            for unit in units
            for shift in _shifts(unit, at, days, zone)
            if (unit.pk, shift.begin) not in there
        ]
        _store(made, riders)
        telling.tell_all({unit.pk: unit for unit, _ in made}.values(), "crew", log)
    return len(made)


def _ready() -> QuerySet[Unit]:
    units = Unit.objects.filter(is_simulated=True, is_active=True).order_by("pk")
    return units.exclude(duty=Duty.OUT_OF_SERVICE).select_related("kind")


def _riders() -> dict[int, Membership]:
    """The demo people who ride along: each on the first unit of the kind that the name says."""
    crews = Membership.objects.filter(role=Role.FIELD_CREW, user__username__startswith=PREFIX)
    found: dict[int, Membership] = {}
    for member in crews.select_related("user").order_by("pk"):
        kinds = member.user.username.split("-")
        unit = _ready().filter(agency_id=member.agency_id, kind__code__in=kinds).first()
        if unit is not None:
            found[unit.pk] = member
    return found


def _shifts(unit: Unit, at: datetime, days: int, zone: ZoneInfo) -> Iterator[Shift]:
    """Fire crews change each morning at nine, all others morning and evening."""
    of_fire = unit.kind.service == AgencyKind.FIRE
    hours = (9,) if of_fire else (8, 20)
    yesterday = at.astimezone(zone).date() - timedelta(days=1)
    for day in (yesterday + timedelta(days=n) for n in range(days + 1)):
        for hour in hours:
            begin = datetime.combine(day, time(hour), zone)
            end = begin + timedelta(hours=24 // len(hours))
            team = f"{day.toordinal() % 3 + 1}팀" if of_fire else ("주간", "야간")[hour > 12]
            if end > at:
                yield Shift(team, begin, end)


def _store(made: list[tuple[Unit, Shift]], riders: dict[int, Membership]) -> None:
    crews = Crew.objects.bulk_create(
        [
            Crew(unit=unit, shift=shift.name, during=DateTimeTZRange(shift.begin, shift.end))
            for unit, shift in made
        ],
        batch_size=BATCH,
    )
    people = (
        member
        for crew, (unit, _) in zip(crews, made, strict=True)
        for member in _people(crew, unit, riders.get(unit.pk))
    )
    CrewMember.objects.bulk_create(people, batch_size=BATCH)


def _people(crew: Crew, unit: Unit, rider: Membership | None) -> Iterator[CrewMember]:
    """The same unit and team always have the same people; a demo person takes the last seat."""
    dice = hashlib.blake2b(f"{unit.external_id} {crew.shift}".encode(), digest_size=64).digest()
    ill = dice[-1] % SHORT_HANDED == 0 and rider is None
    seats = min(unit.crew_size - ill, len(dice) // 3)
    for seat in range(seats):
        position = POSITIONS[seat] if seat < len(POSITIONS) else "대원"
        if rider is not None and seat == seats - 1:
            name = rider.user.first_name
            yield CrewMember(crew=crew, membership=rider, name=name, position=position)
        else:
            yield CrewMember(crew=crew, name=_name(dice[3 * seat :]), position=position)


def _name(dice: bytes) -> str:
    lists = (SURNAMES, FIRST, SECOND)
    return "".join(words[die % len(words)] for words, die in zip(lists, dice, strict=False))
