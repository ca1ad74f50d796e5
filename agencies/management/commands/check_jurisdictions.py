"""`manage.py check_jurisdictions`: ground that two agencies share, or that nobody has."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import shapely
from django.core.management.base import BaseCommand
from shapely.geometry.base import BaseGeometry

from agencies.jurisdictions import Area, Findings, examine_all, finding_lines
from agencies.models import City, District, ServiceArea
from safety_net.core import clock


class Command(BaseCommand):
    """Reports overlaps and holes of what is loaded; exit code 0, for they may be meant."""

    help = "Report overlaps and holes of districts and of service areas, with sizes and places."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="default: today in the city")
        parser.add_argument("--all", action="store_true", help="every patch, not the largest")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine_loaded(options["day"] or _today())
        if not findings:
            self.stdout.write("no districts and no service areas are loaded")
        for line in finding_lines(findings, most=None if options["all"] else 5):
            self.stdout.write(line)


def examine_loaded(day: date) -> list[Findings]:
    """Overlaps and holes among the areas valid on `day`."""
    districts = District.objects.valid_on(day)
    services: dict[str, list[Area]] = {}
    for area in ServiceArea.objects.valid_on(day).select_related("agency"):
        named = Area(name=f"{area.agency.slug} {area.name}".strip(), shape=_shape(area))
        services.setdefault(area.service, []).append(named)
    return examine_all(
        gu=_districts(districts.filter(level=District.Level.GU)),
        dong=_districts(districts.filter(level=District.Level.DONG)),
        services=services,
    )


def _districts(rows: Iterable[District]) -> list[Area]:
    return [Area(name=f"{row.name_ko} {row.code}", shape=_shape(row)) for row in rows]


def _shape(row: District | ServiceArea) -> BaseGeometry:
    shape: BaseGeometry = shapely.from_wkb(bytes(row.area.wkb))
    return shape


def _today() -> date:
    city = City.objects.filter(pk=1).first()
    return clock.now().astimezone(city.zone if city else ZoneInfo("UTC")).date()
