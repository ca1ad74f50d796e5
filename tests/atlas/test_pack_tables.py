"""Tables: CSV, XLSX and nested JSON, good and broken; every row is used or named."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from shapely.geometry import Point

from atlas.packs.readers import Record
from atlas.packs.readers import delimited as reader
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec
from tests.atlas.paper_city import PaperCity

LAYER = """
name = "cameras"
kind = "place"
place_kind = "camera"
file = "{file}"
format = "{format}"
{more}
types = {{ count = "int" }}
[layers.columns]
external_id = "번호"
name_ko = "{{구}} {{이름}}"
count = "대수"
lon = "경도"
lat = "위도"
"""
HEADER = "번호,구,이름,대수,경도,위도\n"


def cameras(
    paper: PaperCity, *, file: str = "cameras.csv", form: str = "csv", more: str = ""
) -> tuple[list[Row], LayerReport]:
    return paper.layer(LAYER.format(file=file, format=form, more=more)).read("cameras")


def reasons(report: LayerReport) -> dict[str, str]:
    return {fault.where: fault.code for fault in report.faults}


def test_columns_templates_and_types(paper: PaperCity) -> None:
    paper.write("cameras.csv", HEADER + '1,서구,"은행 앞","1,200",126.05,37.05\n')
    (row,), report = cameras(paper)
    assert row.external_id == "1"
    assert row.fields == {"kind": "camera", "name_ko": "서구 은행 앞"}
    assert row.attributes == {"count": 1200}
    assert row.shape.equals(Point(126.05, 37.05))
    assert not report.faults


def test_a_byte_order_mark_does_not_hide_the_first_column(paper: PaperCity) -> None:
    paper.write("cameras.csv", b"\xef\xbb\xbf" + f"{HEADER}1,서구,앞,1,126.05,37.05\n".encode())
    rows, _ = cameras(paper)
    assert [row.external_id for row in rows] == ["1"]


def test_cp949_is_read_when_said(paper: PaperCity) -> None:
    paper.write("cameras.csv", f"{HEADER}1,서구,똠방각하 앞,1,126.05,37.05\n".encode("cp949"))
    rows, _ = cameras(paper, more='encoding = "cp949"')
    assert rows[0].fields["name_ko"] == "서구 똠방각하 앞"


def test_cp949_that_is_not_said_fails_with_the_remedy(paper: PaperCity) -> None:
    paper.write("cameras.csv", f"{HEADER}1,서구,앞,1,126.05,37.05\n".encode("cp949"))
    rows, report = cameras(paper)
    assert not rows
    assert report.failure.endswith('reads as cp949: say encoding = "cp949"')


def test_a_line_of_bad_bytes_is_refused_alone(paper: PaperCity) -> None:
    good = f"{HEADER}1,서구,앞,1,126.05,37.05\n".encode()
    paper.write("cameras.csv", good + b"2,\xff\xfe\xff,x,1,126.05,37.06\n")
    rows, report = cameras(paper)
    assert [row.external_id for row in rows] == ["1"]
    assert reasons(report) == {"line 3": "bad_characters"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2,서구,앞,1,126.06\n", "wrong_width"),
        ("2,서구,앞,1,126.06,37.05,more\n", "wrong_width"),
        ('2,"서구"x,앞,1,126.06,37.05\n', "not_csv"),
        ("2,서구,앞,1,,\n", "no_position"),
        ("2,서구,앞,1,126.06,\n", "no_position"),
        ("2,서구,앞,1,east,37.05\n", "bad_position"),
        ("2,서구,앞,1,nan,37.05\n", "bad_position"),
        ("2,서구,앞,1,1e400,37.05\n", "bad_position"),
        ("2,서구,앞,1,0,0\n", "zero_position"),
        ("2,서구,앞,1,37.05,0.0\n", "zero_position"),
        ("2,서구,앞,1,37.05,126.06\n", "swapped"),
        ("2,서구,앞,1,128.64889,37.05\n", "outside_box"),
        (f"2,{'가' * 200},앞,1,126.06,37.05\n", "too_long"),
        ("2,서\x00구,앞,1,126.06,37.05\n", "bad_characters"),
    ],
)
def test_each_bad_row_is_refused_with_its_line(paper: PaperCity, line: str, code: str) -> None:
    good = "{},서구,앞,1,126.05,37.05\n"
    paper.write("cameras.csv", HEADER + good.format(1) + line + good.format(3))
    rows, report = cameras(paper)
    assert [row.external_id for row in rows] == ["1", "3"]
    refused = {fault.where: fault.code for fault in report.faults if not fault.used}
    assert refused == {"line 3": code}
    assert (report.read, report.refused, report.usable) == (3, 1, 2)


def test_line_numbers_count_line_breaks_inside_quotes(paper: PaperCity) -> None:
    paper.write("cameras.csv", HEADER + '1,서구,"앞\n뒤",1,126.05,37.05\n2,서구,앞,1,x,37\n')
    _, report = cameras(paper)
    assert reasons(report) == {"line 4": "bad_position"}


def test_a_bad_number_costs_only_itself(paper: PaperCity) -> None:
    paper.write("cameras.csv", HEADER + "1,서구,앞,셋,126.05,37.05\n")
    (row,), report = cameras(paper)
    assert row.attributes == {}
    assert [(fault.code, fault.used) for fault in report.faults] == [("bad_value", True)]


def test_filters_leave_out_and_count(paper: PaperCity) -> None:
    lines = "".join(f"{n},{gu},앞,1,126.0{n},37.05\n" for n, gu in enumerate(["서구", "동구"], 1))
    paper.write("cameras.csv", HEADER + lines)
    rows, report = cameras(paper, more='filter = { "구" = ["서구"] }')
    assert [row.external_id for row in rows] == ["1"]
    assert (report.read, report.left_out, report.refused) == (2, 1, 0)


def test_repeats_are_reported_and_nothing_is_lost(paper: PaperCity) -> None:
    lines = ["1,서구,앞,1,126.05,37.05", "1,서구,앞,1,126.05,37.05", "1,서구,뒤,1,126.06,37.05"]
    paper.write("cameras.csv", HEADER + "\n".join(lines))
    rows, report = cameras(paper)
    assert reasons(report) == {"line 3": "repeated_row", "line 4": "repeated_key"}
    assert [row.external_id.split("~")[0] for row in rows] == ["1", "1"]
    assert len({row.external_id for row in rows}) == 2


def test_doubtful_values_are_loaded_and_told(paper: PaperCity) -> None:
    paper.write("cameras.csv", HEADER + "1,서구,앞,0,126.05,37.05\n2,서구,앞,2,126.06,37.05\n")
    doubts = 'doubts = [{ column = "대수", below = 1, because = "no camera" }]'
    rows, report = cameras(paper, more=doubts)
    assert len(rows) == 2
    assert [fault.message for fault in report.faults] == ["대수 = 0: no camera"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "has no header"),
        ("a,a\n1,2\n", "two columns named a"),
        ("번호,구,이름,경도,위도\n1,서구,앞,126,37\n", "has no column 대수"),
    ],
)
def test_a_file_that_is_no_use_fails_whole(paper: PaperCity, content: str, complaint: str) -> None:
    paper.write("cameras.csv", content)
    rows, report = cameras(paper)
    assert not rows
    assert complaint in report.failure


def test_xlsx(paper: PaperCity) -> None:
    book = Workbook()
    sheet = book.create_sheet(index=0)
    sheet.append(["인천광역시 CCTV"])
    sheet.append(HEADER.strip().split(","))
    sheet.append([1, "서구", "앞", 3, 126.05, "37.05"])
    sheet.append([None] * 6)
    sheet.append([2.0, "서구", "뒤", 3, "동쪽", 37.05])
    book.save(paper.folder / "cameras.xlsx")
    rows, report = cameras(paper, file="cameras.xlsx", form="xlsx", more="header_row = 2")
    assert [row.external_id for row in rows] == ["1"]
    assert reasons(report) == {"row 5": "bad_position"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"plain text"])
def test_an_xlsx_that_is_none_fails(paper: PaperCity, content: bytes) -> None:
    paper.write("cameras.xlsx", content)
    _, report = cameras(paper, file="cameras.xlsx", form="xlsx")
    assert "cameras.xlsx is not a" in report.failure


def test_nested_json_with_numbers_as_strings(paper: PaperCity) -> None:
    here = {"lon": "126.05", "lat": "37.05"}
    item = {"번호": 7, "구": "서구", "이름": "앞", "대수": "3", "at": here}
    document = {"response": {"body": {"items": [item, "oops", {**item, "번호": 8, "at": {}}]}}}
    paper.write("cameras.json", json.dumps(document))
    layer = LAYER.format(file="cameras.json", format="json", more='records = "response.body.items"')
    paper.layer(layer.replace('"경도"', '"at.lon"').replace('"위도"', '"at.lat"'))
    rows, report = paper.read("cameras")
    assert [(row.external_id, row.attributes) for row in rows] == [("7", {"count": 3})]
    assert reasons(report) == {"item 2": "not_an_object", "item 3": "no_position"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"a": 1}', "has nothing at records = 'items' (no items)"),
        ('{"items": 3}', "has no list at records = 'items'"),
    ],
)
def test_json_that_is_no_use_fails(paper: PaperCity, content: str, complaint: str) -> None:
    paper.write("cameras.json", content)
    _, report = cameras(paper, file="cameras.json", form="json", more='records = "items"')
    assert complaint in report.failure


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_whatever_a_spreadsheet_writes_comes_back(paper: PaperCity, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["a", "b", "c"], *rows])
    paper.write("any.csv", out.getvalue())
    spec = LayerSpec(name="any", kind="place", file="any.csv", format="csv")
    records = [item for item in reader.read(paper.folder, spec) if isinstance(item, Record)]
    assert [list(record.values.values()) for record in records] == rows
    lines = [int(record.where.removeprefix("line ")) for record in records]
    assert all(earlier < later for earlier, later in pairwise(lines))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rubbish=st.binary(max_size=400))
def test_rubbish_is_counted_never_crashed_on(paper: PaperCity, rubbish: bytes) -> None:
    paper.write("cameras.csv", HEADER.encode() + rubbish)
    city = PaperCity(paper.folder)
    rows, report = cameras(city)
    assert report.failure or report.read == report.left_out + report.refused + report.usable
    assert len(rows) == report.usable
