"""Incheon's pack on the open data beside the project: counts, and every known fault named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agencies.jurisdictions import Findings
from atlas.loading.load import Outcome, check
from atlas.packs.faults import Fault
from atlas.packs.report import LayerReport
from atlas.packs.schema import read_pack
from tests.support.cast import NOON

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "cities" / "incheon"
DATA = ROOT.parent / "shared" / "data"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="Incheon's open data is not beside the project"),
]


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return check(pack=read_pack(PACK, DATA), at=NOON)


def layer(outcome: Outcome, name: str) -> LayerReport:
    return next(one for one in outcome.report.layers if one.layer == name)


def faults(outcome: Outcome, name: str, code: str) -> list[Fault]:
    return [fault for fault in layer(outcome, name).faults if fault.code == code]


def findings(outcome: Outcome, title: str) -> Findings:
    return next(one for one in outcome.findings if one.title == title)


def test_every_file_is_read(outcome: Outcome) -> None:
    assert [one.failure for one in outcome.report.failures] == []
    for one in outcome.report.layers:
        assert one.read == one.left_out + one.refused + one.usable, one.layer


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("gu", 10),
        ("dong", 155),
        ("fire-stations", 76),
        ("police-stations", 68),
        ("fire-units", 182),
        ("hospitals", 195),
        ("emergency-hospitals", 12),
        ("shelters-civil-defense", 782),
        ("shelters-earthquake", 71),
        ("hydrants", 12_492),
        ("cameras", 13_760),
        ("schools", 272),
        ("kindergartens", 374),
        ("steep-slopes", 75),
        ("population", 25_018),
        ("sea", 2),
        ("roads", 20_074),
        ("rail", 1_062),
    ],
)
def test_what_can_be_used(outcome: Outcome, name: str, usable: int) -> None:
    assert layer(outcome, name).usable == usable


def test_kindergartens_with_the_latitude_under_the_longitude(outcome: Outcome) -> None:
    found = faults(outcome, "kindergartens", "zero_position")
    assert len(found) == 2
    assert all(fault.message.endswith("which looks like a latitude") for fault in found)


def test_the_slope_whose_longitude_lies_at_the_other_coast(outcome: Outcome) -> None:
    (found,) = layer(outcome, "steep-slopes").faults
    assert "128.64889" in found.message


def test_the_shelter_for_five_million(outcome: Outcome) -> None:
    doubts = faults(outcome, "shelters-civil-defense", "doubtful_value")
    (huge,) = [fault for fault in doubts if "no shelter holds so many" in fault.message]
    assert "5,621,514" in huge.message
    assert sum("area in square metres" in fault.message for fault in doubts) > 600


def test_vehicles_that_are_counted_but_not_listed(outcome: Outcome) -> None:
    assert layer(outcome, "fire-units").left_out == 15
    codes = Counter(fault.code for fault in layer(outcome, "fire-units").faults)
    assert codes == {"nothing_listed": 8, "other_count": 4}
    assert faults(outcome, "fire-units", "nothing_listed")[0].message.endswith("says 9")


def test_repeated_hydrants(outcome: Outcome) -> None:
    codes = Counter(fault.code for fault in layer(outcome, "hydrants").faults)
    assert codes["repeated_row"] + codes["repeated_key"] == 2_200
    assert codes["same_point"] >= 2_742
    assert codes["outside_districts"] == 13


def test_cameras_outside_and_on_one_pole(outcome: Outcome) -> None:
    codes = Counter(fault.code for fault in layer(outcome, "cameras").faults)
    assert codes["outside_districts"] == 64
    assert codes["same_point"] == 2_338
    assert len(faults(outcome, "cameras", "doubtful_value")) == 1


def test_bus_stops_with_exchanged_headings(outcome: Outcome) -> None:
    codes = Counter(fault.code for fault in layer(outcome, "bus-stops").faults)
    assert codes["zero_position"] == 152
    assert codes["outside_box"] + codes["outside_districts"] == 604
    assert codes["swapped"] == 0


def test_parks_and_closed_shelters(outcome: Outcome) -> None:
    assert len(faults(outcome, "parks", "outside_districts")) == 2
    assert layer(outcome, "shelters-civil-defense").left_out == 85


def test_districts_neither_overlap_nor_leave_holes(outcome: Outcome) -> None:
    assert findings(outcome, "gu").clean
    assert 1_100e6 < findings(outcome, "gu").square_metres < 1_250e6
    assert not findings(outcome, "dong").overlaps


@pytest.mark.parametrize("service", ["city", "police", "fire"])
def test_every_district_has_its_service(outcome: Outcome, service: str) -> None:
    assert findings(outcome, f"service {service}").clean
