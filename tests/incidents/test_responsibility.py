"""Which agencies an incident concerns: by type, place, priority and day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from agencies.models import Agency, District, ServiceArea
from agencies.selectors import city_day, district_at
from incidents.models import Incident, IncidentType
from incidents.places import Place
from incidents.responsibility import responsible
from incidents.states import TrackRole
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.small_city import (
    AIRPORT,
    GULL_ISLAND,
    HILL_STATION,
    MILL_BRIDGE,
    OPEN_SEA,
    RESERVOIR,
    SmallCity,
    box,
)


def bases(it: Incident) -> dict[str, str]:
    return dict(it.tracks.values_list("agency__slug", "basis"))


def test_lead_support_and_informed(dani: Person) -> None:
    fire = file(by=dani)
    assert deeds.roles(fire) == {
        "fire": "lead",
        "police": "support",
        "gas": "support",
        "power": "support",
        "city-hall": "informed",
    }
    assert set(bases(fire).values()) == {"area", "informed"}


def test_gas_and_power_are_different_firms(dani: Person) -> None:
    assert {"gas", "power"} <= set(deeds.roles(file(by=dani, kind="HAZ.GAS")))
    on_the_hill = file(by=dani, kind="HAZ.GAS", place=HILL_STATION)
    assert "gas" not in deeds.roles(on_the_hill), "there are no gas pipes on the hill"


def test_where_two_serve_the_smaller_area_counts(dani: Person) -> None:
    alarm = file(by=dani, kind="FIRE.ALARM", place=AIRPORT)
    assert deeds.roles(alarm)["airport-fire"] == "lead"
    assert deeds.roles(alarm)["fire"] == "informed", "who filed it keeps sight of it"


def test_an_island_belongs_to_its_district_and_brigade(dani: Person) -> None:
    alarm = file(by=dani, kind="FIRE.ALARM", place=GULL_ISLAND)
    assert alarm.district is not None
    assert alarm.district.code == "dong-airport"
    assert bases(alarm)["fire"] == "area"


def test_an_emergency_is_never_refused_for_a_hole(mina: Person) -> None:
    fire = file(by=mina, place=RESERVOIR)
    assert deeds.roles(fire)["fire"] == "lead"
    assert bases(fire)["fire"] == "fallback"


def test_an_emergency_is_never_refused_for_being_off_the_map(mina: Person) -> None:
    fire = file(by=mina, place=OPEN_SEA)
    assert fire.district is None
    assert deeds.roles(fire)["fire"] == "lead"


@pytest.mark.parametrize("place", [MILL_BRIDGE, RESERVOIR, OPEN_SEA, AIRPORT, GULL_ISLAND])
def test_every_type_everywhere_has_one_lead_and_its_filer(city: SmallCity, place: Place) -> None:
    for kind in IncidentType.objects.all():
        parts = responsible(
            kind=kind,
            point=place.point,
            priority=kind.priority,
            filer_id=city.coast_guard.pk,
            day=date(2026, 11, 22),
        )
        assert [part.role for part in parts].count(TrackRole.LEAD) == 1, kind.code
        assert parts[0].role == TrackRole.LEAD
        assert [part.agency for part in parts].count(city.coast_guard) == 1, kind.code


def test_a_city_without_the_kind_of_agency_still_has_a_lead(mina: Person) -> None:
    Agency.objects.filter(kind="fire").update(is_active=False)
    fire = file(by=mina)
    assert deeds.roles(fire)["police"] == "lead"
    assert bases(fire)["police"] == "filed"


def test_a_drill_is_led_by_whoever_files_it(outsider: Person) -> None:
    drill = file(by=outsider, kind="TEST.DRILL")
    assert deeds.roles(drill) == {"coast-guard": "lead", "city-hall": "informed"}


def test_whoever_files_for_others_is_informed(outsider: Person) -> None:
    theft = file(by=outsider, kind="CRIME.THEFT")
    assert deeds.roles(theft)["coast-guard"] == "informed"
    assert bases(theft)["coast-guard"] == "filed"


@pytest.mark.parametrize(
    ("informed_from", "priority", "informed"),
    [(4, 4, True), (2, 2, True), (2, 3, False), (0, 0, True), (0, 1, False), (None, 0, False)],
)
def test_the_informed_rule(
    dani: Person, informed_from: int | None, priority: int, informed: bool
) -> None:
    Agency.objects.filter(slug="city-hall").update(informed_from=informed_from)
    alarm = file(by=dani, kind="FIRE.ALARM", priority=priority)
    assert ("city-hall" in deeds.roles(alarm)) == informed


def test_an_agency_that_was_dissolved_is_not_asked(dani: Person) -> None:
    Agency.objects.filter(slug="police").update(is_active=False)
    assert "police" not in deeds.roles(file(by=dani))


def test_a_service_area_counts_on_its_days_only(dani: Person, city: SmallCity) -> None:
    first = date(2026, 7, 1)
    ServiceArea.objects.filter(agency=city.airport_fire).update(valid_from=first)
    before = datetime(2026, 6, 30, 14, 59, 59, tzinfo=UTC)  # a second to midnight in the city
    for at, lead in ((before, "fire"), (before + timedelta(seconds=1), "airport-fire")):
        alarm = file(by=dani, kind="FIRE.ALARM", place=AIRPORT, at=at)
        assert deeds.roles(alarm)[lead] == "lead"


@pytest.fixture
def redrawn(city: SmallCity) -> None:
    """On 1 July 2026 Mill was split: its north is Old Mill now."""
    last = date(2026, 6, 30)
    mill = District.objects.get(code="dong-mill")
    District.objects.filter(pk=mill.pk).update(valid_to=last)
    for code, south, north in (("dong-new-mill", 37.0, 37.04), ("dong-old-mill", 37.04, 37.1)):
        District.objects.create(
            code=code,
            level="dong",
            name_ko=code,
            parent=mill.parent,
            area=box(126.05, south, 126.1, north),
            valid_from=last + timedelta(days=1),
        )


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 6, 30), "dong-mill"), (date(2026, 7, 1), "dong-old-mill")]
)
@pytest.mark.usefixtures("redrawn")
def test_districts_were_redrawn(day: date, code: str) -> None:
    district = district_at(MILL_BRIDGE.point, day=day)
    assert district is not None
    assert district.code == code


@pytest.mark.usefixtures("redrawn")
def test_an_incident_is_filed_in_the_district_of_its_day(dani: Person) -> None:
    midnight = datetime(2026, 6, 30, 15, 0, tzinfo=UTC)
    for at, code in ((midnight - timedelta(seconds=1), "dong-mill"), (midnight, "dong-old-mill")):
        incident = file(by=dani, at=at)
        assert incident.district is not None
        assert incident.district.code == code


def test_where_there_is_no_dong_the_gu_is_told(city: SmallCity) -> None:
    District.objects.filter(level="dong").delete()
    district = district_at(MILL_BRIDGE.point, day=date(2026, 11, 22))
    assert district is not None
    assert district.code == "gu-west"


def test_a_border_belongs_to_somebody(city: SmallCity) -> None:
    border = Place(lon=126.1, lat=37.05)
    assert district_at(border.point, day=date(2026, 11, 22)) is not None


def test_the_day_turns_at_the_citys_midnight(city: SmallCity) -> None:
    assert city_day(datetime(2026, 11, 22, 14, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert city_day(datetime(2026, 11, 22, 15, 0, tzinfo=UTC)) == date(2026, 11, 23)
