"""Members: made, changed and ended by the admin of their agency, or of the city."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User

from agencies.models import Agency, Membership, Role
from agencies.services import accounts, members
from safety_net.core import clock
from safety_net.core.errors import Forbidden, NotFound
from safety_net.core.models import LogEntry
from tests.administration.entries import entries
from tests.support.cast import Person, a_person

NEW = {"how": "password", "username": "nari", "name": "Nari Kim", "role": "dispatcher"}


def address(person: Person, act: str = "") -> str:
    return f"/administration/members/{person.membership.pk}/{act}"


def form_of(person: Person, **more: Any) -> dict[str, Any]:
    place = Membership.objects.get(pk=person.membership.pk)
    shown = {"role": place.role, "is_active": "on", "version": place.version, **more}
    return {name: value for name, value in shown.items() if value is not None}


def password_in(page: str) -> str:
    found = re.search(r"<code>(.+?)</code>", page)
    assert found
    return found[1]


def test_a_new_member_signs_in_with_a_password_that_is_told_once(chief: Person) -> None:
    with entries() as heard:
        page = chief.browser.post("/administration/members/new/", NEW).content.decode()
    made = User.objects.get(username="nari")
    assert made.check_password(password_in(page))
    assert made.memberships.get().agency == chief.agency
    assert heard[0].kind == "member.changed"
    assert heard[0].audience == ["admins", "auditors"]
    assert password_in(page) not in str(heard[0].payload)


def test_one_who_comes_by_the_identity_provider_has_none(chief: Person) -> None:
    answer = chief.browser.post("/administration/members/new/", {**NEW, "how": "directory"})
    assert answer.status_code == 302
    assert not User.objects.get(username="nari").has_usable_password()


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "dani"), ("username", "no good"), ("name", ""), ("email", "nowhere"),
     ("role", "city_admin"), ("role", "auditor"), ("role", "king"), ("how", "existing")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(chief: Person, dani: Person, field: str, value: str) -> None:
    with entries() as heard:
        answer = chief.browser.post("/administration/members/new/", {**NEW, field: value})
    assert answer.status_code == 400
    assert heard == []


def test_a_city_admin_gives_places_in_several_agencies(
    admin: Person, dani: Person, police: Agency
) -> None:
    form = {"how": "existing", "username": "dani", "agency": police.pk, "role": "supervisor"}
    assert admin.browser.post("/administration/members/new/", form).status_code == 302
    assert Membership.objects.filter(user=dani.user).count() == 2
    assert admin.browser.post("/administration/members/new/", form).status_code == 400
    assert "police" in admin.browser.get(address(dani)).content.decode()


def test_an_ended_place_shuts_out_at_once(chief: Person, dani: Person) -> None:
    assert dani.client.get("/api/me/").status_code == 200
    with entries() as heard:
        chief.browser.post(address(dani), form_of(dani, is_active=None))
    assert heard.only["what"] == "disabled"
    assert dani.client.get("/api/me/").status_code == 403
    chief.browser.post(address(dani), form_of(dani))
    assert dani.client.get("/api/me/").status_code == 200


def test_an_agency_admin_reaches_nobody_elsewhere(chief: Person, mina: Person) -> None:
    assert chief.browser.get(address(mina)).status_code == 404
    assert chief.browser.post(address(mina), form_of(mina)).status_code == 404
    assert chief.browser.post(address(mina, "password/")).status_code == 404
    with pytest.raises(NotFound):
        members.change(
            membership_id=mina.membership.pk,
            version=1,
            role=Role.DISPATCHER,
            is_active=False,
            by=chief.actor,
            at=clock.now(),
        )
    person = members.NewPerson(username="nari", name="Nari")
    with pytest.raises(NotFound):
        members.hire(
            person=person,
            agency_id=mina.agency.pk,
            role=Role.DISPATCHER,
            by=chief.actor,
            at=clock.now(),
        )


def test_nor_a_role_of_the_city(chief: Person, fire: Agency) -> None:
    ombudsman = a_person("oak", fire, Role.AUDITOR)
    assert chief.browser.get(address(ombudsman)).status_code == 200
    assert chief.browser.post(address(ombudsman), form_of(ombudsman)).status_code == 403
    assert chief.browser.post(address(ombudsman, "password/")).status_code == 403


def test_whoever_sets_a_password_could_sign_in_as_the_person(
    chief: Person, admin: Person, dani: Person, police: Agency
) -> None:
    """So it is no way into another agency, nor to a superuser."""
    page = chief.browser.post(address(dani, "password/")).content.decode()
    assert User.objects.get(pk=dani.user.pk).check_password(password_in(page))
    Membership.objects.create(user=dani.user, agency=police, role=Role.DISPATCHER)
    with pytest.raises(Forbidden):
        accounts.renew_password(user_id=dani.user.pk, by=chief.actor, at=clock.now())
    assert accounts.renew_password(user_id=dani.user.pk, by=admin.actor, at=clock.now())
    User.objects.filter(pk=dani.user.pk).update(is_superuser=True)
    with pytest.raises(Forbidden):
        accounts.renew_password(user_id=dani.user.pk, by=admin.actor, at=clock.now())


def test_a_new_password_ends_what_the_old_one_opened(chief: Person, dani: Person) -> None:
    assert dani.client.get("/api/me/").status_code == 200
    with entries() as heard:
        chief.browser.post(address(dani, "password/"))
    assert heard.only["what"] == "password"
    assert dani.client.get("/api/me/").status_code == 401


def test_a_closed_account_opens_nothing(admin: Person, chief: Person, dani: Person) -> None:
    assert chief.browser.post(address(dani, "account/"), {"active": "0"}).status_code == 403
    assert admin.browser.post(address(dani, "account/"), {"active": "0"}).status_code == 302
    assert dani.client.get("/api/me/").status_code == 401
    shown = admin.browser.get(address(dani)).content.decode()
    assert "The account is closed" in shown
    assert "switched off" in shown
    admin.browser.post(address(dani, "account/"), {"active": "1"})
    assert User.objects.get(pk=dani.user.pk).is_active


def test_nobody_locks_themselves_out(admin: Person, chief: Person) -> None:
    own = chief.browser.post(address(chief), form_of(chief, role="dispatcher"))
    assert own.status_code == 400
    admin.browser.post(address(admin, "account/"), {"active": "0"})
    assert User.objects.get(pk=admin.user.pk).is_active


def test_name_and_address(chief: Person, dani: Person) -> None:
    with entries() as heard:
        chief.browser.post(address(dani, "person/"), {"name": "Dani  Lee", "email": "d@a.kr"})
    user = User.objects.get(pk=dani.user.pk)
    assert (user.get_full_name(), user.email) == ("Dani Lee", "d@a.kr")
    assert "d@a.kr" not in str(heard.only)
    chief.browser.post(address(dani, "person/"), {"name": "", "email": "d@a.kr"})
    assert User.objects.get(pk=dani.user.pk).first_name == "Dani Lee"


def test_the_list_is_searched(chief: Person, admin: Person, dani: Person, mina: Person) -> None:
    def found(who: Person, **query: str) -> str:
        return who.browser.get("/administration/members/", query).content.decode()

    assert "Dani" in found(chief, q="dan")
    assert "Mina" not in found(chief)
    assert "Mina" in found(admin, agency=str(mina.agency.pk))
    assert "Dani" not in found(admin, agency=str(mina.agency.pk))
    assert "Dani" not in found(chief, role="supervisor")
    assert "Dani" not in found(chief, ended="1")
    assert found(admin, agency="x\0", role="\0")


def test_each_change_is_one_entry_by_name(chief: Person, dani: Person) -> None:
    with entries() as heard:
        chief.browser.post(address(dani), form_of(dani, role="supervisor"))
    assert heard.only["was"] == {"role": "dispatcher"}
    assert LogEntry.objects.get(pk=heard[0].pk).actor_name == "Chul"
    late = chief.browser.post(
        address(dani), {"role": "call_taker", "is_active": "on", "version": 1}
    )
    assert late.status_code == 409
