"""Agreements as a test makes them: proposed, signed by both sides, ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from agencies.models import Agency, Role
from agreements.models import Agreement
from agreements.services.ending import end
from agreements.services.proposing import Terms, propose
from agreements.services.signing import sign
from incidents.models import EmergencyAccess, Incident
from incidents.services.emergencies import open_emergency
from tests.support.cast import NOON, Person, a_person

EARLIER = NOON - timedelta(days=1)


def an_admin(agency: Agency, name: str = "") -> Person:
    """Somebody who may sign for the agency."""
    return a_person(name or f"admin of {agency.slug}", agency, Role.AGENCY_ADMIN)


def terms(giver: Agency, receiver: Agency, **more: Any) -> Terms:
    given = {"level": "summary", "purpose": "so that both know", "valid_from": EARLIER, **more}
    return Terms(giver_id=giver.pk, receiver_id=receiver.pk, **given)


def proposes(who: Person, *, to: Agency, at: datetime = NOON, **more: Any) -> Agreement:
    """`who` offers incidents of their agency."""
    replaces = more.pop("replaces", None)
    return propose(terms=terms(who.agency, to, **more), replaces_id=replaces, by=who.actor, at=at)


def signs(who: Person, agreement: Agreement, *, at: datetime = NOON) -> Agreement:
    version = Agreement.objects.values_list("version", flat=True).get(pk=agreement.pk)
    return sign(agreement_id=agreement.pk, version=version, by=who.actor, at=at)


def agree(giver: Person, receiver: Person, *, at: datetime = NOON, **more: Any) -> Agreement:
    """An agreement that both sides have signed."""
    made = proposes(giver, to=receiver.agency, at=at, **more)
    signs(giver, made, at=at)
    return signs(receiver, made, at=at)


def ends(
    who: Person, agreement: Agreement, reason: str = "enough", *, at: datetime = NOON
) -> Agreement:
    return end(agreement_id=agreement.pk, reason=reason, by=who.actor, at=at)


def shares(incident: Incident) -> dict[str, str]:
    """Who sees it by an agreement, by the slug of the agency, and how much."""
    return dict(incident.shares.values_list("agency__slug", "level"))


def opens(who: Person, incident: Incident, *, at: datetime = NOON) -> EmergencyAccess:
    """`who` breaks the glass."""
    return open_emergency(number=incident.number, reason="a life hangs on it", by=who.actor, at=at)
