"""Reading rows of other systems: times, places, words, and every fault by its rule."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from records.cells import NoColumn, reader
from records.faults import Faults
from records.moments import Moments
from records.points import BadPlace, Points
from records.profile import PlaceSpec
from records.profile_schema import PROFILES, BadProfile, names, read_profile
from records.row_reader import COLUMNS, RowReader
from records.rules import ALWAYS_REFUSED, CHOICES
from records.source import BadFile, opened
from tests.records import paper

CODES = {
    "type": {"FIRE.STRUCT", "LIFE.SAFETY"},
    "disposition": {"handled"},
    "kind": {"engine", "patrol"},
    "priority": {"P0", "P1"},
}
BOX = (125.9, 36.9, 126.3, 37.2)


def read(
    folder: Path, *rows: dict[str, str], rules: str = "", text: str = paper.PROFILE
) -> tuple[list[Any], list[Any]]:
    """What is staged, and (line, fault, stored) of the report."""
    profile = read_profile(paper.profile(folder, text + rules))
    path, report = paper.write(folder, rows), folder / "faults.csv"
    with (
        opened(path, encoding="utf-8", delimiter=",") as source,
        Faults(report, profile.rules) as faults,
    ):
        reading = RowReader(profile, source.header, faults, CODES)
        staged = [reading.read(line, cells) for line, cells in source.rows()]
    with report.open(encoding="utf-8-sig") as stream:
        told = [(r["line"], r["fault"], r["stored"]) for r in csv.DictReader(stream)]
    return [dict(zip(COLUMNS, one, strict=True)) for one in staged if one], told


def test_a_row_is_understood(tmp_path: Path) -> None:
    (found,), told = read(tmp_path, paper.row())
    assert told == []
    assert (found["number"], found["agency"], found["type"]) == ("X1", "fire", "FIRE.STRUCT")
    assert (found["priority"], found["kind"], found["address"]) == (0, "engine", "Mill 3")
    assert found["on_scene"] == datetime(2026, 3, 1, 3, 6, tzinfo=UTC)
    assert (found["begun"], found["ended"]) == (found["alerted"], found["clear"])


@pytest.mark.parametrize(
    ("changes", "fault", "stored"),
    [
        ({"there": "12:00:30", "sent": "12:01:00"}, "negative_interval", "yes"),
        ({"there": "12:00:00", "sent": "12:00:00"}, "arrival_at_call", "yes"),
        ({"there": "2026-13-01 1:2:3"}, "bad_time", "without it"),
        ({"there": "soon"}, "bad_time", "without it"),
        ({"free": ""}, "no_clear", "yes"),
        ({"sent": ""}, "no_alert", "yes"),
        ({"unit": "", "car": ""}, "no_unit", "yes"),
        ({"what": "flying saucer"}, "unknown_word", "yes"),
        ({"street": "x" * 400}, "too_long", "yes"),
        ({"called": ""}, "no_received", "no"),
        ({"no": "1" * 30}, "no_number", "no"),
        ({"x": "", "y": ""}, "no_place", "no"),
        ({"x": "0", "y": "0"}, "bad_place", "no"),
        ({"x": "east"}, "bad_place", "no"),
        ({"x": "nan"}, "bad_place", "no"),
        ({"x": "37.05", "y": "126.1"}, "outside_box", "no"),
        ({"who": "Q"}, "unknown_agency", "no"),
        ({"street": "\x00"}, "bad_characters", "no"),
    ],
)
def test_every_fault_is_told_and_done_as_the_rules_say(
    tmp_path: Path, changes: dict[str, str], fault: str, stored: str
) -> None:
    staged, told = read(tmp_path, paper.row(**changes))
    assert ("2", fault, stored) in told
    assert len(staged) == (stored != "no")


@pytest.mark.parametrize("changes", [{"there": "12:00:30"}, {"there": "12:00:00"}])
def test_a_rule_may_leave_the_value_out_or_refuse_the_row(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    blank = '[rules]\nnegative_interval = "blank"\narrival_at_call = "blank"\n'
    (found,), _ = read(tmp_path, paper.row(**changes, sent="12:00:45"), rules=blank)
    assert found["on_scene"] is None
    staged, told = read(
        tmp_path, paper.row(**changes, sent="12:00:45"), rules=blank.replace("blank", "refuse")
    )
    assert not staged
    assert told[-1][2] == "no"


def test_without_a_table_the_words_of_the_file_are_the_codes(tmp_path: Path) -> None:
    plain = paper.PROFILE.split("[words.type]", maxsplit=1)[0]
    monkey = {"what": "FIRE.STRUCT", "code": "P1", "car": "patrol"}
    staged, told = read(tmp_path, paper.row(**monkey), text=plain)
    assert (staged[0]["type"], staged[0]["priority"], staged[0]["kind"]) == (
        "FIRE.STRUCT", 1, "patrol",
    )  # fmt: skip
    assert told == []
    staged, told = read(
        tmp_path,
        paper.row(**{**monkey, "what": "cat"}),
        paper.row(**{**monkey, "car": "sled"}),
        paper.row(**{**monkey, "code": "7"}),
        text=plain,
    )
    assert [fault for _, fault, stored in told if stored == "no"] == ["no_meaning", "no_meaning"]
    assert (len(staged), staged[0]["priority"]) == (1, None)


def test_a_row_of_another_width_and_one_of_another_encoding(tmp_path: Path) -> None:
    path = paper.write(tmp_path, [])
    path.write_bytes(
        path.read_bytes() + b"1,F\r\n" + ",".join(paper.row(street="가").values()).encode("cp949")
    )
    profile = read_profile(paper.profile(tmp_path))
    with (
        opened(path, encoding="utf-8", delimiter=",") as source,
        Faults(tmp_path / "f.csv", profile.rules) as faults,
    ):
        reading = RowReader(profile, source.header, faults, CODES)
        assert [reading.read(line, cells) for line, cells in source.rows()] == [None, None]
    assert set(faults.counts) == {("wrong_width", "refuse"), ("bad_characters", "refuse")}
    assert faults.refused == 2


@pytest.mark.parametrize(
    ("form", "text", "hour"),
    [
        ("%m/%d/%Y %I:%M:%S %p", "01/02/2026 01:02:03 PM", 4),
        ("%d %b %Y %H:%M", "2 Jan 2026 13:02", 4),
        ("%Y%m%d%H%M%S", "20260102130203", 4),
        ("%H:%M:%S %d.%m.%Y", "13:02:03 02.01.2026", 4),
        ("%Y-%m-%dT%H:%M:%S%z", "2026-01-02T04:02:03+00:00", 4),
        ("iso", "2026-01-02T13:02:03", 4),
        ("iso", "2026-01-02T05:02:03+01:00", 4),
        ("epoch", "1767326523", 4),
    ],
)
def test_times_of_many_formats(form: str, text: str, hour: int) -> None:
    at, fault = Moments(form, "Asia/Seoul")(text)
    assert at is not None
    assert (at.date(), at.hour, fault) == (datetime(2026, 1, 2, tzinfo=UTC).date(), hour, "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("11/06/2016 01:30:00 AM", "odd_local_time"),  # comes twice
        ("03/13/2016 02:30:00 AM", "odd_local_time"),  # never comes
        ("11/06/2016 03:30:00 AM", ""),
        ("11/31/2016 03:30:00 AM", "bad_time"),
        ("11/06/2016", "bad_time"),
    ],
)
def test_the_nights_when_clocks_change(text: str, fault: str) -> None:
    assert Moments("%m/%d/%Y %I:%M:%S %p", "America/Los_Angeles")(text)[1] == fault


def test_places_by_a_pattern() -> None:
    points = Points(PlaceSpec(point="at", pattern="(lat, lon)"), BOX, ["at"])
    assert points(["(37.05,126.1)"]) == (126.1, 37.05)
    with pytest.raises(BadPlace):
        points(["37.05 126.1"])


def test_a_template_and_a_column_that_is_not_there() -> None:
    assert reader("{a}, {b}", ["a", "b"])(["x", ""]) == "x"
    with pytest.raises(NoColumn, match="'c'"):
        reader("{c}", ["a", "b"])


def test_every_profile_of_the_product_reads() -> None:
    assert "sf-fire" in names()
    for name in names():
        assert read_profile(PROFILES / f"{name}.toml").name == name


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('number = "X{no}"', "", "nothing says what number is"),
        ('lon = "x"', "", "say point and pattern"),
        ('alerted = "sent"', 'allerted = "sent"', "did you mean alerted"),
        ('"1" = "P0"', '"1" = "P9"', "P9 is not P0"),
        ("[time]", '[time]\nzone = "Mars"', "not a known time zone"),
        ("[unit]", '[rules]\nno_clear = "blank"\n[unit]', "no_clear"),
        ('name = "paper"', "", "name is missing"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_place(
    tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    with pytest.raises(BadProfile, match=told):
        read_profile(paper.profile(tmp_path, paper.PROFILE.replace(was, becomes, 1)))


def test_a_file_that_breaks_off_and_one_that_is_not_there(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 50_000)
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    with (
        pytest.raises(BadFile, match="breaks off"),
        opened(path, encoding="utf-8", delimiter=",") as source,
    ):
        list(source.rows())
    with (
        pytest.raises(BadFile, match="cannot be read"),
        opened(tmp_path / "none", encoding="utf-8", delimiter=","),
    ):
        pass


def test_the_document_names_every_fault_and_field() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "docs" / "importing-records.md").read_text(encoding="utf-8")
    from records import profile

    words = {*ALWAYS_REFUSED, *CHOICES, *profile.INCIDENT_TEXTS, *profile.INCIDENT_TIMES}
    words |= {*profile.UNIT_TEXTS, *profile.UNIT_TIMES, *profile.WORDS}
    assert sorted(word for word in words if f"`{word}`" not in text) == []
