"""Look ahead for times in which nobody is on duty, and alarm the agency once for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rosters import hooks
from rosters.cards import brief_of
from rosters.events import GapClosed, GapFound
from rosters.models import GapAlarm, Roster
from rosters.selectors.gaps import Gap, gaps_of
from rosters.services.records import audience
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.clock import iso

FORTNIGHT = timedelta(days=14)
AT_ONCE = 50


@dataclass(frozen=True)
class Told:
    """How many gaps were told of, because they are new or grew, and how many are closed."""

    found: int
    closed: int


def alarm_gaps(*, by: Actor, at: datetime) -> Told:
    """The gaps of the next 14 days of every roster. Asked again, it tells only news.

    In several changes, so that nobody who changes a roster waits for all of them.
    """
    roster_ids = list(Roster.objects.order_by("pk").values_list("pk", flat=True))
    told = []
    for first in range(0, len(roster_ids), AT_ONCE):
        with city_log.change(by=by, at=at) as log:
            told.append(watch(roster_ids[first : first + AT_ONCE], log=log))
    return Told(sum(one.found for one in told), sum(one.closed for one in told))


def watch(roster_ids: Collection[int], *, log: Log) -> Told:
    """As `alarm_gaps`, of some rosters, in a change that is under way."""
    rosters = Roster.objects.filter(pk__in=roster_ids)
    # Of two who look at once, the second waits and then finds what the first wrote.
    named = {one.pk: one for one in rosters.order_by("pk").select_for_update(no_key=True)}
    found = gaps_of(rosters, begin=log.at, end=log.at + FORTNIGHT)
    known = _known(named)
    told = Told(0, 0)
    for pk, roster in named.items():
        one = _compare(roster, found.get(pk, []), known[pk], log)
        told = Told(told.found + one.found, told.closed + one.closed)
    return told


def _known(roster_ids: Iterable[int]) -> dict[int, list[GapAlarm]]:
    by_roster: dict[int, list[GapAlarm]] = defaultdict(list)
    for one in GapAlarm.objects.filter(roster__in=list(roster_ids)).order_by("begin"):
        by_roster[one.roster_id].append(one)
    return by_roster


def _compare(roster: Roster, found: Sequence[Gap], known: Sequence[GapAlarm], log: Log) -> Told:
    """Tell what is new, and keep what is there now instead of what was known."""
    now = [_alarm(roster, gap, _same(gap, known), log) for gap in found]
    new = [gap for gap in found if _is_news(gap, _same(gap, known))]
    over = [one for one in known if not any(_meet(one, gap) for gap in found)]
    if _spans(now) != _spans(known):
        GapAlarm.objects.filter(pk__in=[one.pk for one in known]).delete()
        GapAlarm.objects.bulk_create(now)
    for kind, spans in ((GapFound, new), (GapClosed, over)):
        for one in spans:
            event = kind(
                subject_id=roster.pk,
                roster=brief_of(roster),
                begin=iso(one.begin) or "",
                end=iso(one.end) or "",
            )
            log.append(event, audience=audience(roster))
    if new:
        hooks.gaps_found.run(roster, new, log)
    return Told(len(new), len(over))


def _same(gap: Gap, known: Sequence[GapAlarm]) -> list[GapAlarm]:
    """What was told of this gap before, in order."""
    return [one for one in known if _meet(one, gap)]


def _meet(one: GapAlarm, gap: Gap) -> bool:
    return one.begin < gap.end and gap.begin < one.end


def _is_news(gap: Gap, told: Sequence[GapAlarm]) -> bool:
    """Whether nobody was told of it, or it grew; not because one sees farther than before."""
    if not told:
        return True
    return gap.begin < told[0].begin or (gap.end > told[-1].end and not told[-1].goes_on)


def _alarm(roster: Roster, gap: Gap, told: Sequence[GapAlarm], log: Log) -> GapAlarm:
    """A gap that is going on began before one looked."""
    going_on = gap.begin <= log.at and bool(told)
    return GapAlarm(
        roster=roster,
        begin=min(gap.begin, told[0].begin) if going_on else gap.begin,
        end=gap.end,
        goes_on=gap.end >= log.at + FORTNIGHT,
        found_at=told[0].found_at if told else log.at,
    )


def _spans(alarms: Sequence[GapAlarm]) -> list[tuple[datetime, datetime, bool]]:
    return [(one.begin, one.end, one.goes_on) for one in alarms]
