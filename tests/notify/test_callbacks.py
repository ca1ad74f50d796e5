"""What providers tell us: signed, kept, and the same end in whatever order it comes."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.test import Client

from notify.models import Message, Provider, RawCallback
from notify.services import callbacks
from notify.services.sending import send_due
from notify.signing import SIGNATURE, TIMESTAMP, headers_for
from safety_net.core import clock
from tests.support.cast import Person
from tests.support.paging import a_method, a_page, a_provider, queues, states, ways
from tests.support.server import Server
from tests.support.stub import SECRET, Stub

PATHS = {
    "reference": "id",
    "key": "key",
    "state": "status",
    "states": {"DELIVRD": "delivered"},
    "sender": "from",
    "text": "text",
}


@pytest.fixture
def provider(rows: None, stub: Stub) -> Provider:
    return a_provider(
        slug="stub",
        url=stub.address(),
        settings={"callback": PATHS},
        secrets={"callback": SECRET},
    )


@pytest.fixture
def sent(dani: Person, provider: Provider) -> Message:
    """Dani was sent a text message a moment ago."""
    a_method(dani, address="+821011112222")
    [message] = queues(a_page(dani), at=clock.now())
    send_due(at=clock.now())
    return message


def calls(said: Any, *, secret: str = SECRET, age: int = 0, slug: str = "stub", **more: str) -> Any:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    signed = headers_for(secret, int(clock.now().timestamp()) - age, body)
    return Client().post(
        f"/api/notify/callbacks/{slug}/",
        body,
        content_type="application/json",
        headers={**signed, **more},
    )


def reference(message: Message) -> str:
    return ways(message)[1].provider_reference


def test_it_was_delivered(sent: Message) -> None:
    answer = calls({"id": reference(sent), "status": "DELIVRD"})
    assert answer.status_code == 202
    sms = ways(sent)[1]
    assert (sms.state, sms.deadline) == ("delivered", None)
    [raw] = RawCallback.objects.all()
    assert raw.processed_at is not None
    assert json.loads(bytes(raw.body))["status"] == "DELIVRD"
    assert SIGNATURE not in str(raw.headers)


@pytest.mark.parametrize("order", list(permutations(["accepted", "delivered", "read"])))
def test_any_order_ends_the_same(sent: Message, order: tuple[str, ...]) -> None:
    for state in (*order, *order):
        calls({"id": reference(sent), "status": state})
    assert states(sent)["sms"] == "read"


@pytest.mark.parametrize("order", [("failed", "delivered"), ("delivered", "failed")])
def test_whoever_was_reached_was_reached(sent: Message, order: tuple[str, ...]) -> None:
    for state in order:
        calls({"id": reference(sent), "status": state})
    assert states(sent)["sms"] == "delivered"


def test_what_failed_is_followed_at_once(sent: Message) -> None:
    calls({"id": reference(sent), "status": "failed"})
    sms = ways(sent)[1]
    assert sms.state == "failed"
    assert sms.deadline is not None
    assert sms.deadline <= clock.now()


def test_a_callback_that_overtakes_the_answer_names_our_key(
    dani: Person, provider: Provider
) -> None:
    a_method(dani)
    [message] = queues(a_page(dani), at=clock.now())
    sms = ways(message)[1]
    assert calls({"key": str(sms.key), "status": "delivered"}).status_code == 202
    send_due(at=clock.now())
    assert states(message)["sms"] == "delivered"


def test_what_is_not_known_yet_is_tried_again_and_then_left(
    dani: Person, provider: Provider, stub: Stub
) -> None:
    assert calls({"id": "r-1", "status": "delivered"}).status_code == 202
    [raw] = RawCallback.objects.all()
    assert raw.processed_at is None
    a_method(dani)
    [message] = queues(a_page(dani))
    message.deliveries.filter(channel="sms").update(provider_reference="r-1", state="accepted")
    assert callbacks.process_left(at=clock.now()) == 1
    assert states(message)["sms"] == "delivered"
    calls({"id": "nobody", "status": "delivered"})
    callbacks.process_left(at=clock.now() + timedelta(minutes=11))
    assert not RawCallback.objects.filter(processed_at__isnull=True).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "another secret"},
        {"age": 400},
        {"age": -400},
        {"slug": "nobody"},
        {SIGNATURE: ""},
        {TIMESTAMP: "yesterday"},
        {TIMESTAMP: "9" * 30},
        {SIGNATURE: "é"},
    ],
)
def test_what_is_not_signed_is_refused_and_nothing_is_kept(
    sent: Message, wrong: dict[str, Any]
) -> None:
    answer = calls({"id": reference(sent), "status": "delivered"}, **wrong)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed"
    assert not RawCallback.objects.exists()
    assert states(sent)["sms"] == "accepted"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"status": "flown"}', b"[" * 5_000])
def test_what_says_nothing_is_refused_and_kept(sent: Message, body: bytes) -> None:
    answer = calls(body)
    assert answer.status_code == 400
    [raw] = RawCallback.objects.all()
    assert raw.fault
    assert bytes(raw.body) == body


def test_a_body_without_end_is_refused(provider: Provider) -> None:
    assert calls(b"x" * 70_000).status_code == 413


class TestReplies:
    """A person answers by text message."""

    NUMBER = "010-1111-2222"

    def reply(self, text: str, number: str = NUMBER) -> Any:
        return calls({"from": number, "text": text})

    def replies(self, stub: Stub) -> list[str]:
        stub.order(forget=True)
        send_due(at=clock.now())
        return [one["text"] for one in stub.got()]

    @pytest.mark.parametrize("word", ["ACK", "확인", "1", " ok. "])
    def test_yes(self, sent: Message, stub: Stub, word: str) -> None:
        assert self.reply(word).status_code == 202
        sent.refresh_from_db()
        assert (sent.state, sent.answered_by, sent.answered_how) == ("answered", "Dani", "reply")
        assert self.replies(stub) == [f"Safety Net\nYou are on it: {sent.code}"]

    def test_the_code_says_which_of_several(self, dani: Person, sent: Message, stub: Stub) -> None:
        [other] = queues(a_page(dani), at=clock.now())
        self.reply("ack")
        assert {sent.code, other.code} <= set(self.replies(stub)[-1].replace(",", "").split())
        self.reply(f"  {sent.code}!")
        sent.refresh_from_db()
        other.refresh_from_db()
        assert (sent.state, other.state) == ("answered", "queued")

    def test_what_is_not_understood_is_explained(self, sent: Message, stub: Stub) -> None:
        self.reply("who is this?")
        sent.refresh_from_db()
        assert sent.state == "queued"
        assert sent.code in self.replies(stub)[0]

    def test_nothing_is_asked(self, sent: Message, stub: Stub) -> None:
        self.reply("ack")
        self.replies(stub)
        self.reply("ack")
        assert "Nobody is waiting" in self.replies(stub)[0]

    def test_a_number_that_nobody_verified_answers_nothing(
        self, mina: Person, sent: Message
    ) -> None:
        a_method(mina, address="+821099998888", verified=False)
        answer = self.reply(sent.code, "+82 10 9999 8888")
        assert answer.status_code == 400
        sent.refresh_from_db()
        assert sent.state == "queued"

    def test_a_reply_that_comes_twice_counts_once(self, sent: Message, stub: Stub) -> None:
        for _ in range(2):
            self.reply(sent.code)
        sent.refresh_from_db()
        assert sent.state == "answered"

    def test_a_drills_provider_answers_drills_only(self, sent: Message, stub: Stub) -> None:
        a_provider(
            slug="drill",
            url=stub.address(slug="drill"),
            drill=True,
            settings={"callback": PATHS},
            secrets={"callback": SECRET},
        )
        calls({"from": self.NUMBER, "text": sent.code}, slug="drill")
        sent.refresh_from_db()
        assert sent.state == "queued"


@pytest.mark.slow
@pytest.mark.usefixtures("committing")
def test_a_provider_that_really_calls_back_and_a_person_who_replies(dani: Person) -> None:
    """Server, stub and sender are three processes; callbacks come doubled and out of order."""
    with Server() as server:
        back = f"{server.url}/api/notify/callbacks/{{slug}}/"
        with Stub(callbacks=back) as stub:
            a_provider(
                slug="stub",
                url=stub.address(),
                settings={"callback": PATHS},
                secrets={"callback": SECRET},
            )
            a_method(dani, address="+821011112222")
            stub.order(fault="doubled")
            stub.order(fault="reordered")
            first, second = queues(a_page(dani), a_page(dani), at=clock.now())
            send_due(at=clock.now())
            until(lambda: {states(one)["sms"] for one in (first, second)} == {"delivered"})
            assert stub.hears("+82 10-1111-2222", second.code) == 202
            second.refresh_from_db()
            assert second.answered_how == "reply"


def until(true: Any, seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
