"""The pages of rosters, as members and admins use them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import City
from rosters.models import Holiday, Leave, Override, Roster, Shift
from safety_net.core import clock
from tests.rosters.calendars import calendar, event
from tests.support.cast import Person
from tests.support.rostering import a_layer, a_roster, has_shift, is_away, stands_in

SEOUL = ZoneInfo("Asia/Seoul")
HOUR = timedelta(hours=1)


def wall(at: datetime) -> str:
    """As a browser's own field sends it."""
    return f"{at.astimezone(SEOUL):%Y-%m-%dT%H:%M}"


def span(act: str, begin: datetime, hours: float = 4) -> dict[str, str]:
    return {f"{act}-begin": wall(begin), f"{act}-end": wall(begin + hours * HOUR)}


def page(who: Person, path: str) -> str:
    who.browser.cookies["django_language"] = "en"
    answer = who.browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_member_sees_their_agencys_rosters(
    dani: Person, crew: Person, auditor: Person, mina: Person
) -> None:
    roster = a_roster(dani.agency, dani, name_ko="소방 당직관", name_en="Fire duty officer")
    for who in (dani, crew):
        assert "Fire duty officer" in page(who, "/rosters/")
        assert "Dani" in page(who, f"/rosters/{roster.pk}/")
    for who in (auditor, mina):
        assert "Fire duty officer" not in page(who, "/rosters/")
        assert who.browser.get(f"/rosters/{roster.pk}/").status_code == 404
    assert Client().get("/rosters/").status_code == 302


def test_gaps_stand_in_words(dani: Person) -> None:
    roster = a_roster(dani.agency)
    has_shift(dani, roster, begin=clock.now() - HOUR, hours=24)
    for path in ("/rosters/", f"/rosters/{roster.pk}/"):
        assert "Nobody is on duty" in page(dani, path)


def test_the_fortnight_is_fourteen_whole_days_of_the_city(dani: Person) -> None:
    City.objects.update(timezone="Europe/Berlin")
    roster = a_roster(dani.agency, dani)
    days = dani.browser.get(f"/rosters/{roster.pk}/").context["days"]
    assert len(days) == 14
    for day in days:
        assert sum(piece.width for piece in day.pieces) == pytest.approx(100)
        assert day.pieces[0].begin.astimezone(ZoneInfo("Europe/Berlin")).hour == 0
    assert [day.now is not None for day in days] == [True] + [False] * 13


def test_places_are_styled_under_our_policy(dani: Person) -> None:
    roster = a_roster(dani.agency, dani)
    answer = dani.browser.get(f"/rosters/{roster.pk}/")
    (nonce,) = {one.split('"')[0] for one in answer.content.decode().split('<style nonce="')[1:]}
    assert f"nonce-{nonce}" in answer["Content-Security-Policy"]
    assert "style=" not in answer.content.decode()


