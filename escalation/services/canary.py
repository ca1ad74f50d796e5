"""The canary: an incident of a hidden agency that goes through rule, step, message and answer.

Everything real is used and nobody is bothered: no desk shows the agency, no rule but its own is for
its incident, and its one person has nothing but a desk to be reached at.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.contrib.auth import get_user_model
from django.db import transaction

from agencies.models import Agency, AgencyKind, City, Membership, Role
from escalation.definition import Condition, Definition, Scope, Step, Target, write
from escalation.models import Canary, EngineSettings, Rule, RuleVersion, Run
from escalation.states import ConditionKind, RunState, TargetKind, Traffic
from incidents.models import Disposition, Incident, IncidentType
from incidents.places import Place
from incidents.services import closing, tracking
from incidents.services.filing import FirstReport, file_incident
from incidents.states import TrackState
from notify.models import Message
from notify.services import answering
from notify.states import MessageState
from safety_net.core.access import SYSTEM, Actor

logger = structlog.get_logger(__name__)
NAME = "canary"
WAITS = 1  # seconds, by its rule
COMES_BACK_IN = timedelta(seconds=60)


def advance(*, at: datetime) -> None:
    """Let it set out when it is time, answer what it is asked, and note how long it took.

    Any number of drivers may call this at any moment; one of them goes on.
    """
    minutes = EngineSettings.objects.values_list("canary_minutes", flat=True).get()
    if not minutes or not City.objects.exists():
        return
    with transaction.atomic():
        Canary.objects.get_or_create(pk=1, defaults={"begun_at": at - timedelta(days=1)})
        canary = Canary.objects.select_for_update(skip_locked=True).first()
        if canary is None:
            return
        _advance(canary, every=timedelta(minutes=minutes), at=at)


def _advance(canary: Canary, *, every: timedelta, at: datetime) -> None:
    flying = canary.incident and canary.incident.closed_at is None
    if not flying:
        if at - canary.begun_at >= every:
            _set_out(canary, at=at)
        return
    message = _asked(canary)
    if message is not None:
        _answer(canary, message, at=at)
    elif at - canary.begun_at > COMES_BACK_IN:
        _fall(canary, at=at)


def _set_out(canary: Canary, *, at: datetime) -> None:
    who = _canary_itself(at=at)
    canary.begun_at = at
    if canary.incident is None:
        canary.incident = _file(who, at=at)
    else:
        closing.reopen(incident_id=canary.incident.pk, reason=NAME, by=who, at=at)
    canary.save()


def _asked(canary: Canary) -> Message | None:
    """The open question of this flight."""
    open_ones = Message.objects.filter(incident=canary.incident, state=MessageState.QUEUED)
    return open_ones.filter(queued_at__gte=canary.begun_at).order_by("pk").first()


def _answer(canary: Canary, message: Message, *, at: datetime) -> None:
    who = _canary_itself(at=at)
    answering.answer(message_id=message.pk, by=who, at=at)
    run = Run.objects.filter(incident=canary.incident).get()
    canary.seconds = (message.queued_at - run.fires_at).total_seconds()
    if run.state == RunState.RESOLVED:
        canary.returned_at, canary.fault = at, ""
    else:
        canary.fault = f"the answer left the escalation {run.state}"
        logger.error("canary_fell", fault=canary.fault)
    _land(canary, who, at=at)


def _fall(canary: Canary, *, at: datetime) -> None:
    took = COMES_BACK_IN.total_seconds()
    canary.fault = f"nobody was told of an incident for {took:.0f} s"
    logger.error("canary_fell", fault=canary.fault)
    _land(canary, _canary_itself(at=at), at=at)


def _land(canary: Canary, who: Actor, *, at: datetime) -> None:
    """Closed until the next time, with its track done, so that it is asked anew then."""
    assert canary.incident is not None
    pk = canary.incident.pk
    if canary.incident.tracks.filter(state=TrackState.WAITING).exists():
        tracking.acknowledge(incident_id=pk, by=who, at=at)
    tracking.finish(incident_id=pk, by=who, at=at)
    closing.close(
        incident_id=pk,
        version=Incident.objects.values_list("version", flat=True).get(pk=pk),
        disposition=Disposition.objects.order_by("pk")[0],
        by=who,
        at=at,
    )
    canary.save()


def _file(who: Actor, *, at: datetime) -> Incident:
    centre = City.objects.get().centre
    return file_incident(
        kind=IncidentType.objects.get(code="TEST.DRILL"),
        place=Place(lon=centre.x, lat=centre.y, address=NAME),
        report=FirstReport(narrative=NAME),
        by=who,
        at=at,
        exercise=True,
    )


def _canary_itself(*, at: datetime) -> Actor:
    """Its agency, its person and its rule are made when they are first needed."""
    names = {"name_ko": "카나리아", "name_en": "Canary"}
    short = {"short_ko": names["name_ko"], "short_en": names["name_en"]}
    what = {"kind": AgencyKind.PARTNER, "colour": "partner", "is_hidden": True}
    agency, _new = Agency.objects.get_or_create(slug=NAME, defaults={**what, **names, **short})
    user, is_new = get_user_model().objects.get_or_create(
        username=NAME, defaults={"first_name": NAME.title()}
    )
    if is_new:
        user.set_unusable_password()
        user.save()
    Membership.objects.get_or_create(user=user, agency=agency, defaults={"role": Role.DISPATCHER})
    if not Rule.objects.filter(agency=agency).exists():
        _rule(agency, user.pk, at=at)
    return Actor(
        name="Canary",
        kind="integration",
        user_id=user.pk,
        agency_id=agency.pk,
        role=Role.DISPATCHER,
    )


def _rule(agency: Agency, user_id: int, *, at: datetime) -> None:
    told = Target(kind=TargetKind.PERSON, person=user_id)
    definition = Definition(
        condition=Condition(kind=ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY, within=WAITS),
        scope=Scope(agencies=(agency.pk,), traffic=Traffic.EXERCISE),
        steps=(Step(wait=0, targets=(told,)),),
    )
    names = {"name_ko": agency.name_ko, "name_en": agency.name_en}
    rule = Rule.objects.create(agency=agency, changed_at=at, changed_by=SYSTEM.name, **names)
    rule.published = RuleVersion.objects.create(
        rule=rule,
        number=1,
        definition=write(definition),
        published_at=at,
        published_by=SYSTEM.name,
        **names,
    )
    rule.save(update_fields=["published"])
