"""A link in a message: looking does nothing, pressing does it once, as whoever it was sent to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from notify.models import AnswerLink, Message
from notify.services.sending import send_due
from safety_net.core import clock
from tests.support.at_once import at_once
from tests.support.cast import Person, file
from tests.support.paging import a_method, a_provider, about, cancels, queues
from tests.support.stub import Stub

JSON = {"Accept": "application/json"}


@pytest.fixture
def asked(dani: Person, stub: Stub) -> tuple[Message, str]:
    """Dani got a chat message with a link."""
    a_provider("chat", kind="chat")
    a_method(dani, "chat", f"mmost://127.0.0.1:{stub.port}/abcdefghijklmnopqrstuvwxyz")
    [message] = queues(about(file(dani), dani, cause="flood:1"), at=clock.now())
    send_due(at=clock.now())
    [got] = stub.got("chat")
    found = re.search(r"/a/([\w-]+)/", got["body"])
    assert found is not None
    return message, found[1]


def in_english(*, enforce_csrf_checks: bool = False) -> Client:
    return Client(enforce_csrf_checks, headers={"Accept-Language": "en"})


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


def test_looking_does_nothing_however_often(asked: tuple[Message, str]) -> None:
    message, token = asked
    for _ in range(3):
        page = in_english().get(f"/a/{token}/")
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "Dani" in page.content.decode()
    assert in_english().head(f"/a/{token}/").status_code == 200
    assert state(message) == "queued"
    assert AnswerLink.objects.get().used_at is None
    assert token not in str(AnswerLink.objects.values().get())


def test_pressing_does_it_once(asked: tuple[Message, str]) -> None:
    message, token = asked
    browser = in_english(enforce_csrf_checks=True)
    assert browser.post(f"/a/{token}/").status_code == 200
    message.refresh_from_db()
    assert (message.state, message.answered_by, message.answered_how) == (
        "answered",
        "Dani",
        "link",
    )
    for again in (browser.post(f"/a/{token}/"), browser.get(f"/a/{token}/")):
        assert again.status_code == 410
        assert "This link has been used" in again.content.decode()


def test_a_script_is_answered_as_json(asked: tuple[Message, str]) -> None:
    message, token = asked
    said = in_english().post(f"/a/{token}/", headers=JSON)
    assert said.json() == {"message": message.pk, "state": "answered"}
    assert in_english().post(f"/a/{token}/", headers=JSON).json()["code"] == "link_is_over"


def test_an_old_one_and_an_invented_one_say_so(asked: tuple[Message, str]) -> None:
    message, token = asked
    AnswerLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    old = in_english().post(f"/a/{token}/")
    assert (old.status_code, "too old" in old.content.decode()) == (410, True)
    assert in_english().post(f"/a/{'x' * 43}/").status_code == 404
    assert state(message) == "queued"


def test_what_nobody_is_asked_any_more_is_told_plainly(asked: tuple[Message, str]) -> None:
    message, token = asked
    cancels(flood_1=0)
    assert "Nobody is asked any more" in in_english().get(f"/a/{token}/").content.decode()
    assert in_english().post(f"/a/{token}/").status_code == 409
    assert state(message) == "cancelled"


@pytest.mark.usefixtures("committing")
def test_of_two_presses_one_counts(asked: tuple[Message, str]) -> None:
    _message, token = asked
    answers = at_once(*(lambda: in_english().post(f"/a/{token}/").status_code for _ in range(2)))
    assert sorted(answers) == [200, 410]
