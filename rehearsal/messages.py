"""Public disaster messages as a script: each is filed at the district or dong that it names."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from agencies.models import City, District
from rehearsal import flows
from rehearsal.script import BadScript
from rehearsal.steps import Spot, Step

COLUMNS = {"NO", "메시지내용", "수신지역", "등록일자", "재난유형"}
# The type of disaster as published → ours. Heavy rain that floods a road is a flood.
TYPES = {
    "호우": "NAT.RAIN",
    "홍수": "NAT.FLOOD",
    "산사태": "NAT.SLIDE",
    "태풍": "NAT.TYPHOON",
    "폭염": "NAT.HEAT",
    "한파": "NAT.COLD",
    "대설": "NAT.SNOW",
    "교통통제": "TRAFFIC.HAZ",
    "교통": "TRAFFIC.HAZ",
    "화재": "FIRE.STRUCT",
    "산불": "FIRE.WILD",
    "정전": "INFRA.POWER",
    "지진": "NAT.QUAKE",
}
FLOODED = re.compile("침수|범람|통제")


@dataclass(frozen=True)
class Message:
    """One cell-broadcast message; `at` is the wall clock of the city, without a zone."""

    number: str
    text: str
    areas: list[str]
    at: datetime
    kind: str


def read(path: Path, *, since: datetime, until: datetime) -> list[Step]:
    """Steps for the messages between the two wall-clock times that concern the loaded city."""
    city = City.objects.get()
    known = list(District.objects.values_list("level", "name_ko"))
    dongs = sorted((name.split()[-1] for level, name in known if level == "dong"), key=len)
    gus = sorted({name.split()[-1] for level, name in known if level == "gu"}, key=len)
    steps = []
    for message in _messages(path):
        if not since <= message.at < until:
            continue
        ours = [area for area in message.areas if _is_ours(area, city)]
        named = _named(message.text, ours, dongs[::-1], gus[::-1]) if ours else ""
        if named:
            filed = _step(message, named, since)
            dice = random.Random(message.number)  # noqa: S311  (no secret, only variety)
            steps += [filed, *flows.usual(filed.label, filed.seconds, {"lasts": 180}, dice)]
    return sorted(steps, key=lambda step: step.seconds)


def _is_ours(area: str, city: City) -> bool:
    return area.startswith(city.name_ko.removesuffix("시")[:2])


def _messages(path: Path) -> Iterator[Message]:
    try:
        with _open(path) as file:
            rows = csv.DictReader(file)
            missing = COLUMNS - set(rows.fieldnames or [])
            if missing:
                raise BadScript(f"{path} has no column {', '.join(sorted(missing))}")
            for line, row in enumerate(rows, start=2):
                yield _message(row, line)
    except (OSError, UnicodeDecodeError) as problem:
        raise BadScript(f"{path}: {problem}") from problem


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _message(row: dict[str, str], line: int) -> Message:
    try:
        at = datetime.strptime(row["등록일자"], "%Y/%m/%d %H:%M:%S")  # noqa: DTZ007  (wall clock)
    except ValueError as problem:
        raise BadScript(f"line {line}: {problem}") from problem
    areas = [area.strip() for area in row["수신지역"].split(",") if area.strip()]
    return Message(row["NO"], row["메시지내용"].strip(), areas, at, row["재난유형"].strip())


def _named(text: str, areas: list[str], dongs: list[str], gus: list[str]) -> str:
    """The dong that the text or the receiving area names, else the district; "" for none."""
    whole = " ".join([text, *areas])
    for names in (dongs, gus):
        for name in names:
            if re.search(rf"(?<![가-힣]){re.escape(name)}", whole):
                return name
    return ""


def _step(message: Message, named: str, since: datetime) -> Step:
    kind = TYPES.get(message.kind, "NAT.RAIN")
    if kind == "NAT.RAIN" and FLOODED.search(message.text):
        kind = "NAT.FLOOD"
    return Step(
        seconds=(message.at - since).total_seconds(),
        act="file",
        label=message.number,
        agency="city",
        data={
            "type": kind,
            "spot": Spot(district=named),
            "channel": "alarm",
            "narrative": message.text,
        },
    )
