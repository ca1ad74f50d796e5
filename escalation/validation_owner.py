"""What an agency's own rule may say, and what every rule says before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership
from escalation.definition import Definition, Target
from escalation.states import Act, TargetKind, Whose
from escalation.validation import Wrong, refuse

REACHES = (TargetKind.PERSON, TargetKind.ROSTER, TargetKind.ROLE, TargetKind.DUTY_OFFICER)


def owned_by(definition: Definition, agency_id: int | None) -> Definition:
    """An agency's own rule is about that agency."""
    if agency_id is None or definition.scope.agencies:
        return definition
    return replace(definition, scope=replace(definition.scope, agencies=(agency_id,)))


def check_owner(definition: Definition, agency_id: int | None) -> None:
    """Invalid where an agency's rule is about other agencies or pages the people of others."""
    if agency_id is not None:
        refuse(_of_others(definition, agency_id))


def check_reaches(definition: Definition) -> None:
    """Invalid unless the last step tells somebody who is a person."""
    last = definition.steps[-1]
    told = last.act == Act.NOTIFY and any(
        one.kind in REACHES or _has_members(definition, one) for one in last.targets
    )
    if not told:
        text = _("End with a step that notifies a person, a role, a roster or the duty officer.")
        refuse([(f"steps.{len(definition.steps) - 1}.targets", text)])


def _of_others(definition: Definition, agency_id: int) -> Iterator[Wrong]:
    if set(definition.scope.agencies) - {agency_id}:
        yield (
            "scope.agencies",
            _("A rule of an agency is about that agency; city admins write others."),
        )
    for index, step in enumerate(definition.steps):
        for place, target in enumerate(step.targets):
            if not _is_own(target, agency_id):
                yield (
                    f"steps.{index}.targets.{place}.agency",
                    _("A rule of an agency tells its own people or the duty officer."),
                )


def _is_own(target: Target, agency_id: int) -> bool:
    if target.kind not in (TargetKind.ROLE, TargetKind.AGENCY):
        return True
    if target.agency is not None or target.agency_kind:
        return target.agency == agency_id
    return target.whose == Whose.OWN


def _has_members(definition: Definition, target: Target) -> bool:
    """Whether every agency that may be meant has people, and there is one."""
    agencies = Agency.objects.filter(is_active=True)
    if target.agency is not None:
        agencies = agencies.filter(pk=target.agency)
    elif target.agency_kind:
        agencies = agencies.filter(kind=target.agency_kind)
    elif target.whose == Whose.OWN and definition.scope.agencies:
        agencies = agencies.filter(pk__in=definition.scope.agencies)
    standing = Membership.objects.standing().values("agency_id")
    return agencies.exists() and not agencies.filter(~Q(pk__in=standing)).exists()
