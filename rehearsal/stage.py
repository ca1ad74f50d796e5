"""Where the script plays: its places and agencies, found in the city that is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.gis.db.models.functions import PointOnSurface
from django.contrib.gis.geos import Point

from agencies.models import Agency, City, District, Role
from atlas.models import Place as AtlasPlace
from incidents.places import Place
from rehearsal.steps import Spot
from safety_net.core.access import Actor

NAMES = {"ko": "훈련", "en": "Exercise"}


class NoSuchSpot(LookupError):
    """The city has nothing of the kind that the script asks for."""


@dataclass(frozen=True)
class Stage:
    """Agencies of the city by kind; names in one language."""

    agencies: dict[str, Agency]
    language: str

    @classmethod
    def of_the_city(cls, *, language: str) -> Stage:
        rows = Agency.objects.in_use().order_by("-pk")
        return cls(agencies={agency.kind: agency for agency in rows}, language=language)

    @property
    def name(self) -> str:
        """Under which the rehearsal acts, in the language of the stage."""
        return NAMES[self.language]

    def actor(self, kind: str) -> Actor:
        """The one who acts for an agency of this kind; LookupError where there is none."""
        return self.actor_of(self.agencies[kind])

    def actor_of(self, agency: Agency) -> Actor:
        """The one who acts for this agency."""
        return Actor(name=self.name, kind="integration", agency_id=agency.pk, role=Role.SUPERVISOR)

    def place(self, spot: Spot) -> Place:
        """A verified place. A district gives a point inside it, and the address says so."""
        if spot.district:
            return self._district(spot.district)
        rows = AtlasPlace.objects.filter(kind=spot.kind).order_by("external_id", "pk")
        total = rows.count()
        if not total:
            return self._anywhere(spot.nth)
        found = rows[spot.nth * max(1, total // 12) % total]
        name = found.name_ko if self.language == "ko" else found.name_en or found.name_ko
        address = ", ".join(part for part in (name, found.address) if part)
        return _place(found.point, address[:300])

    def _district(self, name: str) -> Place:
        rows = District.objects.filter(name_ko__endswith=name).order_by("level", "code")
        district = rows.annotate(inside=PointOnSurface("area")).first()
        if district is None:
            raise NoSuchSpot(name)
        return _place(district.inside, f"{district.name_ko} ({district.get_level_display()})")

    def _anywhere(self, nth: int) -> Place:
        """A point in some dong, for a city that has no place of the kind."""
        dongs = District.objects.filter(level=District.Level.DONG).order_by("code")
        total = dongs.count()
        if not total:
            city = City.objects.get()
            return _place(city.centre, city.name_ko)
        dong = dongs.annotate(inside=PointOnSurface("area"))[nth * 7 % total]
        name = dong.name_ko if self.language == "ko" else dong.name_en or dong.name_ko
        return _place(dong.inside, name)


def _place(point: Point, address: str) -> Place:
    return Place(lon=point.x, lat=point.y, address=address, verified=True)
