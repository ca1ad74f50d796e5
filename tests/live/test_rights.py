"""Rights are looked at again while a connection lasts."""

from __future__ import annotations

import time

import pytest

from accounts.sessions import SessionStore
from agencies.access import SESSION_KEY
from agencies.models import Membership
from safety_net.core.access import agency_token
from safety_net.core.live import reading
from tests.support.cast import a_token
from tests.support.listening import Desk, poll
from tests.support.people import Member, a_member, an_agency
from tests.support.ringing import ring
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("city")
WITHIN = 3.5  # seconds, with a slow machine in mind; the promise is five


def ended_after(desk: Desk) -> tuple[tuple[str | None, int | None], float]:
    began = time.monotonic()
    return desk.is_closed(), time.monotonic() - began


@pytest.mark.parametrize(
    ("event", "ending"),
    [
        (Member.signs_out, ("signed_out", 4401)),
        (Member.changes_password, ("signed_out", 4401)),
        (Member.loses_membership, ("membership_changed", 4403)),
    ],
)
def test_who_may_no_longer_look_is_cut_off(server: Server, event, ending) -> None:
    dani, kim = a_member(), a_member()
    with Desk(server, dani) as desk, Desk(server, kim) as other:
        desk.starts()
        other.starts()
        event(dani)
        how, seconds = ended_after(desk)
        assert how == ending
        assert seconds < WITHIN
        ring()
        other.reaches(reading.head())


def test_a_new_role_or_a_deactivated_person_ends_the_connection(server: Server) -> None:
    dani, kim = a_member(), a_member()
    with Desk(server, dani) as first, Desk(server, kim) as second:
        first.starts()
        second.starts()
        Membership.objects.filter(pk=dani.membership.pk).update(role="agency_staff")
        kim.user.is_active = False
        kim.user.save()
        assert first.is_closed() == ("membership_changed", 4403)
        assert second.is_closed() == ("signed_out", 4401)


def test_acting_for_another_agency_ends_the_connection(server: Server) -> None:
    dani = a_member()
    other = Membership.objects.create(user=dani.user, agency=an_agency("city"), role="dispatcher")
    with Desk(server, dani) as desk:
        desk.starts()
        session = SessionStore(dani.session)
        session["theme"] = "dark"
        session.save()
        time.sleep(2.5)
        ring({agency_token(dani.agency.pk)})
        desk.reaches(reading.head())  # a session that was merely written goes on
        assert len(desk.entries) == 1
        session[SESSION_KEY] = other.agency_id
        session.save()
        assert desk.is_closed() == ("membership_changed", 4403)
    with Desk(server, dani) as desk:
        assert desk.frame()["viewer"]["agency"] == other.agency_id


def test_a_waiting_poll_ends_too(server: Server) -> None:
    dani = a_member()
    head = reading.head()
    dani.signs_out()
    assert poll(server, dani, f"?since={head}&wait=10")[0] == 401


def test_a_program_listens_with_its_token_until_it_is_withdrawn(server: Server) -> None:
    dani = a_member()
    key = "a-key-of-a-program"
    token = a_token(dani.membership, key, "read:live")
    headers = {"Authorization": f"Token {key}"}
    with Desk(server, headers=headers) as desk:
        desk.starts()
        ring({agency_token(dani.agency.pk)})
        desk.reaches(reading.head())
        assert len(desk.entries) == 1
        assert poll(server, None, **headers)[0] == 200
        token.delete()
        assert desk.is_closed() == ("signed_out", 4401)
    assert poll(server, None, **headers)[0] == 401


def test_a_token_that_is_not_for_listening_is_told_so(server: Server) -> None:
    a_token(a_member().membership, "a-key-for-filing", "read:incidents", "write:incidents")
    headers = {"Authorization": "Token a-key-for-filing"}
    with Desk(server, headers=headers) as desk:
        assert desk.is_closed() == ("wrong_scope", 4403)
    assert poll(server, None, **headers)[0] == 403
