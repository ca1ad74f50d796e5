"""Records on paper: a profile with everything in it, and rows as a test needs them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

PROFILE = """
name = "paper"

[city]
slug = "paper"
name_ko = "종이시"
name_en = "Paper City"
timezone = "Asia/Seoul"
centre = [126.1, 37.05]
bbox = [125.9, 36.9, 126.3, 37.2]

[[agencies]]
slug = "fire"
kind = "fire"
name_ko = "종이소방"
name_en = "Paper Fire"

[[agencies]]
slug = "police"
kind = "police"
name_ko = "종이경찰"
name_en = "Paper Police"

[time]
format = "%Y-%m-%d %H:%M:%S"

[incident]
agency = "who"
number = "X{no}"
type = "what"
priority = "code"
address = "{street}, {town}"
alarm_level = "alarms"

[incident.times]
received = "called"

[place]
lon = "x"
lat = "y"

[unit]
call_sign = "unit"
kind = "car"

[unit.times]
alerted = "sent"
on_scene = "there"
clear = "free"

[words.agency]
"F" = "fire"
"P" = "police"
[words.type]
"burning" = "FIRE.STRUCT"
"*" = "LIFE.SAFETY"
[words.priority]
"1" = "P0"
"*" = ""
[words.kind]
"pump" = "engine"
"*" = "patrol"
"""
DAY = "2026-03-01 "
ROW = {
    "no": "1", "who": "F", "what": "burning", "code": "1", "street": "Mill 3", "town": "",
    "alarms": "1", "called": f"{DAY}12:00:00", "x": "126.1", "y": "37.05", "unit": "E1",
    "car": "pump", "sent": f"{DAY}12:01:00", "there": f"{DAY}12:06:00", "free": f"{DAY}12:40:00",
}  # fmt: skip


def row(**changes: str) -> dict[str, str]:
    """The usual row, with times given as 12:30:00."""
    timed = {"called", "sent", "there", "free"}
    dated = {k: f"{DAY}{v}" if k in timed and v and len(v) == 8 else v for k, v in changes.items()}
    return {**ROW, **dated}


def write(folder: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """A CSV file of these rows."""
    path = folder / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, list(ROW))
        out.writeheader()
        out.writerows(rows)
    return path


def profile(folder: Path, text: str = PROFILE) -> Path:
    path = folder / "paper.toml"
    path.write_text(text, encoding="utf-8")
    return path
