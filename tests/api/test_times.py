"""The times of an incident over REST: a correction stands beside what it corrects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import Incident
from safety_net.core import clock
from safety_net.core.clock import iso
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import closes, kinds


@pytest.fixture
def fire_at_mill(dani: Person, mina: Person) -> Incident:
    return file(dani, at=clock.now())


def times(who: Person, it: Incident) -> dict[str, Any]:
    answer = who.client.get(f"/api/incidents/{it.pk}/times/")
    assert answer.status_code == 200, answer.content
    return {one["code"]: one for one in answer.json()["results"]}


def record(who: Person, it: Incident, **body: Any) -> Any:
    return who.client.post(f"/api/incidents/{it.pk}/times/", body)


def test_filing_knows_when_the_call_came(mina: Person, fire_at_mill: Incident) -> None:
    known = times(mina, fire_at_mill)
    assert list(known) == ["t0", "t2"]
    assert known["t2"]["at"] == iso(fire_at_mill.filed_at)
    assert (known["t2"]["who"], known["t2"]["source"]) == ("Dani", "user")
    assert known["t2"]["agency"] == fire_at_mill.filed_by_id


def test_the_newest_of_a_code_counts(dani: Person, mina: Person, fire_at_mill: Incident) -> None:
    early, late = (iso(fire_at_mill.filed_at - timedelta(seconds=ago)) for ago in (20, 10))
    assert record(dani, fire_at_mill, code="t10", at=late).status_code == 201
    assert record(mina, fire_at_mill, code="t10", at=early).status_code == 201
    assert record(dani, fire_at_mill, code="t7", at=early).status_code == 201
    known = times(dani, fire_at_mill)
    assert list(known) == ["t0", "t2", "t7", "t10"]
    assert (known["t10"]["at"], known["t10"]["who"]) == (early, "Mina")
    assert fire_at_mill.times.filter(code="t10").count() == 2
    assert kinds(fire_at_mill)[-1] == "time.recorded"


def test_a_time_may_follow_after_the_close(sol: Person, fire_at_mill: Incident) -> None:
    closes(sol, fire_at_mill, override="out", at=clock.now())
    answer = record(sol, fire_at_mill, code="t9", at=iso(fire_at_mill.filed_at))
    assert (answer.status_code, answer.json()["status"]) == (201, "closed")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"code": "t12", "at": "2026-11-22T03:00:00Z"}, "code"),
        ({"code": "t7", "at": "2026-11-22T03:00:00"}, "at"),
        ({"code": "t7", "at": "2099-01-01T00:00:00Z"}, "at"),
        ({"code": "t7"}, "at"),
    ],
)
def test_what_cannot_be_used_is_named(
    dani: Person, fire_at_mill: Incident, body: dict[str, Any], field: str
) -> None:
    assert list(bad_fields(record(dani, fire_at_mill, **body))) == [field]


def test_staff_read_times_and_do_not_record_them(staff: Person, fire_at_mill: Incident) -> None:
    assert "t0" in times(staff, fire_at_mill)
    is_refused(record(staff, fire_at_mill, code="t7", at="2026-11-22T03:00:00Z"), 403)
