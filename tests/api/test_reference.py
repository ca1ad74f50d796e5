"""What a desk learns once."""

from __future__ import annotations

from agencies.models import City
from incidents.models import IncidentType
from tests.support.cast import Person


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
    assert auditor.client.get("/api/reference/").json()["me"]["may"] == []
