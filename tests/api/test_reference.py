"""What a desk learns once."""

from __future__ import annotations

from agencies.models import City
from dispatch.states import UnitStatus
from incidents.models import IncidentType
from tests.support.cast import Person
from tests.support.fleet import a_station
from units.states import Duty


def test_the_reference(dani: Person) -> None:
    found = dani.client.get("/api/reference/").json()
    assert found["me"]["agency"] == dani.agency.pk
    assert "acknowledge" in found["me"]["may"]
    assert "override" not in found["me"]["may"]
    assert found["city"]["centre"] == [126.1, 37.05]
    assert found["city"]["bbox"] == [126.0, 37.0, 126.27, 37.1]
    assert len(found["agencies"]) == 8
    assert len(found["incident_types"]) == IncidentType.objects.count()
    fire = next(one for one in found["incident_types"] if one["code"] == "FIRE.STRUCT")
    assert (fire["lead_kind"], fire["support_kinds"]) == ("fire", ["police", "utility"])
    assert [one["code"] for one in found["priorities"]] == ["P0", "P1", "P2", "P3", "P4"]
    assert found["priorities"][1]["pending_seconds"] == 60
    assert found["position_stale_seconds"][str(dani.agency.pk)] == 120
    assert found["demo"] is False


def test_inactive_rows_are_not_offered(dani: Person, mina: Person) -> None:
    IncidentType.objects.filter(code="FIRE.STRUCT").update(is_active=False)
    mina.agency.is_active = False
    mina.agency.save()
    found = dani.client.get("/api/reference/").json()
    assert "FIRE.STRUCT" not in [one["code"] for one in found["incident_types"]]
    assert mina.agency.pk not in [one["id"] for one in found["agencies"]]


def test_before_a_city_is_loaded(dani: Person) -> None:
    City.objects.all().delete()
    assert dani.client.get("/api/reference/").json()["city"] is None


def test_an_auditor_has_a_reference_too(auditor: Person) -> None:
    assert auditor.client.get("/api/reference/").json()["me"]["may"] == ["see_emergencies"]


def test_what_units_are_can_do_and_are_doing(dani: Person, mina: Person) -> None:
    station = a_station(mina.agency, "Harbour police box")
    found = dani.client.get("/api/reference/").json()
    engine = next(one for one in found["unit_kinds"] if one["code"] == "engine")
    assert engine == {
        "code": "engine",
        "name_ko": "펌프차",
        "name_en": "engine",
        "service": "fire",
    }
    assert {"code": "patrol", "name_ko": "순찰", "name_en": "patrol"} in found["capabilities"]
    statuses = {one["code"]: one for one in found["unit_statuses"]}
    assert set(statuses) == {*UnitStatus, *Duty}
    assert (statuses["staging"]["primary"], statuses["staging"]["secondary"]) == (
        "ConditionallyAvailable",
        "Staging",
    )
    assert statuses["on_scene"]["name_en"] == "on scene"
    (told,) = found["stations"]
    assert (told["id"], told["agency"]) == (station.pk, mina.agency.pk)


def test_verbs_of_units_are_told(dani: Person, chief: Person, crew: Person) -> None:
    def may(who: Person) -> set[str]:
        return set(who.client.get("/api/reference/").json()["me"]["may"])

    assert may(dani) >= {"see_units", "dispatch", "unit_status", "mayday", "safety_check"}
    assert not may(dani) & {"override_status", "manage_units", "manage_plans"}
    assert may(chief) >= {"manage_units", "manage_crews", "manage_plans"}
    assert may(crew) >= {"unit_status", "mayday", "safety_check"}
    assert "dispatch" not in may(crew)
