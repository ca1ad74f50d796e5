"""From a membership to what a person may hear, and when that ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from agencies.access import (
    standing_keys,
    still_valid,
    viewer_for,
    viewer_of_session,
    viewer_of_token,
)
from agencies.models import Agency, ApiToken, Membership, Role
from safety_net.core import clock
from tests.support.cast import Person, a_person, a_token
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_members_hear_their_agency_and_everyone(city: SmallCity, role: Role) -> None:
    viewer = a_person("somebody", city.fire, role).viewer
    assert viewer.may_see({f"agency:{city.fire.pk}"})
    assert viewer.may_see({"everyone"})
    assert not viewer.may_see({f"agency:{city.police.pk}"})
    assert not viewer.may_see({"auditors"})
    assert viewer.may_see({"admins"}) == (role == Role.CITY_ADMIN)


def test_an_auditor_hears_the_audit_and_no_incident(auditor: Person) -> None:
    assert auditor.viewer.may_see({"auditors"})
    assert not auditor.viewer.may_see({f"agency:{auditor.agency.pk}"})


def test_an_agencys_auditor_does_not_hear_the_whole_citys_audit(city: SmallCity) -> None:
    assert not a_person("ora", city.fire, Role.AUDITOR).viewer.may_see({"auditors"})


def test_a_viewer_has_the_persons_name(dani: Person) -> None:
    assert dani.viewer.name == "Dani"


def test_nobody_has_no_viewer(city: SmallCity) -> None:
    assert viewer_for(AnonymousUser()) is None


def test_somebody_with_two_agencies_acts_for_the_chosen_one(dani: Person, police: Agency) -> None:
    Membership.objects.create(user=dani.user, agency=police, role=Role.AGENCY_STAFF)
    chosen = viewer_of_session(dani.user, {"agency_id": police.pk})
    assert chosen is not None
    assert (chosen.agency_id, chosen.role) == (police.pk, "agency_staff")
    first = viewer_of_session(dani.user, {})
    assert first is not None
    assert first.agency_id == dani.agency.pk


def test_an_agency_that_one_does_not_belong_to_can_not_be_chosen(
    dani: Person, police: Agency
) -> None:
    viewer = viewer_of_session(dani.user, {"agency_id": police.pk})
    assert viewer is not None
    assert viewer.agency_id == dani.agency.pk


def ends_membership(who: Person) -> None:
    Membership.objects.filter(pk=who.membership.pk).update(is_active=False)


def leaves(who: Person) -> None:
    type(who.user).objects.filter(pk=who.user.pk).update(is_active=False)


def agency_is_dissolved(who: Person) -> None:
    Agency.objects.filter(pk=who.agency.pk).update(is_active=False)


ENDS = [ends_membership, leaves, agency_is_dissolved]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_when_a_membership_ends_so_does_the_view(
    dani: Person, mina: Person, end: Callable[[Person], None]
) -> None:
    key = "a key"
    a_token(dani.membership, key)
    mina.token_client("another key")
    assert viewer_of_token(key) == dani.viewer
    assert standing_keys([key, "another key", "no key"]) == {key, "another key"}
    assert still_valid([dani.viewer, mina.viewer]) == {dani.viewer, mina.viewer}
    end(dani)
    assert viewer_for(dani.user) is None
    assert viewer_of_token(key) is None
    assert standing_keys([key, "another key"]) == {"another key"}
    assert still_valid([dani.viewer, mina.viewer]) == {mina.viewer}


def test_another_role_ends_the_view_as_it_was(dani: Person) -> None:
    before = dani.viewer
    Membership.objects.filter(pk=dani.membership.pk).update(role=Role.AUDITOR)
    assert still_valid([before]) == set()


def test_a_token_lasts_until_it_expires(dani: Person, time: Time) -> None:
    now = clock.now()
    a_token(dani.membership, "key", expires_at=now + timedelta(days=30))
    time.passes(days=29)
    assert viewer_of_token("key") is not None
    time.passes(days=2)
    assert viewer_of_token("key") is None
    assert standing_keys(["key"]) == set()


def test_a_key_is_not_kept(dani: Person) -> None:
    dani.token_client("a very secret key")
    (kept,) = ApiToken.objects.values()
    assert "a very secret key" not in str(kept)
    assert viewer_of_token("another key") is None
