"""See incidents: one, many, on the map, and what happened about them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import Incident
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import NOON, Person, file
from tests.support.deeds import acknowledges, closes, merges, notes
from tests.support.small_city import AIRPORT, HILL_STATION, MARKET, MILL_BRIDGE


def numbers(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [card["number"][-4:] for card in answer.json()["results"]]


def listed(who: Person, query: str = "") -> list[str]:
    return numbers(who.client.get(f"/api/incidents/{query}"))


@pytest.fixture
def evening(dani: Person, mina: Person) -> list[Incident]:
    """0001 a fire at the bridge, 0002 a theft at the hill, 0003 an acknowledged gas leak."""
    fire = file(dani, "FIRE.STRUCT", place=MILL_BRIDGE, at=NOON)
    theft = file(mina, "CRIME.THEFT", place=HILL_STATION, at=NOON + timedelta(minutes=1))
    gas = file(dani, "HAZ.GAS", place=AIRPORT, at=NOON + timedelta(minutes=2), exercise=True)
    acknowledges(dani, gas)
    return [fire, theft, gas]


@pytest.mark.usefixtures("evening")
class TestList:
    """The list, as police and fire see it."""

    def test_each_sees_those_of_their_agency_newest_first(
        self, dani: Person, mina: Person, outsider: Person
    ) -> None:
        assert listed(dani) == ["0003", "0001"]
        assert listed(mina) == ["0002", "0001"]
        assert listed(outsider) == []

    def test_an_auditor_sees_none(self, auditor: Person) -> None:
        assert listed(auditor) == []

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?status=open", ["0003"]),
            ("?status=open&status=reported", ["0003", "0001"]),
            ("?status=open,reported", ["0003", "0001"]),
            ("?status=closed", []),
            ("?status=", ["0003", "0001"]),
            ("?type=FIRE", ["0001"]),
            ("?type=FIRE.STRUCT", ["0001"]),
            ("?type=FIR", []),
            ("?priority=0", ["0003", "0001"]),
            ("?priority=1,2", []),
            ("?exercise=true", ["0003"]),
            ("?exercise=false", ["0001"]),
            ("?bbox=126.06,37.04,126.08,37.06", ["0001"]),
            ("?bbox=-180,-90,180,90", ["0003", "0001"]),
            ("?since=2026-11-22T03:02:00Z", ["0003"]),
            ("?since=2026-11-22T12:02:00%2B09:00", ["0003"]),
            ("?type=FIRE&status=open", []),
        ],
    )
    def test_filters(self, dani: Person, query: str, found: list[str]) -> None:
        assert listed(dani, query) == found

    def test_filter_by_another_agency(self, dani: Person, mina: Person) -> None:
        assert listed(dani, f"?agency={mina.agency.pk}") == ["0001"]
        assert listed(dani, "?agency=9223372036854775807") == []

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("?stauts=open", "stauts"),
            ("?status=lost", "status"),
            ("?priority=9", "priority"),
            ("?priority=NaN", "priority"),
            ("?agency=9223372036854775808", "agency"),
            ("?agency=0", "agency"),
            ("?agency=NaN", "agency"),
            ("?agency=1e3", "agency"),
            ("?type=%00", "type"),
            ("?exercise=maybe", "exercise"),
            ("?bbox=1,2,3", "bbox"),
            ("?bbox=1,2,3,nan", "bbox"),
            ("?bbox=1,2,3,1e999", "bbox"),
            ("?bbox=127,37,126,38", "bbox"),
            ("?bbox=126,-91,127,38", "bbox"),
            ("?since=today", "since"),
            ("?since=2026-11-22T03:02:00", "since"),
            ("?since=2026-11-22T12:02:00+09:00", "since"),
            ("?since=9999-12-31T23:59:59-14:00", "since"),
            ("?limit=0", "limit"),
            ("?limit=201", "limit"),
            ("?limit=%C2%B2", "limit"),
            ("?cursor=nonsense", "cursor"),
            ("?cursor=bnwyMDI2LTExLTIyfDE%3D", "cursor"),
        ],
    )
    def test_a_filter_that_cannot_be_used_is_named(
        self, dani: Person, query: str, field: str
    ) -> None:
        assert list(bad_fields(dani.client.get(f"/api/incidents/{query}"))) == [field]

    def test_as_geojson(self, dani: Person, evening: list[Incident]) -> None:
        answer = dani.client.get("/api/incidents/?format=geojson&type=FIRE")
        assert answer.headers["Content-Type"] == "application/geo+json"
        collection = answer.json()
        assert (collection["type"], collection["truncated"]) == ("FeatureCollection", False)
        [feature] = collection["features"]
        assert feature["geometry"] == {"type": "Point", "coordinates": [126.07, 37.05]}
        properties = feature["properties"]
        assert properties["number"] == evening[0].number
        assert properties["tracks"][0] == {
            "agency": dani.agency.pk,
            "role": "lead",
            "state": "waiting",
        }

    def test_as_geojson_by_accept(self, dani: Person, outsider: Person) -> None:
        asked = {"Accept": "application/geo+json"}
        both = dani.client.get("/api/incidents/", headers=asked).json()["features"]
        assert [one["properties"]["number"][-4:] for one in both] == ["0003", "0001"]
        assert outsider.client.get("/api/incidents/", headers=asked).json()["features"] == []

    def test_a_refusal_of_geojson_is_a_problem(self, dani: Person) -> None:
        bad_fields(dani.client.get("/api/incidents/?format=geojson&status=lost"))


def test_pages_go_forth_and_back_and_do_not_shift(dani: Person) -> None:
    for minute in range(7):  # pairs share a time
        file(dani, at=NOON + timedelta(minutes=minute // 2))
    first = dani.client.get("/api/incidents/?limit=3").json()
    assert first["previous"] is None
    file(dani, at=NOON + timedelta(minutes=30))
    second = dani.client.get(first["next"]).json()
    third = dani.client.get(second["next"]).json()
    assert third["next"] is None
    pages = [[card["number"][-4:] for card in page["results"]] for page in (first, second, third)]
    assert pages == [["0007", "0006", "0005"], ["0004", "0003", "0002"], ["0001"]]
    assert dani.client.get(third["previous"]).json()["results"] == second["results"]
    newest = dani.client.get(first["next"]).json()["previous"]
    assert dani.client.get(newest).json()["results"] == first["results"]
    beyond = dani.client.get(dani.client.get(newest).json()["previous"]).json()
    assert [card["number"][-4:] for card in beyond["results"]] == ["0008"]
    assert beyond["previous"] is None


def test_a_page_keeps_its_filters(dani: Person) -> None:
    for _ in range(3):
        file(dani, "FIRE.STRUCT")
        file(dani, "HAZ.GAS")
    first = dani.client.get("/api/incidents/?type=FIRE&limit=2").json()
    second = dani.client.get(first["next"]).json()
    assert [card["type"] for card in second["results"]] == ["FIRE.STRUCT"]


def test_a_hidden_incident_is_not_there(outsider: Person, dani: Person) -> None:
    fire = file(dani)
    assert dani.client.get(f"/api/incidents/{fire.pk}/").json()["number"] == fire.number
    for path in ("", "timeline/", "reports/"):
        is_refused(outsider.client.get(f"/api/incidents/{fire.pk}/{path}"), 404, "not_found")


@pytest.mark.parametrize("pk", ["0", "9223372036854775808", "9" * 5000, "abc", "-1", "1.0"])
def test_an_id_that_cannot_be(dani: Person, pk: str) -> None:
    is_refused(dani.client.get(f"/api/incidents/{pk}/"), 404)


def test_timeline_tells_all_in_order(dani: Person, mina: Person) -> None:
    fire = file(dani)
    acknowledges(dani, fire)
    notes(mina, fire, "road is closed")
    notes(mina, fire, "for us alone", to="own")
    entries = dani.client.get(f"/api/incidents/{fire.pk}/timeline/").json()["results"]
    assert [entry["kind"] for entry in entries] == [
        "incident.filed",
        "track.acknowledged",
        "note.added",
    ]
    assert entries[2]["data"]["note"]["text"] == "road is closed"
    assert [entry["seq"] for entry in entries] == sorted(entry["seq"] for entry in entries)
    own = mina.client.get(f"/api/incidents/{fire.pk}/timeline/").json()["results"]
    assert own[-1]["data"]["note"]["text"] == "for us alone"


def test_timeline_holds_a_duplicates_story_while_it_is_merged(dani: Person) -> None:
    fire = file(dani, narrative="the first call")
    twin = file(dani, place=MARKET, narrative="the second call")
    path = f"/api/incidents/{fire.pk}/timeline/"
    assert len(dani.client.get(path).json()["results"]) == 1
    merges(dani, twin, fire)
    merged = dani.client.get(path).json()["results"]
    assert {entry["subject"]["id"] for entry in merged} == {fire.pk, twin.pk}
    answer = dani.client.post(f"/api/incidents/{twin.pk}/unmerge/", {})
    assert answer.status_code == 200
    apart = dani.client.get(path).json()["results"]
    assert {entry["subject"]["id"] for entry in apart} == {fire.pk}


def test_a_closed_incident_tells_how_it_ended(sol: Person) -> None:
    fire = file(sol)
    closes(sol, fire, override="false alarm for sure", disposition="false_alarm")
    card = sol.client.get(f"/api/incidents/{fire.pk}/").json()
    assert (card["status"], card["disposition"]) == ("closed", "false_alarm")
    assert card["closed_at"]
