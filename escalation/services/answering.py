"""Somebody is on it: a running escalation ends. And what was blocked is tried again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.models import Mayday
from dispatch.services.maydays import acknowledge_mayday
from escalation.clocks import clocks
from escalation.definition import Condition
from escalation.events import RunsPlanned
from escalation.facts import Facts
from escalation.models import Run
from escalation.planning import Plan
from escalation.selectors import published
from escalation.selectors.facts import load
from escalation.selectors.running import cards_of
from escalation.selectors.standing import PREFIX
from escalation.services import writing
from escalation.services.applying import apply, audience_of
from escalation.states import OPEN_STATES, ConditionKind, RunState
from incidents.services import records
from incidents.services.tracking import acknowledge
from incidents.states import TrackState
from notify.models import Message
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import NotFound, Refusal

# Whoever answers these takes notice for their agency, as with the key at a desk.
ASKS_FOR_NOTICE = frozenset(
    {
        ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY,
        ConditionKind.NOT_ACKNOWLEDGED_BY_LEAD,
        ConditionKind.NOT_ACKNOWLEDGED_BY_ANY,
        ConditionKind.TRANSFER_NOT_ANSWERED,
        ConditionKind.RESIDENT_NOT_ANSWERED,
    }
)


class RunNotOpen(Refusal):
    """`extra.state`: what has become of it."""

    code = "run_not_open"
    title = _("This escalation has ended already.")


class RunNotBlocked(Refusal):
    """`extra.state`: what it is."""

    code = "run_not_blocked"
    title = _("Only a blocked escalation can be tried again.")


def answer(*, run_id: int, by: Actor, at: datetime) -> Run:
    """`by` is on it. Where notice was waited for, it is taken for their agency, and the facts end
    what waited for it; anything else ends as answered.

    RunNotOpen where it has ended. Answered twice, the first counts.
    """
    with city_log.change(by=by, at=at) as log:
        run = _locked(run_id)
        if run.state == RunState.ANSWERED:
            return run
        if run.state not in OPEN_STATES:
            raise RunNotOpen(state=str(run.state))
        _answer(run, log=log)
    run.refresh_from_db()
    return run


def answer_message(message: Message, by: Actor, at: datetime, log: Log) -> None:
    """Wired to notify: whoever answers a page of a run answers the run, however they do it.

    An answer to what has ended meanwhile is not refused: the person is on it all the same.
    """
    if not message.cause.startswith(PREFIX):
        return
    run = _locked(int(message.cause.removeprefix(PREFIX)))
    if run.state in OPEN_STATES and run.generation == message.generation:
        _answer(run, log=log)


def retry(*, run_id: int, by: Actor, at: datetime) -> Run:
    """A blocked run goes on where it stood, at once. RunNotBlocked for any other."""
    with city_log.change(by=by, at=at) as log:
        run = _locked(run_id)
        if run.state != RunState.BLOCKED:
            raise RunNotBlocked(state=str(run.state))
        before = {run.pk: (run.generation, run.loop, run.step)}
        run.state, run.fault = RunState.ACTIVE, ""
        run.planned_at = run.due_at = at
        writing.update([run], before)
        facts = load([run.incident_id])[run.incident_id]
        told = RunsPlanned(subject_id=run.incident_id, runs=cards_of([run]))
        log.append(told, audience=audience_of(facts))
    return run


def _locked(run_id: int) -> Run:
    """After its incident, as everywhere. NotFound where there is none."""
    incident_id = Run.objects.filter(pk=run_id).values_list("incident_id", flat=True).first()
    if incident_id is None:
        raise NotFound
    records.locked(incident_id)
    return Run.objects.select_for_update().get(pk=run_id)


def _answer(run: Run, *, log: Log) -> None:
    read = published.versions([run.version_id]).get(run.version_id)
    condition = read.definition.condition if read else Condition(kind="")
    facts = load([run.incident_id])[run.incident_id]
    if condition.kind in ASKS_FOR_NOTICE:
        _take_notice(facts, log=log)
    elif condition.kind == ConditionKind.MAYDAY:
        _take_mayday(run, log=log)
    if not _is_settled(run, condition):
        _end(run, load([run.incident_id])[run.incident_id], log=log)


def _take_notice(facts: Facts, *, log: Log) -> None:
    """For the agency of whoever answers, where it has not done so."""
    mine = (track for track in facts.tracks if track.agency_id == log.by.agency_id)
    if any(track.state in (TrackState.WAITING, TrackState.DECLINED) for track in mine):
        acknowledge(incident_id=facts.incident_id, by=log.by, at=log.at)


def _take_mayday(run: Run, *, log: Log) -> None:
    """By name, where the crew is of one's own agency."""
    mayday = Mayday.objects.filter(pk=int(run.subject.partition(":")[2]))
    if log.by.user_id and mayday.filter(unit__agency_id=log.by.agency_id or 0).exists():
        acknowledge_mayday(mayday_id=mayday.get().pk, by=log.by, at=log.at)


def _is_settled(run: Run, condition: Condition) -> bool:
    """Whether what it waited for has happened now: then following ends it."""
    if not condition.kind or (condition.is_change and condition.kind != ConditionKind.MAYDAY):
        return False
    facts = load([run.incident_id])[run.incident_id]
    clock = clocks(condition, facts).get(run.subject)
    return clock is None or clock.satisfied


def _end(run: Run, facts: Facts, *, log: Log) -> None:
    plan = Plan()
    plan.change(run, cancel=True)
    run.state, run.ended_at, run.ended_by = RunState.ANSWERED, log.at, log.by.name
    run.due_at = run.planned_at = None
    apply(plan, {run.incident_id: facts}, log)
