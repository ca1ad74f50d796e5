"""The login page and the demo door, which must not open to anybody from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings

from agencies.models import Agency, Role
from tests.support.cast import Person, a_person

HERE: dict[str, Any] = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}
DOOR = "/demo/demo-fire-dispatcher/"


@pytest.fixture
def demo(fire: Agency) -> Person:
    return a_person("demo-fire-dispatcher", fire, Role.DISPATCHER)


def page(**where: str) -> str:
    return Client(**{**HERE, **where}).get("/login/").content.decode()


def test_the_page_names_the_agencies_that_take_part(fire: Agency) -> None:
    assert fire.name_ko in page()


def test_signing_in_by_password_leads_to_the_desk(dani: Person) -> None:
    client = Client(**HERE)
    answer = client.post("/login/", {"login": "dani", "password": "dani has a password"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_said_plainly_and_the_name_stays(dani: Person) -> None:
    answer = Client(**HERE).post("/login/", {"login": "dani", "password": "wrong"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert 'value="dani"' in answer.content.decode()


@override_settings(SAFETY_NET_DEMO=True)
def test_the_demo_people_sit_down_by_one_click(demo: Person) -> None:
    assert DOOR in page()
    client = Client(**HERE)
    answer = client.post(DOOR)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_without_demo_mode_there_is_no_door(demo: Person) -> None:
    assert DOOR not in page()
    assert Client(**HERE).post(DOOR).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_HOST": "safety.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
@override_settings(SAFETY_NET_DEMO=True, ALLOWED_HOSTS=["*"])
def test_the_door_stays_shut_to_anybody_from_elsewhere(
    demo: Person, elsewhere: dict[str, str]
) -> None:
    assert DOOR not in page(**elsewhere)
    assert Client(**{**HERE, **elsewhere}).post(DOOR).status_code == 404


@override_settings(SAFETY_NET_DEMO=True)
def test_the_door_is_for_demo_people_only_and_takes_no_link(demo: Person, dani: Person) -> None:
    assert Client(**HERE).post("/demo/dani/").status_code == 404
    assert Client(**HERE).get(DOOR).status_code == 405


@override_settings(SAFETY_NET_DEMO=True)
def test_the_door_offers_nobody_whose_place_has_ended(fire: Agency) -> None:
    former = a_person("demo-fire-auditor", fire, Role.AUDITOR)
    assert "/demo/demo-fire-auditor/" in page()
    former.membership.is_active = False
    former.membership.save()
    assert "/demo/demo-fire-auditor/" not in page()
    assert Client(**HERE).post("/demo/demo-fire-auditor/").status_code == 404


@override_settings(SAFETY_NET_DEMO=True)
def test_the_door_asks_for_the_forms_own_token(demo: Person) -> None:
    assert Client(**HERE, enforce_csrf_checks=True).post(DOOR).status_code == 403


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ({"SAFETY_NET_DEMO": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, []),
        (
            {"SAFETY_NET_DEMO": True, "ALLOWED_HOSTS": ["localhost", "safety.example"]},
            ["console.E001"],
        ),
        ({"SAFETY_NET_DEMO": True, "ALLOWED_HOSTS": ["*"]}, ["console.E001"]),
        ({"SAFETY_NET_DEMO": False, "ALLOWED_HOSTS": ["safety.example"]}, []),
    ],
)
def test_a_demo_door_on_a_public_name_is_a_fault(
    settings: dict[str, Any], faults: list[str]
) -> None:
    with override_settings(**settings):
        found = [one.id for one in run_checks() if str(one.id).startswith("console.")]
    assert found == faults
