"""Between the clock on the city's wall and moments, also in the nights when the clock is changed.

An hour that the wall shows twice means its first time. One that it leaves out is read on the old
clock, so it falls after the change: 02:30 in the night when summer time begins is 03:30.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rosters.calculation.plan import Holidays, Layer, Span

A_DAY = timedelta(days=1)


def moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the wall shows this."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_at(at: datetime, zone: ZoneInfo) -> datetime:
    """What the wall shows."""
    return at.astimezone(zone).replace(tzinfo=None)


def turn_at(layer: Layer, at: datetime, zone: ZoneInfo) -> int:
    """Which turn it is, from 0; below 0 before the layer starts."""
    # The clock may have been changed since the turn began: look from a little later on.
    number = (wall_at(at, zone) - layer.first) // layer.turn + 2
    while moment(layer.first + number * layer.turn, zone) > at:
        number -= 1
    return number


def lasts_at(layer: Layer, at: datetime, zone: ZoneInfo) -> bool:
    """Whether the layer has begun and not ended."""
    if at < moment(layer.first, zone):
        return False
    return layer.ends_on is None or at < last_moment(layer, layer.ends_on, zone)


def last_moment(layer: Layer, ends_on: date, zone: ZoneInfo) -> datetime:
    return moment(datetime.combine(ends_on, layer.hand_over), zone)


def counts_at(layer: Layer, at: datetime, zone: ZoneInfo, holidays: frozenset[date]) -> bool:
    """Whether the layer lasts, and its days and hours hold the moment."""
    if not lasts_at(layer, at, zone):
        return False
    if not layer.days and layer.hours is None and layer.holidays is Holidays.ANY:
        return True
    today = wall_at(at, zone).date()
    return any(
        is_day_of(layer, day, holidays) and hours_on(layer, day, zone).holds(at)
        for day in (today, today - A_DAY)
    )


def is_day_of(layer: Layer, day: date, holidays: frozenset[date]) -> bool:
    """Whether the layer counts on this day of the city."""
    if layer.days and day.isoweekday() not in layer.days:
        return False
    if layer.holidays is Holidays.ANY:
        return True
    return (day in holidays) == (layer.holidays is Holidays.ONLY)


def hours_on(layer: Layer, day: date, zone: ZoneInfo) -> Span:
    """The layer's hours that begin on `day`; the whole day where it has none."""
    begins, ends = layer.hours or (time(0), time(0))
    last_day = day if begins < ends else day + A_DAY
    return Span(
        begin=moment(datetime.combine(day, begins), zone),
        end=moment(datetime.combine(last_day, ends), zone),
    )


def changes_of(layer: Layer, window: Span, zone: ZoneInfo) -> Iterator[datetime]:
    """Every moment of the window at which the layer's turn or its counting may change."""
    yield moment(layer.first, zone)
    if layer.ends_on is not None:
        yield last_moment(layer, layer.ends_on, zone)
    number = max(turn_at(layer, window.begin, zone), 0)
    while (begins := moment(layer.first + number * layer.turn, zone)) < window.end:
        yield begins
        number += 1
    if layer.days or layer.hours is not None or layer.holidays is not Holidays.ANY:
        yield from _edges(layer, window, zone)


def _edges(layer: Layer, window: Span, zone: ZoneInfo) -> Iterator[datetime]:
    day = wall_at(window.begin, zone).date() - A_DAY
    while (hours := hours_on(layer, day, zone)).begin < window.end:
        yield from (hours.begin, hours.end)
        day += A_DAY
