"""Agreements are made by two, and ended by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agencies.models import Membership, Role
from agreements.cards import agreement_of
from agreements.models import Agreement
from agreements.services.records import AgreementEndedAlready
from agreements.services.signing import SignedAlready, SignsForBoth, sign
from agreements.services.turning import keep_time
from safety_net.core.errors import Forbidden, Invalid, StaleVersion
from tests.support.agreeing import agree, an_admin, ends, proposes, signs
from tests.support.cast import NOON, Person
from tests.support.deeds import entries, head
from tests.support.small_city import SmallCity

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def guard(city: SmallCity) -> Person:
    """Admin of the coast guard."""
    return an_admin(city.coast_guard, "gil")


def told(after: int) -> list[str]:
    return [entry.kind for entry in entries(after=after)]


def test_it_counts_when_both_have_signed(chief: Person, guard: Person) -> None:
    before = head()
    made = proposes(chief, to=guard.agency)
    assert agreement_of(signs(chief, made))["state"] == "proposed"
    done = signs(guard, made)
    assert done.in_force
    assert agreement_of(done)["state"] == "in_force"
    assert told(before) == [
        "agreement.proposed",
        "agreement.signed",
        "agreement.signed",
        "agreement.began",
    ]
    sides = {f"agency:{chief.agency.pk}", f"agency:{guard.agency.pk}", "admins", "auditors"}
    assert all(set(entry.audience) == sides for entry in entries(after=before))


def test_nobody_signs_twice_or_for_both(chief: Person, guard: Person) -> None:
    made = proposes(chief, to=guard.agency)
    signs(chief, made)
    with pytest.raises(SignedAlready):
        signs(an_admin(chief.agency, "another"), made)
    Membership.objects.create(user=chief.user, agency=guard.agency, role=Role.AGENCY_ADMIN)
    there = Person(chief.user, chief.user.memberships.get(agency=guard.agency))
    with pytest.raises(SignsForBoth):
        signs(there, made)


def test_only_who_may_bind_an_agency_signs(
    chief: Person, dani: Person, guard: Person, city: SmallCity
) -> None:
    made = proposes(chief, to=guard.agency)
    for somebody in (dani, an_admin(city.police)):
        with pytest.raises(Forbidden):
            signs(somebody, made)


def test_who_signs_has_read_these_terms(chief: Person, guard: Person) -> None:
    made = proposes(chief, to=guard.agency)
    with pytest.raises(StaleVersion):
        sign(agreement_id=made.pk, version=made.version + 1, by=guard.actor, at=NOON)


def test_either_side_ends_it_alone(chief: Person, guard: Person) -> None:
    for who in (chief, guard):
        made = agree(chief, guard)
        before = head()
        done = ends(who, made)
        assert (done.in_force, done.ended_by, done.ended_for_id) == (False, who.name, who.agency.pk)
        assert told(before) == ["agreement.ended"]
        with pytest.raises(AgreementEndedAlready):
            signs(chief, made)
    with pytest.raises(Invalid):
        ends(chief, agree(chief, guard), " ")


def test_a_third_agency_ends_nothing(chief: Person, guard: Person, admin: Person) -> None:
    with pytest.raises(Forbidden):
        ends(admin, agree(chief, guard))


def test_it_begins_and_expires_with_time(chief: Person, guard: Person) -> None:
    hour = timedelta(hours=1)
    made = agree(chief, guard, valid_from=NOON + hour, valid_to=NOON + 3 * hour)
    assert agreement_of(made)["state"] == "signed"
    assert keep_time(at=NOON) == 0
    assert keep_time(at=LATER) == 1
    assert Agreement.objects.get(pk=made.pk).in_force
    assert keep_time(at=LATER) == 0
    before = head()
    assert keep_time(at=NOON + 3 * hour) == 1
    assert told(before) == ["agreement.ended"]


def test_a_proposal_lapses_unsigned(chief: Person, guard: Person) -> None:
    made = proposes(chief, to=guard.agency, valid_to=LATER)
    signs(chief, made)
    keep_time(at=LATER)
    assert Agreement.objects.get(pk=made.pk).end_reason == "its time is over"


def test_new_terms_replace_the_old_when_they_begin(chief: Person, guard: Person) -> None:
    old = agree(chief, guard)
    new = proposes(chief, to=guard.agency, level="full", replaces=old.pk)
    signs(chief, new)
    assert Agreement.objects.get(pk=old.pk).in_force
    signs(guard, new)
    assert not Agreement.objects.get(pk=old.pk).in_force
    assert (new.revision, new.replaces_id) == (2, old.pk)


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("level", {"level": "all"}),
        ("purpose", {"purpose": " "}),
        ("priorities", {"priorities": [5]}),
        ("types", {"types": ["FIRE", "FYRE"]}),
        ("districts", {"districts": ["nowhere"]}),
        ("valid_to", {"valid_to": NOON}),
        ("replaces", {"replaces": 999_999}),
    ],
)
def test_terms_that_cannot_be_used(
    chief: Person, guard: Person, field: str, terms: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        proposes(chief, to=guard.agency, **terms)
    assert set(refused.value.extra["fields"]) == {field}


def test_an_agreement_is_between_two_agencies_in_use(chief: Person, guard: Person) -> None:
    for to in (chief.agency, guard.agency):
        type(guard.agency).objects.filter(pk=guard.agency.pk).update(is_hidden=True)
        with pytest.raises(Invalid):
            proposes(chief, to=to)


def test_over_rest(chief: Person, guard: Person, sol: Person, outsider: Person) -> None:
    body = {
        "giver": chief.agency.pk,
        "receiver": guard.agency.pk,
        "level": "summary",
        "types": ["FIRE"],
        "districts": ["dong-mill"],
        "valid_from": "2026-11-22T00:00:00+09:00",
        "purpose": "fires near the port",
    }
    made = chief.client.post("/api/agreements/", body)
    assert made.status_code == 201, made.data
    one = f"/api/agreements/{made.data['id']}/"
    assert guard.client.get(one).data["area"]["type"] == "MultiPolygon"
    for who in (chief, guard):
        version = who.client.get(one).data["version"]
        signed = who.client.post(f"{one}sign/", {"version": version})
        assert signed.status_code == 200, signed.data
    assert signed.data["state"] == "in_force"
    assert [one["name"] for one in signed.data["signatures"]] == [chief.name, guard.name]
    found = sol.client.get("/api/agreements/?state=in_force").data["results"]
    assert [row["id"] for row in found] == [made.data["id"]]
    assert sol.client.get("/api/agreements/?state=ended").data["results"] == []
    ended = guard.client.post(f"{one}end/", {"reason": "not needed"})
    assert ended.data["state"] == "ended"
    refused = chief.client.post("/api/agreements/", {**body, "area": {"type": "Polygon"}})
    assert (refused.status_code, list(refused.data["fields"])) == (400, ["area"])


def test_others_do_not_find_it(chief: Person, guard: Person, city: SmallCity) -> None:
    made = proposes(chief, to=guard.agency)
    stranger = an_admin(city.police)
    assert stranger.client.get(f"/api/agreements/{made.pk}/").status_code == 404
    assert stranger.client.get("/api/agreements/").data["results"] == []
