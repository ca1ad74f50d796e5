"""Medical and police-sensitive notes: who reads them, and that the log does not hold them."""

from __future__ import annotations

from typing import Any

import pytest

from agencies.models import AgencyKind, Role
from incidents.levels import readable
from tests.support import deeds
from tests.support.cast import Person, a_person, file
from tests.support.small_city import SmallCity

KINDS = ("fire", "health", "police", "coast_guard", "city", "utility")
# m: medical, p: police-sensitive, for each kind of agency that has a part but neither wrote the
# note nor leads. The columns are those of KINDS.
TABLE = """
call_taker    m m p p - -
dispatcher    m m p p - -
supervisor    m m p p - -
agency_staff  - - - - - -
agency_admin  - - - - - -
city_admin    - - - - - -
auditor       - - - - - -
field_crew    m m - - - -
"""
LETTERS = {"m": {"medical"}, "p": {"police"}, "-": set()}


def test_the_table_of_readers() -> None:
    rows = dict(line.split(maxsplit=1) for line in TABLE.strip().splitlines())
    assert set(rows) == set(Role.values)
    assert set(KINDS) < set(AgencyKind.values)
    for role, marks in rows.items():
        for kind, mark in zip(KINDS, marks.split(), strict=True):
            seen = readable(role=role, kind=kind, is_own=False, leads=False)
            assert seen == LETTERS[mark], (role, kind)


@pytest.mark.parametrize("is_own", [True, False])
def test_desks_of_author_and_lead_read_all(is_own: bool) -> None:
    how = {"is_own": is_own, "leads": not is_own}
    for role in ("call_taker", "dispatcher", "supervisor"):
        assert readable(role=role, kind="city", **how) == {"medical", "police"}
    assert readable(role="agency_staff", kind="city", **how) == set()


def texts(who: Person, pk: int, **query: Any) -> list[str]:
    found = who.client.get(f"/api/incidents/{pk}/notes/", query).json()["results"]
    return [note["text"] for note in found]


def test_the_log_holds_no_protected_text(dani: Person, mina: Person, city: SmallCity) -> None:
    fire = file(by=dani)
    before = deeds.head()
    deeds.notes(dani, fire, "on insulin", level="medical")
    deeds.notes(mina, fire, "armed before", level="police")
    deeds.notes(mina, fire, "gate is open")
    told = deeds.entries(after=before)
    assert [one.payload["note"]["text"] for one in told] == ["", "", "gate is open"]
    assert texts(mina, fire.pk) == ["", "", "gate is open"]
    assert len(deeds.entries(after=before)) == 3
    assert texts(dani, fire.pk, protected=1) == ["on insulin", "armed before", "gate is open"]
    assert texts(mina, fire.pk, protected=1) == ["", "armed before", "gate is open"]
    reads = deeds.entries(after=before)[3:]
    assert [(one.kind, one.audience) for one in reads] == [("note.read", ["auditors"])] * 2
    assert [len(one.payload["notes"]) for one in reads] == [2, 1]
    staff = a_person("somebody", city.police, Role.AGENCY_STAFF)
    assert texts(staff, fire.pk, protected=1) == ["", "", "gate is open"]
    assert "insulin" not in dani.client.get(f"/api/incidents/{fire.pk}/timeline/").content.decode()


def test_notes_of_another_agency_to_itself_stay_there(dani: Person, mina: Person) -> None:
    fire = file(by=dani)
    deeds.notes(mina, fire, "ours", to="own", level="police")
    assert texts(dani, fire.pk, protected=1) == []


def test_a_level_that_is_none(dani: Person) -> None:
    fire = file(by=dani)
    answer = dani.client.post(f"/api/incidents/{fire.pk}/notes/", {"text": "x", "level": "secret"})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["level"])
    done = dani.client.post(f"/api/incidents/{fire.pk}/notes/", {"text": "x", "level": "medical"})
    assert done.status_code == 201
