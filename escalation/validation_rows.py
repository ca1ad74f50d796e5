"""Whether everything that a rule names is there: each that is missing is told by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.models import Agency, District, Membership
from agencies.selectors import city_day
from escalation.definition import Definition, Scope, Step, Target
from escalation.states import TargetKind
from escalation.validation import Wrong, refuse
from incidents.models import IncidentType
from rosters.models import Roster


@dataclass(frozen=True, kw_only=True)
class There:
    """What of the named things there is and may be used by the rule's owner."""

    types: Collection[str]
    districts: Collection[str]
    agencies: Collection[int]
    people: Collection[int]
    rosters: Collection[int]
    webhooks: Collection[int]


def check_rows(definition: Definition, *, agency_id: int | None, at: datetime) -> None:
    """Invalid for what is unknown, retired, or of another agency than the rule's; six queries."""
    there = _there(definition, agency_id=agency_id, at=at)
    refuse(missing(definition, there))


def missing(definition: Definition, there: There) -> Iterator[Wrong]:
    """Every field that names something that is not there."""
    yield from _of_scope(definition.scope, there)
    for index, step in enumerate(definition.steps):
        yield from ((f"steps.{index}.{name}", text) for name, text in _of_step(step, there))


def _of_scope(scope: Scope, there: There) -> Iterator[Wrong]:
    for index, code in enumerate(scope.types):
        if code not in there.types:
            yield (
                f"scope.types.{index}",
                _("There is no incident type %(code)s in use; take it out.") % {"code": code},
            )
    for index, code in enumerate(scope.districts):
        if code not in there.districts:
            yield (
                f"scope.districts.{index}",
                _("There is no district %(code)s today; take it out.") % {"code": code},
            )
    for index, pk in enumerate(scope.agencies):
        if pk not in there.agencies:
            yield f"scope.agencies.{index}", _no_agency(pk)


def _of_step(step: Step, there: There) -> Iterator[Wrong]:
    if step.agency is not None and step.agency not in there.agencies:
        yield "agency", _no_agency(step.agency)
    if step.webhook is not None and step.webhook not in there.webhooks:
        yield "webhook", _("There is no webhook %(id)d in use; choose another.") % {"id": step.webhook}
    for index, target in enumerate(step.targets):
        yield from ((f"targets.{index}.{name}", text) for name, text in _of_target(target, there))


def _of_target(target: Target, there: There) -> Iterator[Wrong]:
    if target.person is not None and target.person not in there.people:
        name = _name_of(target.person)
        text = _("%(name)s does not work here any more; choose somebody else.")
        yield "person", text % {"name": name or _("Person %(id)d") % {"id": target.person}}
    if target.roster is not None and target.roster not in there.rosters:
        text = _("There is no roster %(name)s in use; choose another.")
        yield "roster", text % {"name": _roster_name(target.roster)}
    if target.agency is not None and target.agency not in there.agencies:
        yield "agency", _no_agency(target.agency)


def _no_agency(pk: int) -> str:
    found = Agency.objects.filter(pk=pk).first()
    return _("There is no agency %(name)s in use; choose another.") % {"name": found or pk}


def _name_of(user_id: int) -> str:
    found = User.objects.filter(pk=user_id).first()
    return (found.get_full_name() or found.get_username()) if found else ""


def _roster_name(pk: int) -> str:
    return str(Roster.objects.filter(pk=pk).first() or pk)


def _there(definition: Definition, *, agency_id: int | None, at: datetime) -> There:
    targets = [target for step in definition.steps for target in step.targets]
    people = {one.person for one in targets if one.kind == TargetKind.PERSON}
    members = Membership.objects.standing().filter(user_id__in=people - {None})
    rosters = Roster.objects.filter(
        pk__in={one.roster for one in targets} - {None}, is_active=True, agency__is_active=True
    )
    if agency_id is not None:
        members, rosters = members.filter(agency=agency_id), rosters.filter(agency=agency_id)
    return There(
        types=_types(definition.scope.types),
        districts=_districts(definition.scope.districts, at=at),
        agencies=_agencies(definition),
        people=set(members.values_list("user_id", flat=True)) if people else set(),
        rosters=set(rosters.values_list("pk", flat=True)),
        webhooks=set(),
    )


def _types(wanted: Collection[str]) -> set[str]:
    """Codes in use, and their families."""
    if not wanted:
        return set()
    kinds = IncidentType.objects.filter(is_active=True)
    return {word for kind in kinds for word in (kind.code, kind.family)}


def _districts(wanted: Collection[str], *, at: datetime) -> set[str]:
    if not wanted:
        return set()
    found = District.objects.valid_on(city_day(at)).filter(code__in=wanted)
    return set(found.values_list("code", flat=True))


def _agencies(definition: Definition) -> set[int]:
    named = {*definition.scope.agencies, *(step.agency for step in definition.steps)}
    named |= {target.agency for step in definition.steps for target in step.targets}
    found = Agency.objects.filter(pk__in=named - {None}, is_active=True)
    return set(found.values_list("pk", flat=True))
