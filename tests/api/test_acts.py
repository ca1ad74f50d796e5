"""Acts on an incident: who may, what comes back, and what a stale write meets."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, closes, entries, links
from tests.support.small_city import MARKET


@pytest.fixture
def fire_at_mill(dani: Person, mina: Person) -> Incident:
    return file(dani)


def does(who: Person, it: Incident, act: str, body: Any = None) -> Any:
    return who.client.post(f"/api/incidents/{it.pk}/{act}/", body or {})


def state_of(answer: Any, who: Person) -> str:
    assert answer.status_code in (200, 201), answer.content
    [mine] = [one for one in answer.json()["tracks"] if one["agency"] == who.agency.pk]
    return str(mine["state"])


def test_an_agency_acknowledges_starts_and_finishes(dani: Person, fire_at_mill: Incident) -> None:
    acknowledged = does(dani, fire_at_mill, "acknowledge")
    assert state_of(acknowledged, dani) == "acknowledged"
    assert acknowledged.json()["status"] == "open"
    assert state_of(does(dani, fire_at_mill, "start"), dani) == "working"
    assert state_of(does(dani, fire_at_mill, "finish"), dani) == "done"


def test_an_act_without_a_body_is_an_act(dani: Person, fire_at_mill: Incident) -> None:
    answer = dani.client.post(f"/api/incidents/{fire_at_mill.pk}/acknowledge/")
    assert state_of(answer, dani) == "acknowledged"


def test_an_agency_declines_with_a_reason(mina: Person, fire_at_mill: Incident) -> None:
    assert list(bad_fields(does(mina, fire_at_mill, "decline"))) == ["reason"]
    assert list(bad_fields(does(mina, fire_at_mill, "decline", {"reason": " "}))) == ["reason"]
    assert state_of(does(mina, fire_at_mill, "decline", {"reason": "not ours"}), mina) == "declined"


def test_a_second_acknowledgement_is_told_what_stands(dani: Person, fire_at_mill: Incident) -> None:
    does(dani, fire_at_mill, "acknowledge")
    problem = is_refused(does(dani, fire_at_mill, "acknowledge"), 409, "illegal_move")
    assert (problem["was"], problem["wanted"]) == ("acknowledged", "acknowledged")


def test_an_agency_is_asked_and_sees_it_then(
    dani: Person, outsider: Person, fire_at_mill: Incident
) -> None:
    is_refused(outsider.client.get(f"/api/incidents/{fire_at_mill.pk}/"), 404)
    asked = does(dani, fire_at_mill, "agencies", {"agency": outsider.agency.pk, "transfer": True})
    assert state_of(asked, outsider) == "waiting"
    assert state_of(does(outsider, fire_at_mill, "acknowledge"), outsider) == "acknowledged"
    card = outsider.client.get(f"/api/incidents/{fire_at_mill.pk}/").json()
    assert [one["agency"] for one in card["tracks"] if one["role"] == "lead"] == [
        outsider.agency.pk
    ]


def test_hold_and_release(dani: Person, fire_at_mill: Incident) -> None:
    held = does(dani, fire_at_mill, "hold", {"minutes": 10, "reason": "waits for a key"})
    assert held.json()["held_until"]
    assert does(dani, fire_at_mill, "release").json()["held_until"] is None
    is_refused(does(dani, fire_at_mill, "release"), 409, "not_held")


def test_a_note_for_all(crew: Person, fire_at_mill: Incident) -> None:
    assert does(crew, fire_at_mill, "notes", {"text": "gate is open"}).status_code == 201
    assert entries(fire_at_mill)[-1].payload["note"]["text"] == "gate is open"


def test_links_come_and_go(dani: Person, fire_at_mill: Incident) -> None:
    other = file(dani, place=MARKET)
    body = {"kind": "related", "to": other.pk}
    assert does(dani, fire_at_mill, "links", body).status_code == 201
    link = entries(fire_at_mill)[-1].payload["link"]["id"]
    path = f"/api/incidents/{fire_at_mill.pk}/links/{link}/"
    assert dani.client.delete(path).status_code == 200
    is_refused(dani.client.delete(path), 404)


def test_nobody_links_or_merges_what_they_cannot_see(
    mina: Person, dani: Person, fire_at_mill: Incident
) -> None:
    theft = file(mina, "CRIME.THEFT")
    body = {"kind": "related", "to": theft.pk}
    assert list(bad_fields(does(dani, fire_at_mill, "links", body))) == ["to"]
    body = {"into": theft.pk, "version": 1}
    assert list(bad_fields(does(dani, fire_at_mill, "merge", body))) == ["into"]
    body = {"into": 2**63, "version": 1}
    assert list(bad_fields(does(dani, fire_at_mill, "merge", body))) == ["into"]


def test_merge_and_unmerge(dani: Person, fire_at_mill: Incident) -> None:
    twin = file(dani, place=MARKET)
    merged = does(dani, twin, "merge", {"into": fire_at_mill.pk, "version": 1}).json()
    assert (merged["status"], merged["merged_into"]) == ("merged", fire_at_mill.pk)
    assert does(dani, twin, "unmerge").json()["status"] == "reported"


def test_close_needs_the_others_or_a_supervisor(
    dani: Person, sol: Person, fire_at_mill: Incident
) -> None:
    body = {"disposition": "handled", "version": 1}
    problem = is_refused(does(dani, fire_at_mill, "close", body), 409, "agencies_still_working")
    assert dani.agency.pk in problem["agencies"]
    override = {**body, "override_reason": "flood of calls"}
    is_refused(does(dani, fire_at_mill, "close", override), 403, "forbidden")
    assert does(sol, fire_at_mill, "close", override).json()["status"] == "closed"


def test_a_closed_incident_is_reopened_with_a_reason(sol: Person, fire_at_mill: Incident) -> None:
    closes(sol, fire_at_mill, override="drill")
    is_refused(does(sol, fire_at_mill, "acknowledge"), 409, "incident_not_open")
    assert does(sol, fire_at_mill, "reopen", {"reason": "smoke again"}).json()["status"] == "open"


def test_a_stale_close_is_told_both_versions_and_the_card(
    sol: Person, mina: Person, fire_at_mill: Incident
) -> None:
    acknowledges(mina, fire_at_mill)
    body = {"disposition": "handled", "version": 1, "override_reason": "x"}
    problem = is_refused(does(sol, fire_at_mill, "close", body), 409, "stale_version")
    assert (problem["yours"], problem["current"]) == (1, 2)
    assert problem["incident"]["status"] == "open"


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("acknowledge", {"version": 1}, "version"),
        ("agencies", {"agency": "fire"}, "agency"),
        ("agencies", {"agency": True}, "agency"),
        ("agencies", {"agency": [1]}, "agency"),
        ("agencies", {"agency": 2**63}, "agency"),
        ("agencies", {"agency": 10**9}, "agency"),
        ("agencies", {"agency": 1, "role": "lead"}, "role"),
        ("agencies", {"agency": 1, "transfer": "yes"}, "transfer"),
        ("hold", {"minutes": 0, "reason": "x"}, "minutes"),
        ("hold", {"minutes": 721, "reason": "x"}, "minutes"),
        ("hold", {"minutes": 5, "reason": "x" * 301}, "reason"),
        ("notes", {"text": ""}, "text"),
        ("notes", {"text": "x" * 4001}, "text"),
        ("notes", {"text": "x", "audience": "world"}, "audience"),
        ("links", {"kind": "duplicate_of", "to": 1}, "kind"),
        ("close", {"disposition": "gone", "version": 1}, "disposition"),
        ("close", {"disposition": "handled", "version": 2**31}, "version"),
        ("reopen", {}, "reason"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_used_is_named(
    sol: Person, fire_at_mill: Incident, act: str, body: dict[str, Any], field: str
) -> None:
    assert list(bad_fields(does(sol, fire_at_mill, act, body))) == [field]


ACTS = [
    "acknowledge",
    "decline",
    "start",
    "finish",
    "agencies",
    "hold",
    "release",
    "notes",
    "links",
    "merge",
    "unmerge",
    "close",
    "reopen",
    "reports",
]


@pytest.mark.parametrize("act", ACTS)
def test_an_outsider_can_do_nothing(outsider: Person, fire_at_mill: Incident, act: str) -> None:
    is_refused(does(outsider, fire_at_mill, act, {"nonsense": 1}), 404, "not_found")


@pytest.mark.parametrize("act", [act for act in ACTS if act != "notes"])
def test_field_crew_only_writes_notes(crew: Person, fire_at_mill: Incident, act: str) -> None:
    is_refused(does(crew, fire_at_mill, act), 403, "forbidden")


def test_unlinking_needs_the_incident_of_the_link(
    dani: Person, mina: Person, fire_at_mill: Incident
) -> None:
    one, other = file(mina, "CRIME.THEFT"), file(mina, "CRIME.THEFT")
    link = links(mina, one, other)
    is_refused(dani.client.delete(f"/api/incidents/{fire_at_mill.pk}/links/{link.pk}/"), 404)
