"""Make, change and retire response plans. What is on its way is not touched by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import MultiPolygon
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, District
from dispatch.events import PlanChanged
from dispatch.models import PlanRequirement, ResponsePlan
from dispatch.plan_cards import plan_of, with_card
from safety_net.core import city_log
from safety_net.core.access import ADMINS, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound, StaleVersion
from units.models import Capability

MOST_REQUIREMENTS = 100
MOST_POINTS = 2_000


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What one alarm level adds."""

    capability: Capability
    number: int = 1
    alarm_level: int = 1
    agency_kind: str = ""
    agency: Agency | None = None


def make(
    *, values: Mapping[str, Any], requirements: Sequence[Requirement], by: Actor, at: datetime
) -> ResponsePlan:
    """A new plan; `values` are fields of ResponsePlan."""
    with city_log.change(by=by, at=at) as log:
        plan = ResponsePlan(**values)
        _store(plan, requirements, what="made", log=log)
    return plan


def change(
    *,
    plan_id: int,
    version: int,
    values: Mapping[str, Any],
    by: Actor,
    at: datetime,
    requirements: Sequence[Requirement] | None = None,
) -> ResponsePlan:
    """Change the fields that are named, and all requirements if they are given.

    StaleVersion unless `version` is the present one; `extra.plan` is the plan as it is now.
    """
    with city_log.change(by=by, at=at) as log:
        plan = _locked(plan_id)
        if plan.version != version:
            raise StaleVersion(yours=version, current=plan.version, plan=card(plan))
        for name, value in values.items():
            setattr(plan, name, value)
        plan.version += 1
        _store(plan, requirements, what="changed", log=log)
    return plan


def retire(*, plan_id: int, by: Actor, at: datetime) -> ResponsePlan:
    """It counts no more, but can be looked at and put to use again. Twice is once."""
    with city_log.change(by=by, at=at) as log:
        plan = _locked(plan_id)
        if plan.is_active:
            plan.is_active = False
            plan.version += 1
            _store(plan, None, what="retired", log=log)
    return plan


def card(plan: ResponsePlan) -> dict[str, Any]:
    """As it stands in the database now."""
    return plan_of(with_card(ResponsePlan.objects.all()).get(pk=plan.pk))


def _locked(plan_id: int) -> ResponsePlan:
    plan = ResponsePlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    return plan


def _store(
    plan: ResponsePlan, requirements: Sequence[Requirement] | None, *, what: str, log: Log
) -> None:
    _check(plan)
    plan.changed_at, plan.changed_by = log.at, log.by.name
    plan.save()
    if requirements is not None:
        _check_requirements(requirements)
        plan.requirements.all().delete()
        PlanRequirement.objects.bulk_create(
            PlanRequirement(plan=plan, **vars(one)) for one in requirements
        )
    told = {ADMINS} | {agency_token(one) for one in (plan.agency_id, log.by.agency_id) if one}
    log.append(PlanChanged(subject_id=plan.pk, plan=card(plan), what=what), audience=told)


def _check(plan: ResponsePlan) -> None:
    if not plan.name_ko.strip():
        raise Invalid(name_ko=_("Give it a name."))
    if plan.incident_type is not None and plan.family:
        raise Invalid(family=_("Choose a type or a family, not both."))
    if plan.priority_from > plan.priority_to:
        raise Invalid(priority_to=_("The lowest priority is not above the highest."))
    if (plan.starts is None) != (plan.ends is None):
        raise Invalid(ends=_("Hours have a beginning and an end."))
    if plan.starts is not None and plan.starts == plan.ends:
        raise Invalid(ends=_("Hours that end where they begin hold nothing; leave both empty."))
    _check_place(plan)


def _check_place(plan: ResponsePlan) -> None:
    area = plan.area
    if area is not None and plan.district_code:
        raise Invalid(area=_("Choose a district or draw an area, not both."))
    if plan.district_code and not District.objects.filter(code=plan.district_code).exists():
        raise Invalid(district=_("There is no such district."))
    if area is None:
        return
    if not isinstance(area, MultiPolygon) or area.empty or not area.valid:
        raise Invalid(area=_("The line of an area must not cross itself."))
    if area.num_coords > MOST_POINTS:
        raise Invalid(area=_("An area has no more than 2,000 corners."))


def _check_requirements(requirements: Sequence[Requirement]) -> None:
    if len(requirements) > MOST_REQUIREMENTS:
        raise Invalid(requirements=_("No more than 100 requirements."))
    for one in requirements:
        if one.agency_kind and one.agency:
            raise Invalid(requirements=_("Ask a kind of agency or one agency, not both."))
    keys = Counter(
        (one.alarm_level, one.capability.pk, one.agency_kind, one.agency and one.agency.pk)
        for one in requirements
    )
    if any(count > 1 for count in keys.values()):
        raise Invalid(requirements=_("The same is asked for twice; say one number."))
