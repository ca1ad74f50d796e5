"""Districts and service areas: valid for a time, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from agencies.models import Agency, City, District, Membership, ServiceArea, Station
from incidents.places import Place
from tests.support.cast import Person
from tests.support.small_city import AIRPORT, MILL_BRIDGE, RESERVOIR, SmallCity, box

LAST_OF_JUNE, FIRST_OF_JULY = date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "valid"),
    [
        (None, None, FIRST_OF_JULY, True),
        (FIRST_OF_JULY, None, LAST_OF_JUNE, False),
        (FIRST_OF_JULY, None, FIRST_OF_JULY, True),
        (None, LAST_OF_JUNE, LAST_OF_JUNE, True),
        (None, LAST_OF_JUNE, FIRST_OF_JULY, False),
        (FIRST_OF_JULY, FIRST_OF_JULY, FIRST_OF_JULY, True),
    ],
)
def test_a_district_is_one_from_its_first_day_to_its_last(
    city: SmallCity, valid_from: date | None, valid_to: date | None, day: date, valid: bool
) -> None:
    District.objects.update(valid_from=valid_from, valid_to=valid_to)
    assert District.objects.valid_on(day).exists() == valid


def test_areas_are_asked_by_place(city: SmallCity) -> None:
    def at(place: Place) -> set[str]:
        areas = ServiceArea.objects.valid_on(FIRST_OF_JULY).covering(place.point)
        return set(areas.values_list("agency__slug", flat=True))

    assert "fire" in at(MILL_BRIDGE)
    assert "fire" not in at(RESERVOIR)
    assert {"fire", "airport-fire"} <= at(AIRPORT)


def test_the_command_names_the_hole_and_the_overlap(city: SmallCity) -> None:
    out = StringIO()
    call_command("check_jurisdictions", day="2026-11-22", stdout=out)
    fire = out.getvalue().partition("service fire")[2].partition("\nservice")[0]
    assert "1 overlaps" in fire
    assert "1 holes" in fire
    assert "126.02500, 37.02500" in fire, "the reservoir"
    assert "gu: 2 areas" in out.getvalue()


def test_the_command_without_a_city(db: None) -> None:
    out = StringIO()
    call_command("check_jurisdictions", stdout=out)
    assert "no districts" in out.getvalue()


def test_codes_come_back_after_a_redrawing_but_not_twice_at_once(city: SmallCity) -> None:
    area = box(126.0, 37.0, 126.1, 37.1)
    District.objects.create(
        code="gu-west", level="gu", name_ko="서", area=area, valid_from=FIRST_OF_JULY
    )
    with pytest.raises(IntegrityError, match="one_district_per_code"), transaction.atomic():
        District.objects.create(code="gu-west", level="gu", name_ko="서", area=area)


def test_what_the_database_refuses(city: SmallCity, dani: Person) -> None:
    agencies = Agency.objects.filter(pk=city.fire.pk)
    for change, constraint in (
        ({"kind": "army"}, "agency_kind_is_known"),
        ({"informed_from": 5}, "informed_from_is_a_priority"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            agencies.update(**change)
    with pytest.raises(IntegrityError, match="membership_role_is_known"), transaction.atomic():
        Membership.objects.filter(pk=dani.membership.pk).update(role="king")
    with pytest.raises(IntegrityError, match="one_role_per_agency"), transaction.atomic():
        Membership.objects.create(user=dani.user, agency=city.fire, role="supervisor")
    with pytest.raises(IntegrityError, match="one_installation_is_one_city"), transaction.atomic():
        City.objects.update(id=2)


def test_a_stations_row_of_the_pack_is_there_once(city: SmallCity) -> None:
    station = Station(
        agency=city.fire, external_id="7", name_ko="물방아 119", location=MILL_BRIDGE.point
    )
    station.save()
    station.pk = None
    with pytest.raises(IntegrityError, match="one_station_per_external_id"), transaction.atomic():
        station.save(force_insert=True)
