"""Which agencies share the city's incidents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from agencies.cards import agency_of
from agencies.events import AgencyChanged
from agencies.models import Agency, AgencyKind
from agencies.palette import COLOURS
from safety_net.core import city_log, versions
from safety_net.core.access import ADMINS, EVERYONE, Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound

CHANGEABLE = frozenset(
    {
        "name_ko",
        "name_en",
        "short_ko",
        "short_en",
        "colour",
        "informed_from",
        "answer_seconds",
        "is_active",
    }
)
NAMES = ("name_ko", "name_en", "short_ko", "short_en")
LONGEST_ANSWER = 3600


def create(*, slug: str, kind: str, values: Mapping[str, Any], by: Actor, at: datetime) -> Agency:
    """Add an agency; `values` are those of CHANGEABLE. Invalid for a short name that is taken.

    Its `slug` and `kind` stay: addresses, packs and responsibility hang on them.
    """
    with city_log.change(by=by, at=at) as log:
        agency = Agency(slug=_free_slug(slug), kind=_known_kind(kind))
        _take(agency, values)
        _check(agency)
        agency.save()
        _tell(agency, "made", {}, log)
    return agency


def edit(
    *, agency_id: int, version: int, changes: Mapping[str, Any], by: Actor, at: datetime
) -> Agency:
    """Change what is named. One that is switched off takes no part in what is filed from now on.

    StaleVersion unless `version` is the present one; Invalid for switching off one's own agency.
    """
    with city_log.change(by=by, at=at) as log:
        agency = _locked(agency_id)
        before = agency_of(agency)
        versions.expect(agency, version, before)
        _take(agency, changes)
        _check(agency)
        if before["active"] and not agency.is_active and agency.pk == by.agency_id:
            raise Invalid(is_active=_("You act for this agency. Somebody else switches it off."))
        was = versions.former(before, agency_of(agency))
        if was:
            agency.version += 1
            agency.save()
            _tell(agency, _what(was, active=agency.is_active), was, log)
    return agency


def _what(was: Mapping[str, Any], *, active: bool) -> str:
    if "active" in was:
        return "enabled" if active else "disabled"
    return "changed"


def _locked(agency_id: int) -> Agency:
    rows = Agency.objects.select_for_update(no_key=True)
    agency = rows.filter(pk=agency_id, is_hidden=False).first()
    if agency is None:
        raise NotFound
    return agency


def _take(agency: Agency, values: Mapping[str, Any]) -> None:
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise Invalid(**{name: _("This is not known here.") for name in sorted(unknown)})
    for name, value in values.items():
        setattr(agency, name, " ".join(value.split()) if name in NAMES else value)


def _check(agency: Agency) -> None:
    empty = {name: _("Give it a name.") for name in NAMES if not getattr(agency, name)}
    if empty:
        raise Invalid(**empty)
    if agency.colour not in COLOURS:
        raise Invalid(colour=_("There is no such colour."))
    if not 1 <= agency.answer_seconds <= LONGEST_ANSWER:
        raise Invalid(answer_seconds=_("From 1 second to an hour."))
    others = Agency.objects.filter(is_active=True).exclude(pk=agency.pk)
    for name in ("short_ko", "short_en"):
        if others.filter(**{f"{name}__iexact": getattr(agency, name)}).exists():
            raise Invalid(**{name: _("Another agency is called so.")})


def _free_slug(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError as problem:
        raise Invalid(slug=_("Letters without accents, digits and dashes.")) from problem
    if Agency.objects.filter(slug=slug).exists():
        raise Invalid(slug=_("Another agency is called so."))
    return slug


def _known_kind(kind: str) -> str:
    if kind not in AgencyKind.values:
        raise Invalid(kind=_("There is no such kind of agency."))
    return kind


def _tell(agency: Agency, what: str, was: dict[str, Any], log: Log) -> None:
    told = AgencyChanged(subject_id=agency.pk, agency=agency_of(agency), what=what, was=was)
    log.append(told, audience={ADMINS if agency.is_hidden else EVERYONE})
