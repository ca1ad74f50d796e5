"""The cast: people of the small city by name and role, and what they do by hand of a test.

A test asks for people and reads like a sentence: `def test_…(dani, mina)`. Rows live in the test's
own transaction, unless the test also asks for `committing`: then other connections see them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.test import APIClient

from agencies.access import SESSION_KEY, viewer_of
from agencies.models import Agency, ApiToken, Membership, Role
from agencies.proving import SECOND_FACTOR
from incidents.models import Incident, IncidentType
from incidents.places import Place
from incidents.services.filing import FirstReport, file_incident
from safety_net.core.access import Actor, Viewer
from tests.support import small_city
from tests.support.committed import committed
from tests.support.small_city import MILL_BRIDGE, SmallCity

LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # twelve o'clock in the city


class JsonClient(APIClient):
    """Sends JSON unless told otherwise."""

    default_format = "json"


@dataclass(frozen=True)
class Person:
    """Somebody with a place in an agency."""

    user: User
    membership: Membership

    @property
    def name(self) -> str:
        return self.user.first_name

    @property
    def agency(self) -> Agency:
        return self.membership.agency

    @cached_property
    def actor(self) -> Actor:
        return as_actor(self)

    @cached_property
    def viewer(self) -> Viewer:
        return viewer_of(self.membership)

    @cached_property
    def client(self) -> JsonClient:
        """REST as this person, signed in by session."""
        client = JsonClient()
        self._sign_in(client)
        return client

    @cached_property
    def browser(self) -> Client:
        """Django's own test client, signed in: for pages and forms."""
        browser = Client()
        self._sign_in(browser)
        return browser

    def token_client(self, key: str = "a very secret key", *scopes: str) -> JsonClient:
        """REST as a program that holds a token of this person, for everything unless told."""
        a_token(self.membership, key, *scopes)
        client = JsonClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        return client

    def _sign_in(self, client: Client) -> None:
        client.force_login(self.user)
        session = client.session
        session[SESSION_KEY] = self.agency.pk
        session[SECOND_FACTOR] = "totp"
        session.set_expiry(LONG_AFTER)  # tests move the clock by days
        session.save()


def a_token(membership: Membership, key: str, *scopes: str, **more: Any) -> ApiToken:
    """A token with this very key, for everything unless told, and for longer than any test."""
    return ApiToken.objects.create(
        membership=membership,
        name="program",
        scopes=list(scopes) or ["all"],
        digest=ApiToken.digest_of(key),
        created_at=NOON,
        **{"expires_at": NOON + timedelta(days=36_500), **more},
    )


def a_person(name: str, agency: Agency, role: str) -> Person:
    """Hire somebody."""
    user = get_user_model().objects.create_user(name, password=f"{name} has a password")
    user.first_name = name.title()
    user.save(update_fields=["first_name"])
    return Person(user, Membership.objects.create(user=user, agency=agency, role=role))


def as_actor(person: Person) -> Actor:
    """The person as one who acts."""
    return Actor(
        name=person.name,
        user_id=person.user.pk,
        agency_id=person.agency.pk,
        role=person.membership.role,
        request_id="test",
        address="127.0.0.1",
    )


def a_type(code: str) -> IncidentType:
    return IncidentType.objects.get(code=code)


def file(
    by: Person,
    kind: str = "FIRE.STRUCT",
    *,
    place: Place = MILL_BRIDGE,
    at: datetime = NOON,
    narrative: str = "smoke from a window",
    caller_name: str = "",
    caller_number: str = "",
    channel: str = "call",
    **more: Any,
) -> Incident:
    """`by` files an incident through the public service."""
    report = FirstReport(
        channel=channel,
        narrative=narrative,
        caller_name=caller_name,
        caller_number=caller_number,
    )
    return file_incident(kind=a_type(kind), place=place, report=report, by=by.actor, at=at, **more)


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What the test writes is committed, for threads and other processes, and cleared away after.

    Instead of django_db(transaction=True), which would also truncate the city log and the seeds.
    """
    with committed(django_db_blocker):
        yield


@pytest.fixture
def rows(request: pytest.FixtureRequest) -> None:
    """The database, in the way the test wants it."""
    request.getfixturevalue("committing" if "committing" in request.fixturenames else "db")


@pytest.fixture
def city(rows: None) -> SmallCity:
    return small_city.build()


@pytest.fixture
def fire(city: SmallCity) -> Agency:
    return city.fire


@pytest.fixture
def police(city: SmallCity) -> Agency:
    return city.police


@pytest.fixture
def city_hall(city: SmallCity) -> Agency:
    return city.city_hall


@pytest.fixture
def dani(city: SmallCity) -> Person:
    """Dispatcher of the fire brigade."""
    return a_person("dani", city.fire, Role.DISPATCHER)


@pytest.fixture
def hana(city: SmallCity) -> Person:
    """Call-taker of the fire brigade."""
    return a_person("hana", city.fire, Role.CALL_TAKER)


@pytest.fixture
def sol(city: SmallCity) -> Person:
    """Supervisor of the fire brigade."""
    return a_person("sol", city.fire, Role.SUPERVISOR)


@pytest.fixture
def staff(city: SmallCity) -> Person:
    """Yuri, staff of the fire brigade."""
    return a_person("yuri", city.fire, Role.AGENCY_STAFF)


@pytest.fixture
def crew(city: SmallCity) -> Person:
    """Byeol, on a fire engine."""
    return a_person("byeol", city.fire, Role.FIELD_CREW)


@pytest.fixture
def chief(city: SmallCity) -> Person:
    """Chul, admin of the fire brigade."""
    return a_person("chul", city.fire, Role.AGENCY_ADMIN)


@pytest.fixture
def mina(city: SmallCity) -> Person:
    """Dispatcher of the police."""
    return a_person("mina", city.police, Role.DISPATCHER)


@pytest.fixture
def jun(city: SmallCity) -> Person:
    """Dispatcher in the city's situation room."""
    return a_person("jun", city.city_hall, Role.DISPATCHER)


@pytest.fixture
def admin(city: SmallCity) -> Person:
    """Ara, admin of the city."""
    return a_person("ara", city.city_hall, Role.CITY_ADMIN)


@pytest.fixture
def auditor(city: SmallCity) -> Person:
    """Oh, privacy officer of the city."""
    return a_person("oh", city.city_hall, Role.AUDITOR)


@pytest.fixture
def outsider(city: SmallCity) -> Person:
    """Kai, dispatcher of the coast guard, which has no part in what happens on land."""
    return a_person("kai", city.coast_guard, Role.DISPATCHER)


@pytest.fixture
def anonymous(rows: None) -> JsonClient:
    """Somebody who has not signed in."""
    return JsonClient()
