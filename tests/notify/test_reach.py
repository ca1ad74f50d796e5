"""Who would be reached by what, if it were now."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notify.selectors.reach import reach
from tests.support.cast import Person
from tests.support.paging import a_method, a_provider


def test_channels_stand_in_the_persons_order(dani: Person) -> None:
    a_provider("sms")
    a_provider("voice")
    a_method(dani, "voice", order=2)
    a_method(dani, "sms", order=1)
    found = reach([dani.user.pk], exercise=False)[dani.user.pk]
    assert found.channels == ("sms", "voice")
    assert found.name == "Dani"
    assert found.is_reachable


def test_a_channel_without_a_provider_reaches_nobody(dani: Person) -> None:
    a_provider("sms", is_active=False)
    a_method(dani)
    assert not reach([dani.user.pk], exercise=False)[dani.user.pk].is_reachable


def test_a_provider_whose_folder_is_gone_reaches_nobody(dani: Person) -> None:
    a_provider("sms", kind="pigeons")
    a_method(dani)
    assert not reach([dani.user.pk], exercise=False)[dani.user.pk].is_reachable


def test_an_exercise_reaches_by_drill_providers_only(dani: Person) -> None:
    a_provider("sms")
    a_method(dani)
    assert reach([dani.user.pk], exercise=True)[dani.user.pk].channels == ()
    a_provider("sms", drill=True)
    assert reach([dani.user.pk], exercise=True)[dani.user.pk].channels == ("sms",)


def test_who_left_who_has_nothing_and_who_never_was(dani: Person, mina: Person) -> None:
    a_provider("sms")
    a_method(dani)
    get_user_model().objects.filter(pk=dani.user.pk).update(is_active=False)
    with CaptureQueriesContext(connection) as queries:
        found = reach([dani.user.pk, mina.user.pk, 999_999], exercise=False)
    assert len(queries) == 2
    assert [one.is_reachable for one in found.values()] == [False, False, False]
