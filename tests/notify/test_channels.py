"""Each channel with something real at its other end, and what none of them does."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from notify.channels import registry
from notify.channels.base import NotSent
from notify.channels.filling import dig, fill
from notify.channels.outgoing import ask
from notify.channels.webpush import keys
from notify.models import Delivery, Message, Provider
from notify.services.sending import send_due
from notify.signing import SIGNATURE, TIMESTAMP, sign
from safety_net.core import clock
from tests.support.cast import NOON, Person
from tests.support.device import Device
from tests.support.paging import a_method, a_page, a_provider, queues, states, ways
from tests.support.stub import Stub


class Mailbox:
    """What an SMTP server took; it refuses nobody@."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def take_address(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def take_mail(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(envelope.content)
        return "250 OK"


# The library looks for SMTP's own words.
for word, act in (("RCPT", Mailbox.take_address), ("DATA", Mailbox.take_mail)):
    setattr(Mailbox, f"handle_{word}", act)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def by_mail(port: int, **more: Any) -> Provider:
    provider = a_provider("email", kind="email", **more)
    told = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "city@example.org"}
    Provider.objects.filter(pk=provider.pk).update(settings=told)
    return provider


def test_an_email_has_its_text_twice_and_a_link(dani: Person, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    by_mail(port)
    a_method(dani, "email", "dani@example.org")
    [message] = queues(a_page(dani, facts={"title": "Fire <1>", "text": "Come\nnow & here"}))
    send_due(at=NOON)
    [raw] = box.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["Subject"], mail["To"]) == ("Fire <1>", "dani@example.org")
    plain, html = (part.get_content() for part in mail.iter_parts())
    assert "Come\nnow & here" in plain.replace("\r", "")
    assert "/a/" in plain
    assert "Fire &lt;1&gt;" in html
    assert "Come<br>now &amp; here" in html
    assert states(message)["email"] == "accepted"


def test_an_address_that_the_server_does_not_know_fails_for_good(
    dani: Person, mailbox: tuple[Mailbox, int]
) -> None:
    by_mail(mailbox[1])
    a_method(dani, "email", "nobody@example.org")
    [message] = queues(a_page(dani))
    send_due(at=NOON)
    assert ways(message)[1].fault == "the server refused the address: 550"
    assert states(message)["email"] == "failed"


def test_a_push_message_is_read_by_that_browser_alone(dani: Person, stub: Stub) -> None:
    device = Device(stub)
    device.subscribes(dani)
    [message] = queues(a_page(dani), at=clock.now())
    send_due(at=clock.now())
    [got] = stub.got("push")
    said = device.reads(base64.b64decode(got["body"]))
    assert (said["title"], said["text"], said["message"]) == ("Fire", "Come.", message.pk)
    assert got["headers"]["urgency"] == "high"
    assert got["headers"]["authorization"].startswith("vapid t=")
    assert got["headers"]["authorization"].endswith(f"k={keys.application_key()}")
    answered = dani.browser.post(f"/a/{said['token']}/", headers={"Accept": "application/json"})
    assert answered.json()["state"] == "answered"
    assert Message.objects.get(pk=message.pk).answered_how == "push"


def test_a_browser_that_unsubscribed_is_forgotten(dani: Person, stub: Stub) -> None:
    Device(stub).subscribes(dani)
    [message] = queues(a_page(dani))
    stub.order(fault="gone", channel="push")
    send_due(at=NOON)
    assert states(message)["webpush"] == "failed"
    assert not dani.user.contact_methods.exists()


def test_a_browser_is_of_whoever_signed_in_there_last(
    dani: Person, mina: Person, stub: Stub
) -> None:
    device = Device(stub)
    device.subscribes(dani)
    device.subscribes(mina)
    assert not dani.user.contact_methods.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://elsewhere.example/push"},
        {"endpoint": "http://169.254.169.254/latest/"},
        {"endpoint": "file:///etc/passwd"},
        {"keys": {"p256dh": "AAAA", "auth": "AAAA"}},
        {"keys": {"p256dh": "!", "auth": "é"}},
    ],
)
def test_what_is_no_subscription_is_refused(
    dani: Person, stub: Stub, wrong: dict[str, Any]
) -> None:
    device = Device(stub)
    body = {"endpoint": device.endpoint, "keys": device.keys(), **wrong}
    assert dani.client.post("/api/push/", body).status_code == 400


def test_a_chat_gets_words_and_link(dani: Person, stub: Stub) -> None:
    a_provider("chat", kind="chat")
    a_method(dani, "chat", f"mmost://127.0.0.1:{stub.port}/abcdefghijklmnopqrstuvwxyz")
    [message] = queues(a_page(dani))
    send_due(at=NOON)
    [got] = stub.got("chat")
    assert "Come." in got["body"]
    assert "/a/" in got["body"]
    assert states(message)["chat"] == "accepted"


