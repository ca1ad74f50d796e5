"""A profile file → Profile, or one BadProfile that lists everything wrong with it."""

from __future__ import annotations

import codecs
import tomllib
import zoneinfo
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from atlas.packs.schema import read_agency, read_city
from atlas.packs.table import Table
from records.profile import (
    INCIDENT_TEXTS,
    INCIDENT_TIMES,
    UNIT_TEXTS,
    UNIT_TIMES,
    WORDS,
    PlaceSpec,
    Profile,
)
from records.rules import CHOICES, DEFAULTS

PROFILES = Path(__file__).parent / "profiles"
PRIORITIES = ("", "P0", "P1", "P2", "P3", "P4")


class BadProfile(Exception):
    """The profile cannot be used; each problem on a line."""


def names() -> list[str]:
    """The profiles that come with the product."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def read_profile(path: Path) -> Profile:
    """Read one profile file."""
    problems: list[str] = []
    profile = _profile(Table(_toml(path), path.name, problems))
    if problems:
        raise BadProfile("\n".join(problems))
    return profile


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadProfile(f"there is no {path}; known are {', '.join(names())}") from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProfile(f"{path} cannot be read: {error}") from error


def _profile(top: Table) -> Profile:
    problems = top.problems
    file, time = _inner(top, "file"), _inner(top, "time")
    incident, unit = _inner(top, "incident"), _inner(top, "unit")
    city = read_city(_inner(top, "city"))
    profile = Profile(
        name=top.text("name"),
        note=top.text("note", ""),
        city=city,
        agencies=tuple(
            read_agency(Table(one, f"[[agencies]] {number}", problems))
            for number, one in enumerate(top.tables("agencies"), 1)
        ),
        encoding=file.text("encoding", "utf-8"),
        delimiter=file.text("delimiter", ","),
        time_format=time.text("format", "iso"),
        zone=time.text("zone", city.timezone),
        texts={**_texts(incident, INCIDENT_TEXTS), **_texts(unit, UNIT_TEXTS)},
        times={
            **_texts(_inner(incident, "times"), INCIDENT_TIMES, closed=True),
            **_texts(_inner(unit, "times"), UNIT_TIMES, closed=True),
        },
        place=_place(_inner(top, "place")),
        words=_words(_inner(top, "words")),
        rules=_rules(_inner(top, "rules")),
    )
    for table in (top, file, time, incident, unit):
        table.done()
    _check(profile, top)
    return profile


def _inner(table: Table, key: str) -> Table:
    where = key if table.where.endswith(".toml") else f"{table.where.strip('[]')}.{key}"
    return Table(table.table(key), f"[{where}]", table.problems)


def _texts(table: Table, keys: Iterable[str], *, closed: bool = False) -> dict[str, str]:
    found = {key: table.text(key, "") for key in keys}
    if closed:
        table.done()
    return {key: value for key, value in found.items() if value}


def _place(table: Table) -> PlaceSpec:
    place = PlaceSpec(**{key: table.text(key, "") for key in ("point", "pattern", "lon", "lat")})
    table.done()
    two, one = bool(place.lon and place.lat), bool(place.point and place.pattern)
    if two == one:
        table.problem("say point and pattern, or lon and lat")
    elif one and not ("lat" in place.pattern and "lon" in place.pattern):
        table.problem('pattern must hold lat and lon, such as "(lat, lon)"')
    return place


def _words(table: Table) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field in WORDS:
        meanings = table.table(field)
        if all(isinstance(value, str) for value in meanings.values()):
            found[field] = meanings
        else:
            table.problem(f"{field} must be a table of texts")
    table.done()
    return found


def _rules(table: Table) -> dict[str, str]:
    said = {code: table.text(code, DEFAULTS[code], one_of=CHOICES[code]) for code in CHOICES}
    table.done()
    return said


def _check(profile: Profile, top: Table) -> None:
    for field in ("number", "agency", "type"):
        if field not in profile.texts:
            top.problem(f"nothing says what {field} is: incident.{field}")
    if "received" not in profile.times:
        top.problem("nothing says when the call came: incident.times.received")
    if not profile.agencies:
        top.problem("there is no agency")
    if len(profile.delimiter) != 1:
        top.problem("file.delimiter must be one character")
    if profile.zone and profile.zone not in zoneinfo.available_timezones():
        top.problem(f"time.zone = {profile.zone!r} is not a known time zone")
    if not _known_encoding(profile.encoding):
        top.problem(f"file.encoding = {profile.encoding!r} is not known")
    wrong = set(profile.words["priority"].values()) - set(PRIORITIES)
    if wrong:
        top.problem(f"words.priority: {', '.join(sorted(wrong))} is not P0 … P4 or empty")


def _known_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
