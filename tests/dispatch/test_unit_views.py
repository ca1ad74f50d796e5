"""The unit board is as its person left it, at whichever desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Membership
from dispatch.models import UnitView
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields
from tests.support.cast import Person

PATH = "/api/me/unit-board/"
VIEW = {"service": "police", "sort": "since", "text": "E 1", "free": True}


def told(who: Person) -> Any:
    return who.client.get("/api/reference/").json()["me"]["unit_board"]


def test_it_follows_its_person_and_nobody_else(dani: Person, sol: Person) -> None:
    assert told(dani) is None
    assert dani.client.post(PATH, VIEW).json() == VIEW
    assert told(Person(dani.user, dani.membership)) == VIEW  # at another desk
    assert told(sol) is None


def test_what_was_chosen_last_counts(dani: Person) -> None:
    dani.client.post(PATH, VIEW)
    dani.client.post(PATH, {**VIEW, "service": "mine", "text": ""})
    assert told(dani) == {**VIEW, "service": "mine", "text": ""}
    assert UnitView.objects.count() == 1


def test_each_agency_of_a_person_has_its_own(dani: Person, mina: Person) -> None:
    Membership.objects.create(user=dani.user, agency=mina.agency, role="dispatcher")
    dani.client.post(PATH, VIEW)
    dani.client.post("/api/me/agency/", {"agency": mina.agency.pk})
    assert told(dani) is None


def test_the_log_does_not_hear_of_it(dani: Person) -> None:
    dani.client.post(PATH, VIEW)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [{"service": "circus"}, {"sort": "luck"}, {"text": "x" * 101}, {"free": "yes"}, {"more": 1}],
)
def test_what_is_no_view_is_refused(dani: Person, bad: dict[str, Any]) -> None:
    assert set(bad_fields(dani.client.post(PATH, {**VIEW, **bad}))) == set(bad)
    assert told(dani) is None


@pytest.mark.parametrize("bad", [{"service": "circus"}, {"sort": "luck"}])
def test_the_database_knows_too(dani: Person, bad: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitView.objects.create(membership=dani.membership, **bad)
