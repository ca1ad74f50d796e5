"""Members as the list shows them, and what a change of one would do now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from administration.effects import Effect
from agencies.models import Membership
from agencies.permissions import members_for
from crews.models import UnitLogOn
from escalation.definition import read
from escalation.models import Rule
from rosters.models import Roster
from safety_net.core.access import Viewer

MOST_ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a list is narrowed to, all together; empty fits everything."""

    q: str = ""
    agency: int | None = None
    role: str = ""
    ended: bool = False


def member_rows(viewer: Viewer, sought: Sought) -> QuerySet[Membership]:
    """By name; each with `places`, in how many agencies the person is."""
    stands = Q(is_active=True, user__is_active=True)
    found = members_for(viewer).filter(~stands if sought.ended else stands)
    for word in sought.q.split():
        found = found.filter(
            Q(user__username__icontains=word)
            | Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__email__icontains=word)
        )
    if sought.agency is not None:
        found = found.filter(agency_id=sought.agency)
    if sought.role:
        found = found.filter(role=sought.role)
    found = found.annotate(
        places=Count("user__memberships", filter=Q(user__memberships__is_active=True))
    )
    return found.order_by(F("user__first_name"), "user__username", "pk")


def effects_of_leaving(membership: Membership) -> list[Effect]:
    """What somebody would leave behind: a unit, turns on rosters, steps of escalation."""
    effects = []
    on = UnitLogOn.objects.filter(membership=membership, ended_at__isnull=True)
    for log_on in on.select_related("unit"):
        text = _("Is logged on to %(unit)s, which then has one person less.")
        effects.append(Effect(text=text % {"unit": log_on.unit.call_sign}))
    if names := _rosters(membership):
        text = _("Has turns on rosters: %(names)s. Look there who stands in.")
        effects.append(Effect(text=text % {"names": ", ".join(names)}))
    if names := _rules(membership.user_id):
        text = _("Is named in escalation rules: %(names)s. Nobody else is told in this place.")
        effects.append(Effect(text=text % {"names": ", ".join(names)}))
    return effects


def _rosters(membership: Membership) -> list[str]:
    mine = Roster.objects.filter(
        agency_id=membership.agency_id,
        is_active=True,
        layers__participants__user=membership.user_id,
    )
    return [str(one) for one in mine.distinct().order_by("pk")]


def _rules(user_id: int) -> list[str]:
    rules = Rule.objects.filter(is_active=True, published__isnull=False).select_related("published")
    return [str(rule) for rule in rules if rule.published and _names(rule, user_id)]


def _names(rule: Rule, user_id: int) -> bool:
    assert rule.published is not None
    steps = read(rule.published.definition).steps
    return any(target.person == user_id for step in steps for target in step.targets)
