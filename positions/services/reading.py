"""One fix as it was sent: is it a position at all? Runs a thousand times a second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, NoReturn

from django.utils.translation import gettext as _

from positions.services.scope import NotAFix
from positions.states import Reason

NAMES = ("unit", "call_sign", "external_id")
NUMBERS = ("heading", "speed_kmh", "accuracy_m")
KNOWN = frozenset({*NAMES, *NUMBERS, "at", "lon", "lat"})
LONGEST_NAME = 100
LARGEST_ID = 2**63 - 1
FASTEST_SPEED = 3_000.0
LEAST_ACCURATE = 1_000_000.0


class Sent(NamedTuple):
    """A fix that is a position; `place` is its index in the batch.

    `named` is (one of NAMES, its value), or None for the unit that a device belongs to.
    """

    place: int
    named: tuple[str, int | str] | None
    at: datetime
    lon: float
    lat: float
    heading: int | None
    speed_kmh: float | None
    accuracy_m: float | None


def read_fix(place: int, raw: Any) -> Sent:
    """The fix, or NotAFix with the member that is wrong."""
    if type(raw) is not dict:
        raise NotAFix(Reason.MALFORMED)
    if not raw.keys() <= KNOWN:
        _malformed(min(raw.keys() - KNOWN)[:LONGEST_NAME])
    lon, lat = _degrees(raw)
    heading = _number(raw, "heading", 360.0)
    return Sent(
        place,
        _named(raw),
        _moment(raw),
        lon,
        lat,
        None if heading is None else round(heading) % 360,
        _number(raw, "speed_kmh", FASTEST_SPEED),
        _number(raw, "accuracy_m", LEAST_ACCURATE),
    )


def _named(raw: Mapping[str, Any]) -> tuple[str, int | str] | None:
    given = [name for name in NAMES if name in raw]
    if not given:
        return None
    name, value = given[0], raw[given[0]]
    if len(given) > 1:
        _malformed(given[1])
    if name == "unit":
        if type(value) is not int or not 0 < value <= LARGEST_ID:
            _malformed(name)
        return name, value
    # What can't be printed can't be stored either: NUL, lone surrogates.
    if type(value) is not str or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
        _malformed(name)
    return name, value.lower() if name == "call_sign" else value


def _moment(raw: Mapping[str, Any]) -> datetime:
    text = raw.get("at")
    if type(text) is not str:
        _malformed("at")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        _malformed("at")
    if at.tzinfo is None:  # a time without a zone is a guess
        _malformed("at")
    try:
        return at.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar
        _malformed("at")


def _degrees(raw: Mapping[str, Any]) -> tuple[float, float]:
    lon, lat = _given(raw, "lon"), _given(raw, "lat")
    # Receivers without a fix say 0/0, which lies in the Gulf of Guinea.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90) or (lon == 0 and lat == 0):
        raise NotAFix(Reason.NO_PLACE)
    return float(lon), float(lat)


def _given(raw: Mapping[str, Any], name: str) -> float:
    value = raw.get(name)
    if type(value) is not float and type(value) is not int:
        _malformed(name)
    return value


def _number(raw: Mapping[str, Any], name: str, most: float) -> float | None:
    value = raw.get(name)
    if value is None:
        return None
    if (type(value) is not float and type(value) is not int) or not 0 <= value <= most:
        _malformed(name)
    return float(value)


def _malformed(name: str) -> NoReturn:
    raise NotAFix(Reason.MALFORMED, _("“%(member)s” can't be used.") % {"member": name})
