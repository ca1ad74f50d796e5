"""Rosters over REST: who keeps them, versions, what is refused, what the log says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from rosters.models import Holiday, Override, Roster, Shift
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person
from tests.support.deeds import head
from tests.support.rostering import a_roster, has_shift, is_away, stands_in
from tests.support.small_city import SmallCity

HOUR = timedelta(hours=1)


def a_layer(*people: Person, **more: Any) -> dict[str, Any]:
    ids = [one.user.pk for one in people]
    return {"people": ids, "unit": "week", "starts_on": "2026-11-16", **more}


def makes(who: Person, *layers: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"agency": who.agency.pk, "name_ko": "당직관", "layers": list(layers), **more}
    answer = who.client.post("/api/rosters/", body)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def span(begin: datetime, hours: float = 4) -> dict[str, str | None]:
    return {"begin": iso(begin), "end": iso(begin + hours * HOUR)}


def told(before: int) -> list[tuple[str, str]]:
    rows = LogEntry.objects.filter(seq__gt=before).order_by("seq")
    return [(one.kind, one.payload.get("what", "")) for one in rows]


def test_an_agency_admin_makes_a_roster(chief: Person, dani: Person, sol: Person) -> None:
    layer = a_layer(dani, sol, days=[5, 6], hours_from="18:00", hours_to="09:00", holidays="not")
    made = makes(chief, layer, a_layer(sol, rank=2), hand_over_minutes=15)
    first, second = made["layers"]
    assert [one["name"] for one in first["people"]] == ["Dani", "Sol"]
    assert (first["hand_over"], first["hours_from"], first["days"]) == ("09:00", "18:00", [5, 6])
    assert (second["rank"], second["length"]) == (2, 1)
    assert (made["version"], made["changed_by"]) == (1, chief.name)
    seen = dani.client.get(f"/api/rosters/{made['id']}/").json()
    assert seen["on_duty"]
    assert {name: seen[name] for name in made} == made
    assert [one["id"] for one in dani.client.get("/api/rosters/").json()["results"]] == [made["id"]]


def test_every_change_is_an_entry_for_the_agency_and_admins(chief: Person, sol: Person) -> None:
    before = head()
    made = makes(chief, a_layer(sol))
    path = f"/api/rosters/{made['id']}/"
    chief.client.patch(path, {"version": 1, "name_en": "duty officer"})
    chief.client.delete(path)
    assert told(before) == [
        ("roster.changed", "made"),
        ("roster.changed", "changed"),
        ("roster.changed", "retired"),
    ]
    entry = LogEntry.objects.get(seq=before + 1)
    assert set(entry.audience) == {"admins", f"agency:{chief.agency.pk}"}
    assert chief.client.patch(path, {"version": 3, "active": True}).json()["active"] is True


def test_a_stale_version_is_told_the_present_roster(chief: Person, sol: Person) -> None:
    made = makes(chief, a_layer(sol))
    path = f"/api/rosters/{made['id']}/"
    assert chief.client.patch(path, {"version": 1, "layers": []}).json()["layers"] == []
    problem = is_refused(chief.client.patch(path, {"version": 1}), 409, "stale_version")
    assert (problem["yours"], problem["current"], problem["roster"]["layers"]) == (1, 2, [])


def test_nobody_keeps_rosters_of_others(
    chief: Person, admin: Person, mina: Person, city: SmallCity
) -> None:
    other = a_roster(city.police, mina)
    is_refused(chief.client.patch(f"/api/rosters/{other.pk}/", {"version": 1}), 404)
    body = {"agency": city.police.pk, "name_ko": "우리 것"}
    is_refused(chief.client.post("/api/rosters/", body), 403)
    assert admin.client.post("/api/rosters/", body).status_code == 201
    assert admin.client.get(f"/api/rosters/{other.pk}/").status_code == 200
    assert bad_fields(admin.client.post("/api/rosters/", {"agency": 10**12, "name_ko": "x"}))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name_ko": " "}, "name_ko"),
        ({"hand_over_minutes": 121}, "hand_over_minutes"),
        ({"colour": "red"}, "colour"),
        ({"people": []}, "layers.0.people"),
        ({"people": [10**12]}, "layers"),
        ({"length": 0}, "layers.0.length"),
        ({"unit": "year"}, "layers.0.unit"),
        ({"hand_over": "25:00"}, "layers.0.hand_over"),
        ({"starts_on": "1026-11-16"}, "layers.0.starts_on"),
        ({"starts_on": "yesterday"}, "layers.0.starts_on"),
        ({"ends_on": "2026-11-16"}, "layers"),
        ({"hours_from": "09:00"}, "layers"),
        ({"hours_from": "09:00", "hours_to": "09:00"}, "layers"),
        ({"days": [0]}, "layers.0.days.0"),
        ({"rank": 6}, "layers.0.rank"),
        ({"holidays": "never"}, "layers.0.holidays"),
        ({"nonsense": 1}, "layers.0.nonsense"),
    ],
)
def test_what_cannot_be_used_is_named(
    chief: Person, sol: Person, more: dict[str, Any], field: str
) -> None:
    of_roster = {name for name in more if name in ("name_ko", "hand_over_minutes", "colour")}
    layer = a_layer(sol, **{name: more[name] for name in more if name not in of_roster})
    body = {"agency": chief.agency.pk, "name_ko": "당직", "layers": [layer]}
    before = head()
    answer = chief.client.post(
        "/api/rosters/", {**body, **{name: more[name] for name in of_roster}}
    )
    assert field in bad_fields(answer)
    assert (head(), Roster.objects.count()) == (before, 0)


def test_two_rosters_in_use_have_two_names(chief: Person) -> None:
    made = makes(chief)
    body = {"agency": chief.agency.pk, "name_ko": "당직관"}
    assert "name_ko" in bad_fields(chief.client.post("/api/rosters/", body))
    chief.client.delete(f"/api/rosters/{made['id']}/")
    assert chief.client.post("/api/rosters/", body).status_code == 201


def test_a_supervisor_lets_somebody_stand_in(sol: Person, dani: Person, hana: Person) -> None:
    roster = a_roster(sol.agency, dani)
    path, now, before = f"/api/rosters/{roster.pk}/", clock.now(), head()
    body = {"person": hana.user.pk, "instead_of": dani.user.pk, **span(now)}
    made = sol.client.post(f"{path}overrides/", {**body, "reason": "sick"})
    assert made.status_code == 201, made.content
    assert sol.client.get(path).json()["on_duty"] == [{"id": hana.user.pk, "name": "Hana"}]
    assert sol.client.get(f"{path}overrides/").json()["results"] == [made.json()]
    assert sol.client.delete(f"{path}overrides/{made.json()['id']}/").status_code == 204
    assert sol.client.get(path).json()["on_duty"] == [{"id": dani.user.pk, "name": "Dani"}]
    assert told(before) == [
        ("roster.override_changed", "made"),
        ("roster.override_changed", "cancelled"),
    ]


def test_what_has_begun_ends_and_what_is_over_stays(
    sol: Person, dani: Person, hana: Person
) -> None:
    roster, now = a_roster(sol.agency, dani), clock.now()
    going_on = stands_in(hana, roster, begin=now - HOUR)
    over = stands_in(hana, roster, begin=now - 3 * HOUR, hours=1)
    path = f"/api/rosters/{roster.pk}/overrides/"
    assert sol.client.delete(f"{path}{going_on.pk}/").status_code == 204
    going_on.refresh_from_db()
    assert going_on.end < now + HOUR
    is_refused(sol.client.delete(f"{path}{over.pk}/"), 409, "is_over")
    is_refused(sol.client.delete(f"{path}999999/"), 404)


def test_stand_ins_that_cannot_be(sol: Person, dani: Person, hana: Person, mina: Person) -> None:
    roster, now = a_roster(sol.agency, dani), clock.now()
    path = f"/api/rosters/{roster.pk}/overrides/"

    def asks(**more: Any) -> Any:
        return sol.client.post(path, {"person": hana.user.pk, **span(now), **more})

    assert "person" in bad_fields(asks(person=mina.user.pk))
    assert "instead_of" in bad_fields(asks(instead_of=hana.user.pk))
    assert "instead_of" in bad_fields(asks(instead_of=sol.user.pk))
    assert "end" in bad_fields(asks(end=iso(now)))
    assert "end" in bad_fields(asks(begin=iso(now - 3 * HOUR), end=iso(now - HOUR)))
    assert "end" in bad_fields(asks(end=iso(now + timedelta(days=93))))
    assert "begin" in bad_fields(asks(**span(now + timedelta(days=800))))
    is_away(hana, begin=now, hours=1)
    problem = is_refused(asks(), 409, "on_leave")
    assert problem["people"] == [{"id": hana.user.pk, "name": "Hana"}]
    Roster.objects.update(is_active=False)
    is_refused(asks(), 409, "roster_retired")
    assert not Override.objects.exists()


def test_shifts(chief: Person, dani: Person, hana: Person) -> None:
    roster, now, before = a_roster(chief.agency), clock.now(), head()
    path = f"/api/rosters/{roster.pk}/shifts/"
    people = [dani.user.pk, hana.user.pk]
    made = chief.client.post(path, {"people": people, **span(now)})
    assert [one["person"]["name"] for one in made.json()["results"]] == ["Dani", "Hana"]
    seen = dani.client.get(f"/api/rosters/{roster.pk}/").json()
    assert [one["name"] for one in seen["on_duty"]] == ["Dani", "Hana"]
    problem = is_refused(
        chief.client.post(path, {"people": people, **span(now + HOUR)}), 409, "shift_overlaps"
    )
    assert problem["shift"]["person"]["name"] == "Dani"
    first = made.json()["results"][0]["id"]
    assert chief.client.delete(f"{path}{first}/").status_code == 204
    assert len(chief.client.get(path).json()["results"]) == 1
    assert ("roster.shifts_changed", "made") in told(before)
    assert ("roster.shifts_changed", "cancelled") in told(before)
    assert Shift.objects.count() == 1


def test_leave_is_of_ones_own_people(sol: Person, dani: Person, mina: Person) -> None:
    now = clock.now()
    made = sol.client.post("/api/rosters/leave/", {"person": dani.user.pk, **span(now)})
    assert made.status_code == 201
    assert sol.client.get("/api/rosters/leave/").json()["results"] == [made.json()]
    assert mina.client.get("/api/rosters/leave/").json()["results"] == []
    body = {"person": mina.user.pk, **span(now)}
    assert "person" in bad_fields(sol.client.post("/api/rosters/leave/", body))
    is_refused(dani.client.post("/api/rosters/leave/", body), 403)
    assert sol.client.delete(f"/api/rosters/leave/{made.json()['id']}/").status_code == 204
    entry = LogEntry.objects.filter(kind="roster.leave_changed").order_by("seq")[0]
    assert (entry.subject_type, entry.subject_id) == ("person", dani.user.pk)
    assert f"agency:{dani.agency.pk}" in entry.audience


def test_holidays_are_the_city_admins(admin: Person, chief: Person) -> None:
    body = {"day": "2027-03-01", "name_ko": "삼일절"}
    is_refused(chief.client.post("/api/rosters/holidays/", body), 403)
    made = admin.client.post("/api/rosters/holidays/", body)
    assert made.status_code == 201
    is_refused(admin.client.post("/api/rosters/holidays/", body), 409, "holiday_is_there")
    assert chief.client.get("/api/rosters/holidays/").json()["results"] == [made.json()]
    path = f"/api/rosters/holidays/{made.json()['id']}/"
    assert admin.client.delete(path).status_code == 204
    is_refused(admin.client.delete(path), 404)
    assert not Holiday.objects.exists()


def test_the_timeline_and_gaps(dani: Person) -> None:
    roster, now = a_roster(dani.agency), clock.now()
    has_shift(dani, roster, begin=now + HOUR, hours=2)
    window = f"begin={iso(now)}&end={iso(now + 4 * HOUR)}"
    path = f"/api/rosters/{roster.pk}/"
    duties = dani.client.get(f"{path}timeline/?{window}").json()["results"]
    assert [[one["name"] for one in duty["people"]] for duty in duties] == [[], ["Dani"], []]
    found = dani.client.get(f"{path}gaps/?{window}").json()["results"]
    assert found == [{"begin": one["begin"], "end": one["end"]} for one in duties[::2]]
    assert len(dani.client.get(f"{path}timeline/").json()["results"]) == 3
    backwards = f"begin={iso(now)}&end={iso(now - HOUR)}"
    too_long = f"begin={iso(now)}&end={iso(now + timedelta(days=63))}"
    for wrong in (backwards, too_long, "end=x", "nonsense=1"):
        assert bad_fields(dani.client.get(f"{path}timeline/?{wrong}"))


def test_sent_twice_made_once(sol: Person, dani: Person) -> None:
    roster = a_roster(sol.agency, dani)
    body = {"person": sol.user.pk, **span(clock.now())}
    for _twice in range(2):
        answer = sol.client.post(
            f"/api/rosters/{roster.pk}/overrides/", body, headers={"Idempotency-Key": "k"}
        )
        assert answer.status_code == 201
    assert Override.objects.count() == 1
