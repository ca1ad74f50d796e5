"""Agreements of the demo city, signed by its demo people, so that each level is seen on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from agencies.demo import PREFIX
from agencies.models import AgencyKind, Membership, Role
from agreements.models import Agreement
from agreements.services.proposing import Terms, propose
from agreements.services.signing import sign
from agreements.states import Level
from safety_net.core.access import Actor

# Who gives, who receives, what of, at which level, and what for.
AGREED: list[tuple[str, str, list[str], str, str]] = [
    (
        AgencyKind.FIRE,
        AgencyKind.COAST_GUARD,
        ["FIRE.SHIP", "RESCUE.WATER"],
        Level.FULL,
        "선박 화재와 수난 사고에 함께 대비",
    ),
    (
        AgencyKind.FIRE,
        AgencyKind.COAST_GUARD,
        ["FIRE", "HAZ"],
        Level.SUMMARY,
        "항만 주변 화재와 누출 상황 파악",
    ),
    (AgencyKind.FIRE, AgencyKind.HEALTH, ["FIRE", "RESCUE"], Level.SUMMARY, "병상과 의료진 준비"),
    (AgencyKind.POLICE, AgencyKind.HEALTH, ["TRAFFIC", "PERSON"], Level.SUMMARY, "응급실 준비"),
    (AgencyKind.POLICE, AgencyKind.COAST_GUARD, ["CRIME"], Level.SUMMARY, "해상 도주 대비"),
    (
        AgencyKind.POLICE,
        AgencyKind.COAST_GUARD,
        ["CRIME.DOMESTIC"],
        Level.NONE,
        "가정폭력 피해자 보호",
    ),
]


def agree(*, at: datetime) -> int:
    """Make those that are missing; how many."""
    signers = dict(_signers())
    made = 0
    for giver, receiver, types, level, purpose in AGREED:
        sides = (signers.get(giver), signers.get(receiver))
        if None in sides or _exists(sides, types, level):
            continue
        _sign(sides, at=at, types=types, level=level, purpose=purpose)
        made += 1
    return made


def _signers() -> Iterator[tuple[str, Actor]]:
    """The demo admin of each kind of agency."""
    rows = Membership.objects.standing().filter(
        role=Role.AGENCY_ADMIN, user__username__startswith=PREFIX
    )
    for one in rows.select_related("user", "agency").order_by("-pk"):
        yield (
            one.agency.kind,
            Actor(
                name=one.user.get_full_name(),
                user_id=one.user_id,
                agency_id=one.agency_id,
                role=one.role,
            ),
        )


def _exists(sides: Any, types: list[str], level: str) -> bool:
    giver, receiver = sides
    same = Agreement.objects.filter(giver_id=giver.agency_id, receiver_id=receiver.agency_id)
    return same.filter(types=sorted(types), level=level).exists()


def _sign(sides: Any, *, at: datetime, types: list[str], level: str, purpose: str) -> None:
    giver, receiver = sides
    terms = Terms(
        giver_id=giver.agency_id,
        receiver_id=receiver.agency_id,
        level=level,
        types=types,
        purpose=purpose,
        valid_from=at,
    )
    agreement = propose(terms=terms, by=giver, at=at)
    for by in sides:
        agreement = sign(agreement_id=agreement.pk, version=agreement.version, by=by, at=at)
