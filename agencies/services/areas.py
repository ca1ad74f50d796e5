"""Where an agency is responsible for a service. Open incidents keep the agencies that they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.gis.geos import MultiPolygon
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.cards import area_of
from agencies.events import ServiceAreaChanged
from agencies.models import Agency, AgencyKind, AreaShape, Role, ServiceArea
from safety_net.core import city_log, versions
from safety_net.core.access import ADMINS, AUDITORS, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class AreaFacts:
    """What is said of an area; `valid_to` is the last day on which it counts."""

    service: str
    area: MultiPolygon
    name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def draw(*, agency_id: int, facts: AreaFacts, by: Actor, at: datetime) -> ServiceArea:
    """A new area of an agency. Invalid for one whose name and first day are taken."""
    with city_log.change(by=by, at=at) as log:
        _expect_own(agency_id, by)
        if not Agency.objects.in_use().filter(pk=agency_id).exists():
            raise NotFound
        area = ServiceArea(agency_id=agency_id)
        _take(area, facts)
        _save(area)
        _keep_shape(area)
        _tell(area, "made", {}, log)
    return area


def redraw(*, area_id: int, version: int, facts: AreaFacts, by: Actor, at: datetime) -> ServiceArea:
    """Change what is said of it. Each shape that it had is kept, so that one can go back.

    StaleVersion unless `version` is the present one.
    """
    with city_log.change(by=by, at=at) as log:
        area = ServiceArea.objects.select_for_update().filter(pk=area_id).first()
        if area is None:
            raise NotFound
        _expect_own(area.agency_id, by)
        before = area_of(area)
        versions.expect(area, version, before)
        _keep_shape(area)
        _take(area, facts)
        was = versions.former(before, area_of(area))
        if was:
            area.version += 1
            _save(area)
            if "shape" in was:
                _keep_shape(area)
            _tell(area, "changed", was, log)
    return area


def shape_at(area: ServiceArea, version: int) -> MultiPolygon:
    """The shape that the area had at one of its versions; the present one where none is kept."""
    kept = AreaShape.objects.filter(service_area=area, version__lte=version)
    found = kept.order_by("-version").first()
    return found.area if found and version < area.version else area.area


def _expect_own(agency_id: int, by: Actor) -> None:
    if by.role != Role.CITY_ADMIN and agency_id != by.agency_id:
        raise Forbidden


def _take(area: ServiceArea, facts: AreaFacts) -> None:
    if facts.service not in AgencyKind.values and facts.service != area.service:
        raise Invalid(service=_("There is no such service."))
    if facts.valid_from and facts.valid_to and facts.valid_to < facts.valid_from:
        raise Invalid(valid_to=_("It ends after it begins."))
    for name, value in vars(facts).items():
        setattr(area, name, " ".join(value.split()) if isinstance(value, str) else value)


def _save(area: ServiceArea) -> None:
    try:
        with transaction.atomic():
            area.save()
    except IntegrityError as problem:
        raise Invalid(name=_("The agency has such an area already.")) from problem


def _keep_shape(area: ServiceArea) -> None:
    AreaShape.objects.get_or_create(
        service_area=area, version=area.version, defaults={"area": area.area}
    )


def _tell(area: ServiceArea, what: str, was: dict[str, object], log: Log) -> None:
    told = ServiceAreaChanged(subject_id=area.pk, area=area_of(area), what=what, was=was)
    log.append(told, audience={ADMINS, AUDITORS, agency_token(area.agency_id)})