def test_the_list_takes_the_same_for_any_number(dani: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(dani, "/rosters/")
        return len(seen)

    a_roster(dani.agency, dani)
    queries()
    before = queries()
    for _number in range(5):
        a_roster(dani.agency, dani)
    assert queries() == before
    assert before <= 14


def test_a_supervisor_arranges_and_takes_back(sol: Person, dani: Person, hana: Person) -> None:
    roster, now = a_roster(sol.agency, dani), clock.now()
    path = f"/rosters/{roster.pk}/"
    people = {"override-person": hana.user.pk, "override-instead_of": dani.user.pk}
    body: dict[str, Any] = {**people}
    assert (
        sol.browser.post(f"{path}override/", {**body, **span("override", now)}).status_code == 302
    )
    made = Override.objects.get()
    assert (made.user, made.instead_of) == (hana.user, dani.user)
    assert made.begin == now.replace(second=0, microsecond=0)
    body = {"shift-people": [dani.user.pk, hana.user.pk], "shift-rank": 2, **span("shift", now)}
    assert sol.browser.post(f"{path}shift/", body).status_code == 302
    assert Shift.objects.count() == 2
    seen = page(sol, path)
    assert "instead of Dani" in seen
    for what, row in (("override", made), ("shift", Shift.objects.first())):
        assert row is not None
        assert sol.browser.post(f"{path}{what}/{row.pk}/").status_code == 302
    assert Shift.objects.filter(end__gt=clock.now()).count() == 1
    assert not Override.objects.filter(end__gt=clock.now()).exists()


def test_what_cannot_be_arranged_stands_beside_its_field(sol: Person, dani: Person) -> None:
    roster, now = a_roster(sol.agency, dani), clock.now()
    path = f"/rosters/{roster.pk}/override/"
    backwards = {"override-person": sol.user.pk, **span("override", now, hours=-1)}
    answer = sol.browser.post(path, backwards)
    assert answer.status_code == 400
    assert answer.context["override_form"].errors["end"]
    is_away(sol, begin=now)
    answer = sol.browser.post(path, {"override-person": sol.user.pk, **span("override", now)})
    assert "Sol" in answer.content.decode()
    assert answer.context["override_form"].non_field_errors()
    rubbish = {"override-person": "x", "override-begin": "x", "override-end": ""}
    assert sol.browser.post(path, rubbish).status_code == 400


def test_who_may_not_arrange(dani: Person, sol: Person, mina: Person) -> None:
    roster = a_roster(dani.agency, dani)
    row = stands_in(sol, roster, begin=clock.now())
    path = f"/rosters/{roster.pk}/"
    for address in ("override/", "shift/", "import/", f"override/{row.pk}/", "retire/"):
        assert dani.browser.post(f"{path}{address}").status_code == 403, address
        assert mina.browser.post(f"{path}{address}").status_code == 404, address
    for address in ("/rosters/leave/", "/rosters/holidays/"):
        assert dani.browser.post(address).status_code == 403
    assert sol.browser.post(f"{path}import/").status_code == 403
    assert sol.browser.get(f"{path}edit/").status_code == 403
    assert dani.browser.get("/rosters/new/").status_code == 403


def test_leave_and_holidays(sol: Person, dani: Person, admin: Person) -> None:
    body = {"leave-person": dani.user.pk, **span("leave", clock.now())}
    assert sol.browser.post("/rosters/leave/", body).status_code == 302
    leave = Leave.objects.get()
    assert "Dani" in page(sol, "/rosters/")
    assert dani.browser.post(f"/rosters/leave/{leave.pk}/end/").status_code == 403
    assert sol.browser.post(f"/rosters/leave/{leave.pk}/end/").status_code == 302
    assert not Leave.objects.filter(end__gt=clock.now()).exists()
    assert sol.browser.post("/rosters/leave/", {}).status_code == 400
    day = {"holiday-day": "2027-03-01", "holiday-name_ko": "삼일절"}
    assert admin.browser.post("/rosters/holidays/", day).status_code == 302
    assert admin.browser.post("/rosters/holidays/", day).status_code == 400
    pk = Holiday.objects.get().pk
    assert admin.browser.post(f"/rosters/holidays/{pk}/remove/").status_code == 302
    assert admin.browser.post(f"/rosters/holidays/{pk}/remove/").status_code == 404


def a_file(text: str | bytes) -> SimpleUploadedFile:
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile("duties.ics", content, content_type="text/calendar")


def test_a_calendar_file_is_taken_or_told_why_not(chief: Person, dani: Person) -> None:
    roster = a_roster(chief.agency)
    path = f"/rosters/{roster.pk}/import/"
    begin = clock.now() + timedelta(days=1)
    times = (f"{begin:%Y%m%dT%H0000Z}", f"{begin + HOUR:%Y%m%dT%H0000Z}")
    good, bad = event("Dani", *times), event("somebody else", *times)
    answer = chief.browser.post(path, {"import-file": a_file(calendar(good, bad))})
    assert answer.status_code == 400
    assert "somebody else" in answer.content.decode()
    both = {"import-file": a_file(calendar(good, bad)), "import-leave_out": "on"}
    assert chief.browser.post(path, both).status_code == 302
    assert Shift.objects.get().user == dani.user
    for rubbish in (b"\xff\xfe", b"hello", b"x" * 500_001):
        answer = chief.browser.post(path, {"import-file": a_file(rubbish)})
        assert answer.status_code == 400
        assert answer.context["import_form"].errors["file"]


def test_a_calendar_address_is_shown_once(dani: Person, mina: Person) -> None:
    roster = a_roster(dani.agency, dani)
    for path in (f"/rosters/{roster.pk}/calendar/", "/rosters/calendar/"):
        answer = dani.browser.post(path)
        url = answer.context["url"]
        assert url in answer.content.decode()
        assert Client().get(url).status_code == 200
        assert url not in page(dani, "/rosters/")
    assert mina.browser.post(f"/rosters/{roster.pk}/calendar/").status_code == 404
    pk = dani.membership.calendar_tokens.all()[0].pk
    assert mina.browser.post(f"/rosters/calendar/{pk}/revoke/").status_code == 404
    assert dani.browser.post(f"/rosters/calendar/{pk}/revoke/").status_code == 302
    assert dani.membership.calendar_tokens.count() == 1


def filled(layers: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """What a browser sends of the roster's form."""
    plain = {"rank": 1, "length": 1, "unit": "week", "hand_over": "09:00", "holidays": "any"}
    numbered = {
        f"form-{n}-{name}": value
        for n, layer in enumerate(layers)
        for name, value in {**plain, **layer}.items()
    }
    counts = {"form-TOTAL_FORMS": len(layers), "form-INITIAL_FORMS": 0}
    fields = {"name_ko": "당직관", "passes_on": "1", "hand_over_minutes": 0, "is_active": "on"}
    return {**fields, **counts, **numbered, **more}


def test_a_roster_is_made_and_changed_by_its_form(chief: Person, dani: Person, sol: Person) -> None:
    layer = {"people": "Sol\nDani\n", "starts_on": "2026-11-16", "days": [1, 2]}
    answer = chief.browser.post("/rosters/new/", filled([layer, {}], agency=chief.agency.pk))
    assert answer.status_code == 302, answer.context["layers"].errors
    roster = Roster.objects.get()
    (made,) = roster.layers.all()
    people = made.participants.values_list("user__first_name", flat=True)
    assert (list(people), made.days) == (["Sol", "Dani"], [1, 2])
    edit = f"/rosters/{roster.pk}/edit/"
    assert "Sol\nDani" in page(chief, edit).replace("\r\n", "\n")
    changed = filled([{**layer, "DELETE": "on"}], name_en="officer", version=1)
    assert chief.browser.post(edit, changed).status_code == 302
    roster.refresh_from_db()
    assert (roster.name_en, roster.version, roster.layers.count()) == ("officer", 2, 0)
    stale = chief.browser.post(edit, changed)
    assert stale.status_code == 400
    assert stale.context["stale"].extra["current"] == 2
    assert chief.browser.post(f"/rosters/{roster.pk}/retire/").status_code == 302
    assert "retired" in page(chief, f"/rosters/{roster.pk}/")


@pytest.mark.parametrize(
    ("layer", "field"),
    [
        ({"people": "Nobody Here"}, "people"),
        ({"people": "Dani", "starts_on": ""}, "starts_on"),
        ({"people": "Dani", "length": 0}, "length"),
        ({"people": "Dani", "hand_over": "x"}, "hand_over"),
        ({"people": "Dani", "unit": "year"}, "unit"),
    ],
)
def test_a_layer_that_cannot_be_used(
    chief: Person, dani: Person, layer: dict[str, Any], field: str
) -> None:
    body = filled([{"starts_on": "2026-11-16", **layer}], agency=chief.agency.pk)
    answer = chief.browser.post("/rosters/new/", body)
    assert answer.status_code == 400
    assert field in answer.context["layers"].errors[0]
    assert not Roster.objects.exists()


def test_namesakes_are_told_apart(chief: Person, dani: Person, hana: Person) -> None:
    hana.user.first_name = "Dani"
    hana.user.save()
    both = {"people": "Dani (hana)\nDani (dani)", "starts_on": "2026-11-16"}
    body = filled([both], agency=chief.agency.pk)
    assert chief.browser.post("/rosters/new/", body).status_code == 302
    layer = Roster.objects.get().layers.get()
    people = list(layer.participants.values_list("user_id", flat=True))
    assert people == [hana.user.pk, dani.user.pk]


def test_layers_are_told_in_words(dani: Person) -> None:
    roster = a_roster(dani.agency)
    a_layer(roster, dani, unit="hour", length=12, hours_from="22:00", hours_to="06:00")
    seen = page(dani, f"/rosters/{roster.pk}/")
    assert "12 hours each" in seen
    assert "22:00–06:00" in seen


def test_the_link_stands_on_every_desk(dani: Person, chief: Person) -> None:
    for who in (dani, chief):
        assert 'href="/rosters/"' in page(who, "/")
