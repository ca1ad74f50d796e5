"""Looking at rights again costs the same, however many are connected."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from agencies.models import ApiToken
from safety_net.core.live import identity
from safety_net.core.live.identity import Claims
from safety_net.core.live.protocol import SIGNED_OUT
from tests.support.cast import Person


def by_token(person: Person, key: str) -> Claims:
    person.token_client(key)
    claims = identity.admit({"authorization": f"Token {key}"})
    assert isinstance(claims, Claims)
    return claims


def by_session(person: Person) -> Claims:
    claims = identity.admit({"cookie": f"sessionid={person.browser.cookies['sessionid'].value}"})
    assert isinstance(claims, Claims)
    return claims


def test_many_programs_and_browsers_are_five_queries(
    dani: Person, mina: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    programs = [by_token(dani, f"wall board {number}") for number in range(20)]
    everybody = [*programs, by_session(dani), by_session(mina)]
    with django_assert_max_num_queries(5):
        assert identity.ended(everybody) == {}


def test_one_withdrawn_token_ends_one_connection(dani: Person) -> None:
    kept, withdrawn = by_token(dani, "wall board"), by_token(dani, "old wall board")
    ApiToken.objects.get(digest=ApiToken.digest_of("old wall board")).delete()
    assert identity.ended([kept, withdrawn]) == {withdrawn: SIGNED_OUT}