def test_a_program_is_called_with_a_signature_and_kept_where_it_fails(
    admin: Person, dani: Person, stub: Stub
) -> None:
    key = "a secret of more than 24 letters"
    made = admin.client.post(
        "/api/providers/",
        {
            "slug": "room",
            "kind": "webhook",
            "name": "Situation room",
            "channels": ["webhook"],
            "settings": {"url": f"{stub.url}/hook/room"},
            "secrets": {"key": key},
        },
    )
    assert made.status_code == 201, made.content
    assert key not in made.content.decode()
    page = a_page(dani, user_id=None, webhook_id=made.json()["id"])
    [message] = queues(page)
    stub.order(fault="500", times=6)
    at = NOON
    for _ in range(6):
        send_due(at=at)
        at += timedelta(minutes=10)
    [call] = ways(message)
    assert (call.state, call.attempts) == ("failed", 6)
    [dead] = admin.client.get("/api/deliveries/failed/").json()["results"]
    assert dead["id"] == call.pk
    assert admin.client.post(f"/api/deliveries/{call.pk}/again/", {}).status_code == 200
    Delivery.objects.filter(pk=call.pk).update(next_at=at)
    send_due(at=at)
    got = stub.got("webhook")[-1]
    signed = sign(key, got["headers"][TIMESTAMP.lower()], got["body"].encode())
    assert got["headers"][SIGNATURE.lower()] == signed
    assert json.loads(got["body"])["title"] == "화재"
    assert states(message)["webhook"] == "delivered"


REACHES = {
    "sms": ("http", "+821011112222"),
    "voice": ("http", "+821011112222"),
    "email": ("email", "dani@example.org"),
    "webpush": ("webpush", ""),
    "chat": ("chat", ""),
    "webhook": ("webhook", ""),
}


def test_every_channel_that_leaves_the_house_is_tried_below() -> None:
    assert set(registry.channels()) - {"desk"} == set(REACHES)


@pytest.mark.parametrize("channel", list(REACHES))
def test_an_exercise_never_reaches_a_real_person(
    dani: Person, stub: Stub, mailbox: tuple[Mailbox, int], channel: str
) -> None:
    """Queued, tampered with and sent: nothing arrives anywhere, by whichever channel."""
    kind, address = REACHES[channel]
    Provider.objects.filter(kind=kind).delete()
    url = stub.address(channel) if kind == "http" else f"{stub.url}/hook/room"
    real = by_mail(mailbox[1]) if kind == "email" else a_provider(channel, kind=kind, url=url)
    if channel == "webpush":
        Device(stub).subscribes(dani)
    elif channel == "chat":
        a_method(dani, channel, f"mmost://127.0.0.1:{stub.port}/abcdefghijklmnopqrstuvwxyz")
    elif channel != "webhook":
        a_method(dani, channel, address)
    to = {"user_id": None, "webhook_id": real.pk} if channel == "webhook" else {}
    [message] = queues(a_page(dani, exercise=True, **to))
    assert states(message)[channel] == "withheld"
    # Even where somebody lays a way for it, past the service: the one door refuses.
    drill = a_provider(channel, kind=kind, drill=True, url=url)
    message.deliveries.filter(channel=channel).update(
        state="pending", provider=drill, is_drill=True
    )
    Provider.objects.filter(pk=drill.pk).update(kind="pigeons")
    send_due(at=NOON)
    assert stub.got() == []
    assert mailbox[0].mails == []
    assert states(message)[channel] == "failed"


def test_only_named_hosts_are_asked_and_none_of_our_own_network() -> None:
    def fault(url: str) -> str:
        with pytest.raises(NotSent) as problem:
            ask("POST", url, headers={}, content=b"", seconds=1)
        assert not problem.value.again
        return problem.value.fault

    assert "not among" in fault("http://elsewhere.example/")
    assert "http" in fault("ftp://127.0.0.1/")
    assert "password" in fault("http://user:word@127.0.0.1/")
    with override_settings(SAFETY_NET_OUTGOING_HOSTS=["10.0.0.1", "localhost", "[::1]"]):
        assert "network" in fault("http://10.0.0.1/")
        with override_settings(SAFETY_NET_OUTGOING_LOOPBACK=False):
            assert "https" in fault("http://localhost/")
            assert "network" in fault("https://localhost/")


def test_templates_are_data_and_nothing_runs() -> None:
    values = {"text": "say {secret.token} %s {0.__class__}", "secret.token": "quiet"}
    template = {"a": ["{text}", {"b": "{secret.token}"}], "c": 7, "d": "{unknown}"}
    assert fill(template, values) == {
        "a": ["say {secret.token} %s {0.__class__}", {"b": "quiet"}],
        "c": 7,
        "d": "{unknown}",
    }
    answer = {"messages": [{"id": 7}], "ok": True}
    found = [dig(answer, path) for path in ("messages.0.id", "messages.9.id", "ok.x", "messages")]
    assert found == ["7", "", "", ""]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"url": "https://elsewhere.example/"}, "settings.url"),
        ({"url": "http://127.0.0.1/", "body": {"x": "{nobody}"}}, "settings.body"),
        ({"url": "http://127.0.0.1/", "method": "GET"}, "settings.method"),
        ({"url": "http://127.0.0.1/", "success": [500]}, "settings.success"),
        ({"url": "http://127.0.0.1/", "callback": {"states": {"a": "b"}}}, "settings.callback"),
        ({"url": "http://127.0.0.1/", "callback": {"x": "y"}}, "settings.callback"),
        ({"url": 7}, "settings.url"),
        ({"url": "http://127.0.0.1/", "more": 1}, "settings.more"),
    ],
)
def test_a_provider_that_could_not_work_is_refused(
    admin: Person, settings: dict[str, Any], field: str
) -> None:
    body = {"slug": "x", "kind": "http", "name": "X", "channels": ["sms"], "settings": settings}
    answer = admin.client.post("/api/providers/", body)
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {field}
