"""Packed files and paths: opened within limits, or refused with the reason."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from atlas.packs import sources
from tests.atlas.paper_city import PaperCity

LAYER = """
name = "stops"
kind = "place"
place_kind = "bus_stop"
format = "csv"
file = "{file}"
{more}
columns = {{ lon = "x", lat = "y" }}
"""
CSV = b"x,y\n126.05,37.05\n"


def stops(paper: PaperCity, file: str, more: str = ""):
    return paper.layer(LAYER.format(file=file, more=more)).read("stops")


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_gzip(paper: PaperCity) -> None:
    paper.write("stops.csv.gz", gzip.compress(CSV, mtime=0))
    rows, _ = stops(paper, "stops.csv.gz", 'compression = "gzip"')
    assert len(rows) == 1


def test_zip_takes_its_only_csv(paper: PaperCity) -> None:
    paper.write("stops.zip", zipped(stops__csv=CSV, readme__pdf=b"%PDF"))
    rows, _ = stops(paper, "stops.zip", 'compression = "zip"')
    assert len(rows) == 1


def test_zip_members_with_korean_names(paper: PaperCity) -> None:
    raw = zipped(AAAA__csv=CSV).replace(b"AAAA.csv", "정류".encode("cp949") + b".csv")
    paper.write("stops.zip", raw)
    rows, report = stops(paper, "stops.zip", 'compression = "zip"\nmember = "정류.csv"')
    assert report.failure == ""
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("content", "compression", "complaint"),
    [
        (CSV, "gzip", "stops.bin is not a whole gzip file"),
        (gzip.compress(CSV, mtime=0)[:-9], "gzip", "stops.bin is not a whole gzip file"),
        (CSV, "zip", "stops.bin is not a whole zip file"),
        (zipped(a__csv=CSV, b__csv=CSV), "zip", "holds a.csv, b.csv: say which with member"),
        (zipped(a__pdf=b"%PDF"), "zip", "holds a.pdf: say which with member"),
        (zipped(**{"../../etc/cron__csv": CSV}), "zip", "unsafe name: ../../etc/cron.csv"),
        (zipped(**{"/etc/cron__csv": CSV}), "zip", "unsafe name: /etc/cron.csv"),
        (zipped(**{"..\\cron__csv": CSV}), "zip", "unsafe name"),
    ],
)
def test_a_bad_archive_fails_with_its_reason(
    paper: PaperCity, content: bytes, compression: str, complaint: str
) -> None:
    paper.write("stops.bin", content)
    rows, report = stops(paper, "stops.bin", f'compression = "{compression}"')
    assert not rows
    assert complaint in report.failure


@pytest.mark.parametrize("compression", ["gzip", "zip"])
def test_a_bomb_is_not_unpacked(
    paper: PaperCity, monkeypatch: pytest.MonkeyPatch, compression: str
) -> None:
    monkeypatch.setattr(sources, "LIMIT_BYTES", 3 * 1024 * 1024)
    bomb = b"x,y\n" + b"0" * 8 * 1024 * 1024
    paper.write(
        "bomb", gzip.compress(bomb, mtime=0) if compression == "gzip" else zipped(b__csv=bomb)
    )
    _, report = stops(paper, "bomb", f'compression = "{compression}"')
    assert "unpacks to more than 3 MiB" in report.failure


def test_an_xlsx_bomb_is_not_unpacked(paper: PaperCity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LIMIT_BYTES", 1024 * 1024)
    paper.write("bomb.xlsx", zipped(sheet__xml=b" " * 2 * 1024 * 1024))
    paper.layer(LAYER.format(file="bomb.xlsx", more="").replace('"csv"', '"xlsx"'))
    _, report = paper.read("stops")
    assert "unpacks to more than 1 MiB" in report.failure


@pytest.mark.parametrize("file", ["../stops.csv", "/etc/passwd", "sub/../../stops.csv"])
def test_a_file_outside_the_folder_is_not_opened(paper: PaperCity, file: str) -> None:
    _, report = stops(paper, file)
    assert "lies outside" in report.failure


@pytest.mark.parametrize("file", ["nothing.csv", "."])
def test_a_missing_file_is_named(paper: PaperCity, file: str) -> None:
    _, report = stops(paper, file)
    assert "there is no file" in report.failure


def test_an_unknown_encoding_is_named(paper: PaperCity) -> None:
    paper.write("stops.csv", CSV)
    _, report = stops(paper, "stops.csv", 'encoding = "utf-99"')
    assert report.failure == "encoding 'utf-99' is not known"


@pytest.mark.parametrize("encoding", ["punycode", "utf-16", "base64"])
def test_an_encoding_that_does_not_fit_fails(paper: PaperCity, encoding: str) -> None:
    paper.write("stops.csv", CSV + "정류장".encode() + b"\xff")
    _, report = stops(paper, "stops.csv", f'encoding = "{encoding}"')
    assert report.failure


def test_a_name_with_a_nul_is_no_file(paper: PaperCity) -> None:
    _, report = stops(paper, "a\\u0000b")
    assert "is not a file's name" in report.failure
