"""Whether everything that a rule names is there: each that is missing is told by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.models import Agency, District, Membership
from agencies.selectors import city_day
from escalation.definition import Definition, Scope, Step, Target
from escalation.validation import Wrong, refuse
from incidents.models import IncidentType
from notify.models import Provider
from notify.states import WEBHOOK
from rosters.models import Roster


@dataclass(frozen=True, kw_only=True)
class There:
    """What of the named things there is and may be used by the rule's owner."""

    types: Collection[str]
    districts: Collection[str]
    agencies: Collection[int]
    people: Collection[int]
    names: Mapping[int, str]
    rosters: Collection[int]
    roster_names: Mapping[int, str]
    webhooks: Collection[int]


def check_rows(definition: Definition, *, agency_id: int | None, at: datetime) -> None:
    """Invalid for what is unknown, retired, or of another agency than the rule's; nine queries."""
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
        yield (
            "webhook",
            _("There is no webhook %(id)d in use; choose another.") % {"id": step.webhook},
        )
    for index, target in enumerate(step.targets):
        yield from ((f"targets.{index}.{name}", text) for name, text in _of_target(target, there))


def _of_target(target: Target, there: There) -> Iterator[Wrong]:
    if target.person is not None and target.person not in there.people:
        text = _("%(name)s does not work here any more; choose somebody else.")
        name = there.names.get(target.person) or _("Person %(id)d") % {"id": target.person}
        yield "person", text % {"name": name}
    if target.roster is not None and target.roster not in there.rosters:
        text = _("There is no roster %(name)s in use; choose another.")
        yield "roster", text % {"name": there.roster_names.get(target.roster, target.roster)}
    if target.agency is not None and target.agency not in there.agencies:
        yield "agency", _no_agency(target.agency)


def _no_agency(pk: int) -> str:
    return _("There is no agency %(id)d in use; choose another.") % {"id": pk}


def _there(definition: Definition, *, agency_id: int | None, at: datetime) -> There:
    targets = [target for step in definition.steps for target in step.targets]
    people, rosters = ids(one.person for one in targets), ids(one.roster for one in targets)
    members = Membership.objects.standing().filter(user_id__in=people)
    usable = Roster.objects.filter(pk__in=rosters, is_active=True, agency__is_active=True)
    called = ids(step.webhook for step in definition.steps)
    webhooks = Provider.objects.filter(pk__in=called, kind=WEBHOOK, is_active=True)
    if agency_id is not None:
        members, usable = members.filter(agency=agency_id), usable.filter(agency=agency_id)
        webhooks = webhooks.filter(agency=agency_id)
    users = User.objects.filter(pk__in=people)
    return There(
        types=_types(definition.scope.types),
        districts=_districts(definition.scope.districts, at=at),
        agencies=_agencies(definition),
        people=set(members.values_list("user_id", flat=True)),
        names={one.pk: one.get_full_name() or one.get_username() for one in users},
        rosters=set(usable.values_list("pk", flat=True)),
        roster_names={one.pk: str(one) for one in Roster.objects.filter(pk__in=rosters)},
        webhooks=set(webhooks.values_list("pk", flat=True)),
    )


def ids(found: Iterable[int | None]) -> set[int]:
    """Those that are named."""
    return {pk for pk in found if pk is not None}


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
    targets = [target for step in definition.steps for target in step.targets]
    named = ids([*definition.scope.agencies, *(step.agency for step in definition.steps)])
    named |= ids(target.agency for target in targets)
    found = Agency.objects.filter(pk__in=named, is_active=True)
    return set(found.values_list("pk", flat=True))
