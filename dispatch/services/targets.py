"""The targets that a desk works against."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dispatch.events import TargetChanged
from dispatch.models import AgeingTarget
from dispatch.target_cards import target_of
from incidents.models import IncidentType
from incidents.states import Priority
from safety_net.core import city_log, versions
from safety_net.core.access import EVERYONE, Actor
from safety_net.core.errors import Invalid, NotFound, StaleVersion

LONGEST = 24 * 3600


def set_target(
    *,
    incident_type: IncidentType | None,
    priority: int,
    pending_seconds: int,
    response_seconds: int | None,
    version: int,
    by: Actor,
    at: datetime,
) -> AgeingTarget:
    """The target of a priority, for one type or (None) for all that have none of their own.

    `version` is 0 where there is none yet. StaleVersion where somebody else set it meanwhile.
    """
    with city_log.change(by=by, at=at) as log:
        _check(priority, pending_seconds, response_seconds)
        target, before = _locked(incident_type, priority)
        versions.expect(target, version, before)
        target.pending_seconds, target.response_seconds = pending_seconds, response_seconds
        was = versions.former(before, target_of(target)) if version else {}
        if was or not version:
            target.version += 1
            _store(target)
            what = "changed" if version else "made"
            told = TargetChanged(subject_id=target.pk, target=target_of(target), what=what, was=was)
            log.append(told, audience={EVERYONE})
    return target


def drop_target(*, target_id: int, by: Actor, at: datetime) -> None:
    """The type goes by the city's target again. The city's own can't be dropped."""
    with city_log.change(by=by, at=at) as log:
        rows = AgeingTarget.objects.select_for_update(of=("self",))
        target = rows.select_related("incident_type").filter(pk=target_id).first()
        if target is None:
            raise NotFound
        if target.incident_type is None:
            raise Invalid(_("Every priority has a target."))
        told = TargetChanged(subject_id=target.pk, target=target_of(target), what="removed", was={})
        log.append(told, audience={EVERYONE})
        target.delete()


def _locked(kind: IncidentType | None, priority: int) -> tuple[AgeingTarget, dict[str, Any]]:
    rows = AgeingTarget.objects.select_for_update(of=("self",)).select_related("incident_type")
    found = rows.filter(incident_type=kind, priority=priority).first()
    if found is not None:
        return found, target_of(found)
    return AgeingTarget(incident_type=kind, priority=priority, version=0), {}


def _store(target: AgeingTarget) -> None:
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError as problem:  # two set the first one at once
        raise StaleVersion(yours=0, current=1) from problem


def _check(priority: int, pending: int, response: int | None) -> None:
    if priority not in Priority.values:
        raise Invalid(priority=_("A priority is 0 to 4."))
    if not 1 <= pending <= LONGEST:
        raise Invalid(pending_seconds=_("From 1 second to a day."))
    if response is not None and not 1 <= response <= LONGEST:
        raise Invalid(response_seconds=_("From 1 second to a day."))
