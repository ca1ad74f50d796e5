"""The types under which incidents are filed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyKind
from incidents.events import IncidentTypeChanged
from incidents.models import IncidentType
from incidents.states import Priority
from incidents.type_cards import type_of
from safety_net.core import city_log, versions
from safety_net.core.access import EVERYONE, Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound

CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}\.[A-Z0-9][A-Z0-9_]{1,24}")
CHANGEABLE = frozenset(
    {"name_ko", "name_en", "lead_kind", "support_kinds", "priority", "apco", "is_active"}
)
ONCE = frozenset({"code", "is_exercise"})


def add_type(*, values: Mapping[str, Any], by: Actor, at: datetime) -> IncidentType:
    """A new type; `values` are those of CHANGEABLE and ONCE. Invalid for a code that is taken."""
    with city_log.change(by=by, at=at) as log:
        kind = IncidentType()
        _take(kind, values, CHANGEABLE | ONCE)
        kind.code = kind.code.strip().upper()
        if not CODE.fullmatch(kind.code):
            raise Invalid(code=_("A code is FAMILY.NAME, in capital letters."))
        _check(kind)
        try:
            with transaction.atomic():
                kind.save()
        except IntegrityError as problem:
            raise Invalid(code=_("There is a type with this code.")) from problem
        _tell(kind, "made", {}, log)
    return kind


def change_type(
    *, type_id: int, version: int, changes: Mapping[str, Any], by: Actor, at: datetime
) -> IncidentType:
    """Change what is named. Open incidents keep their agencies, plans and priority.

    StaleVersion unless `version` is the present one.
    """
    with city_log.change(by=by, at=at) as log:
        kind = IncidentType.objects.select_for_update(no_key=True).filter(pk=type_id).first()
        if kind is None:
            raise NotFound
        before = type_of(kind)
        versions.expect(kind, version, before)
        _take(kind, changes, CHANGEABLE)
        _check(kind)
        was = versions.former(before, type_of(kind))
        if was:
            kind.version += 1
            kind.save()
            _tell(kind, _what(was, active=kind.is_active), was, log)
    return kind


def _what(was: Mapping[str, Any], *, active: bool) -> str:
    if "active" in was:
        return "enabled" if active else "disabled"
    return "changed"


def _take(kind: IncidentType, values: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = values.keys() - known
    if unknown:
        raise Invalid(**{name: _("This is not known here.") for name in sorted(unknown)})
    for name, value in values.items():
        setattr(kind, name, " ".join(value.split()) if isinstance(value, str) else value)


def _check(kind: IncidentType) -> None:
    names = ("name_ko", "name_en")
    empty = {name: _("Give it a name.") for name in names if not getattr(kind, name)}
    if empty:
        raise Invalid(**empty)
    if kind.priority not in Priority.values:
        raise Invalid(priority=_("A priority is 0 to 4."))
    kinds = [*kind.support_kinds, *([kind.lead_kind] if kind.lead_kind else [])]
    if not set(kinds) <= set(AgencyKind.values):
        raise Invalid(support_kinds=_("There is no such kind of agency."))
    if len(set(kinds)) < len(kinds):
        raise Invalid(support_kinds=_("Who leads doesn't support as well."))


def _tell(kind: IncidentType, what: str, was: dict[str, Any], log: Log) -> None:
    told = IncidentTypeChanged(subject_id=kind.pk, type=type_of(kind), what=what, was=was)
    log.append(told, audience={EVERYONE})
