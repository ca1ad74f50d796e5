"""Logging on: one person is on one unit, and a unit may have several people."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Membership, Role
from crews.models import UnitLogOn
from safety_net.core.models import LogEntry
from tests.api.bodies import is_refused
from tests.crews.conftest import logs_on
from tests.support.cast import NOON, Person, a_person
from tests.support.small_city import SmallCity
from units.models import Unit


def told() -> list[tuple[str, dict[str, object]]]:
    entries = LogEntry.objects.filter(kind__startswith="crew.").order_by("seq")
    return [(one.kind, one.payload) for one in entries]


def test_one_logs_on_and_sees_the_unit(crew: Person, engine: Unit) -> None:
    picture = logs_on(crew, engine).json()
    assert picture["log_on"]["unit"] == engine.pk
    assert picture["unit"]["call_sign"] == "Pump 1"
    assert [(one["name"], one["me"]) for one in picture["crew"]] == [("Byeol", True)]
    assert told() == [("crew.logged_on", {"call_sign": "Pump 1", "person": "Byeol", "crew": 1})]


def test_only_the_own_agency_hears_of_it(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    entry = LogEntry.objects.get(kind="crew.logged_on")
    assert entry.audience == [f"agency:{crew.agency.pk}"]
    assert (entry.subject_type, entry.subject_id) == ("unit", engine.pk)


def test_logging_on_elsewhere_ends_the_former(crew: Person, engine: Unit, ladder: Unit) -> None:
    logs_on(crew, engine)
    assert logs_on(crew, ladder).json()["unit"]["call_sign"] == "Ladder 1"
    kinds = [(kind, payload["call_sign"]) for kind, payload in told()]
    assert kinds == [
        ("crew.logged_on", "Pump 1"),
        ("crew.logged_off", "Pump 1"),
        ("crew.logged_on", "Ladder 1"),
    ]
    assert told()[1][1]["elsewhere"] is True
    assert UnitLogOn.objects.filter(ended_at__isnull=True).count() == 1


def test_logging_on_twice_is_once(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    assert logs_on(crew, engine).status_code == 200
    assert len(told()) == 1


def test_a_unit_has_several_people(crew: Person, engine: Unit, city: SmallCity) -> None:
    logs_on(crew, engine)
    mate = a_person("nari", city.fire, Role.FIELD_CREW)
    picture = logs_on(mate, engine).json()
    assert [one["name"] for one in picture["crew"]] == ["Byeol", "Nari"]
    assert told()[-1][1]["crew"] == 2


def test_one_logs_off(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    picture = crew.client.post("/api/crew/log-off/", {}).json()
    assert (picture["log_on"], picture["unit"], picture["crew"]) == (None, None, [])
    assert told()[-1][0] == "crew.logged_off"
    is_refused(crew.client.post("/api/crew/log-off/", {}), 409, "not_on_a_unit")


def test_nobody_logs_on_to_a_foreign_unit(crew: Person, patrol: Unit) -> None:
    is_refused(logs_on(crew, patrol), 400, "invalid")
    assert told() == []


def test_nobody_logs_on_to_a_unit_that_was_put_away(crew: Person, engine: Unit) -> None:
    Unit.objects.filter(pk=engine.pk).update(is_active=False)
    is_refused(logs_on(crew, engine), 400, "invalid")


@pytest.mark.parametrize("unit", [None, "1", [1], 0, -1, 1.5, True, 2**63, {}])
def test_what_is_no_unit_is_refused(crew: Person, unit: object) -> None:
    is_refused(crew.client.post("/api/crew/log-on/", {"unit": unit}), 400, "invalid")


def test_the_units_to_choose_from_are_the_own_ones(
    crew: Person, engine: Unit, ladder: Unit, patrol: Unit
) -> None:
    logs_on(crew, ladder)
    found = crew.client.get("/api/crew/units/").json()["results"]
    assert [(one["call_sign"], one["crew"]) for one in found] == [
        ("Ladder 1", ["Byeol"]),
        ("Pump 1", []),
    ]
    found = crew.client.get("/api/crew/units/?q=pump").json()["results"]
    assert [one["call_sign"] for one in found] == ["Pump 1"]


def test_the_database_knows_that_one_is_on_one_unit(
    crew: Person, engine: Unit, ladder: Unit
) -> None:
    mine = crew.membership
    UnitLogOn.objects.create(unit=engine, membership=mine, at=NOON)
    with pytest.raises(IntegrityError, match="one_unit_at_a_time"), transaction.atomic():
        UnitLogOn.objects.create(unit=ladder, membership=mine, at=NOON)


def test_somebody_who_is_on_no_unit_sees_an_empty_picture(crew: Person) -> None:
    picture = crew.client.get("/api/crew/").json()
    assert (picture["unit"], picture["assignments"], picture["incidents"]) == (None, [], [])


def test_two_agencies_of_one_person_are_one_person(
    crew: Person, engine: Unit, patrol: Unit, city: SmallCity
) -> None:
    logs_on(crew, engine)
    Membership.objects.create(user=crew.user, agency=city.police, role=Role.FIELD_CREW)
    crew.client.post("/api/me/agency/", {"agency": city.police.pk})
    assert logs_on(crew, patrol).status_code == 200
    standing = UnitLogOn.objects.filter(ended_at__isnull=True)
    assert [one.unit.call_sign for one in standing] == ["Patrol 7"]
