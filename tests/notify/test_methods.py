"""A person's own ways of being reached: proven by a code, in one's own order, nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from notify.channels.registry import channels
from notify.models import ContactMethod, VerificationCode
from notify.services.sending import send_due
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.paging import a_method, a_page, a_provider, about, queues
from tests.support.stub import Stub

ADDRESS = "+821012345678"


@pytest.fixture
def sms(rows: None, stub: Stub) -> None:
    a_provider(url=stub.address())


def adds(who: Person, address: str = "010-1234-5678", channel: str = "sms") -> Any:
    return who.client.post(
        "/api/contacts/", {"channel": channel, "address": address, "language": "en"}
    )


def code_that_came(stub: Stub) -> str:
    send_due(at=clock.now())
    text: str = stub.got()[-1]["text"]
    return "".join(letter for letter in text.split("\n")[1] if letter.isdigit())


@pytest.mark.usefixtures("sms")
def test_an_address_is_proven_by_the_code_that_came_there(dani: Person, stub: Stub) -> None:
    made = adds(dani).json()
    assert (made["address"], made["verified"]) == (ADDRESS, False)
    path = f"/api/contacts/{made['id']}"
    assert dani.client.post(f"{path}/code/", {}).status_code == 200
    code = code_that_came(stub)
    assert len(code) == 6
    assert dani.client.post(f"{path}/verify/", {"code": code}).json()["verified"]
    assert dani.client.post(f"{path}/test/", {}).status_code == 200
    send_due(at=clock.now())
    assert "Nothing has to be done" in stub.got()[-1]["text"]
    # A code counts once, and nobody reads it in an inbox or in the log.
    is_refused(dani.client.post(f"{path}/verify/", {"code": code}), 400, "wrong_code")
    kinds = [one["kind"] for one in dani.client.get("/api/messages/").json()["results"]]
    assert kinds == ["test"]
    assert not LogEntry.objects.filter(payload__icontains=code).exists()
    assert not LogEntry.objects.filter(payload__icontains="12345678").exists()


@pytest.mark.usefixtures("sms")
def test_five_wrong_codes_are_enough(dani: Person, stub: Stub) -> None:
    path = f"/api/contacts/{adds(dani).json()['id']}"
    dani.client.post(f"{path}/code/", {})
    code = code_that_came(stub)
    wrong = "000000" if code != "000000" else "111111"
    left = [
        is_refused(dani.client.post(f"{path}/verify/", {"code": wrong}), 400)["tries_left"]
        for _ in range(5)
    ]
    assert left == [4, 3, 2, 1, 0]
    is_refused(dani.client.post(f"{path}/verify/", {"code": code}), 400, "wrong_code")
    assert not ContactMethod.objects.get().is_usable


@pytest.mark.usefixtures("sms")
def test_a_code_is_too_old_after_ten_minutes(dani: Person, stub: Stub) -> None:
    path = f"/api/contacts/{adds(dani).json()['id']}"
    dani.client.post(f"{path}/code/", {})
    code = code_that_came(stub)
    VerificationCode.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    is_refused(dani.client.post(f"{path}/verify/", {"code": code}), 400, "wrong_code")


@pytest.mark.usefixtures("sms")
def test_nobody_is_flooded_with_codes(dani: Person) -> None:
    path = f"/api/contacts/{adds(dani).json()['id']}/code/"
    answers = [dani.client.post(path, {}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_without_a_provider_there_is_no_code(dani: Person) -> None:
    path = f"/api/contacts/{adds(dani).json()['id']}/code/"
    is_refused(dani.client.post(path, {}), 409, "no_provider")


@pytest.mark.parametrize(
    ("channel", "address", "field"),
    [
        ("sms", "what", "address"),
        ("sms", "+1", "address"),
        ("email", "nobody", "address"),
        ("email", "a@b.c\nBcc: x@y.z", "address"),
        ("chat", "file:///etc/passwd", "address"),
        ("chat", "json://127.0.0.1/", "address"),
        ("chat", "mmosts://elsewhere.example/token", "address"),
        ("pigeon", "coo", "channel"),
        ("desk", "mine", "channel"),
        ("webpush", "https://example.org/", "channel"),
        ("webhook", "https://example.org/", "channel"),
    ],
)
def test_what_is_no_address_is_refused(
    dani: Person, channel: str, address: str, field: str
) -> None:
    assert set(bad_fields(adds(dani, address, channel))) == {field}
    assert not ContactMethod.objects.exists()


def test_an_address_is_there_once(dani: Person) -> None:
    assert adds(dani).json()["id"] == adds(dani, ADDRESS).json()["id"]


def test_twelve_are_the_most(dani: Person) -> None:
    answers = [adds(dani, f"+8210123456{number:02}").status_code for number in range(13)]
    assert answers == [201] * 12 + [400]


def test_order_name_and_rest(dani: Person) -> None:
    first, second = a_method(dani), a_method(dani, "voice")
    listed = dani.client.get("/api/contacts/").json()["results"]
    assert [one["id"] for one in listed] == [first.pk, second.pk]
    order = {"methods": [second.pk, first.pk]}
    assert dani.client.post("/api/contacts/order/", order).status_code == 204
    changed = dani.client.patch(f"/api/contacts/{first.pk}/", {"name": "work", "is_active": False})
    assert (changed.json()["name"], changed.json()["active"]) == ("work", False)
    listed = dani.client.get("/api/contacts/").json()["results"]
    assert [one["id"] for one in listed] == [second.pk, first.pk]
    bad_fields(dani.client.post("/api/contacts/order/", {"methods": [second.pk]}))
    assert dani.client.delete(f"/api/contacts/{first.pk}/", {}).status_code == 204


def test_admins_see_who_is_reachable_and_never_where(
    chief: Person, dani: Person, mina: Person, admin: Person
) -> None:
    a_provider()
    method = a_method(dani, address=ADDRESS)
    a_method(mina)
    answer = chief.client.get("/api/reach/")
    rows = {row["name"]: row for row in answer.json()["results"]}
    assert set(rows) == {"Chul", "Dani"}
    assert (rows["Dani"]["reachable"], rows["Chul"]["reachable"]) == (True, False)
    assert rows["Dani"]["methods"][0]["masked"] == "+82•••78"
    assert method.address not in answer.content.decode()
    police = f"/api/reach/?agency={mina.agency.pk}"
    is_refused(chief.client.get(police), 403)
    assert [one["name"] for one in admin.client.get(police).json()["results"]] == ["Mina"]


def test_who_was_told_is_known_to_whoever_may_see_the_incident(
    dani: Person, mina: Person, outsider: Person
) -> None:
    fire = file(dani)
    method = a_method(mina)
    a_provider()
    queues(about(fire, mina))
    path = f"/api/incidents/{fire.pk}/messages/"
    answer = dani.client.get(path)
    [told] = answer.json()["results"]
    assert told["person"] == "Mina"
    assert [one["channel"] for one in told["deliveries"]] == ["desk", "sms"]
    assert method.address not in answer.content.decode()
    is_refused(outsider.client.get(path), 404)


def test_the_inbox_is_ones_own(dani: Person, mina: Person) -> None:
    urgent, calm = queues(a_page(dani), a_page(dani, urgent=False))
    listed = dani.client.get("/api/messages/?state=open").json()
    assert [one["id"] for one in listed["results"]] == [urgent.pk, calm.pk]
    assert listed["asked"] == 2
    assert mina.client.get("/api/messages/").json()["results"] == []
    is_refused(mina.client.post(f"/api/messages/{urgent.pk}/answer/", {}), 404)
    assert dani.client.post(f"/api/messages/{calm.pk}/read/", {}).status_code == 200
    done = dani.client.post(f"/api/messages/{urgent.pk}/answer/", {}).json()
    assert (done["state"], done["answered_by"]) == ("answered", "Dani")


def test_every_channel_hides_what_it_is_given() -> None:
    given = {
        "sms": ADDRESS,
        "voice": ADDRESS,
        "email": "kimsecret@example.org",
        "chat": "slack://T1secret/B2/secret",
        "webpush": "https://push.example.org/secret",
    }
    for name, address in given.items():
        masked = channels()[name].mask(address)
        assert masked
        assert "secret" not in masked
        assert "1234" not in masked
