"""The gazetteer and the jurisdictions over REST."""

from __future__ import annotations

import math
import re
from dataclasses import asdict

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.models import District
from atlas.selectors import jurisdiction_at, places_geojson, search_places
from safety_net.core import clock
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area

LONGEST_QUERY = 100
MOST_RESULTS = 50


class PlacesView(APIView):
    """Search by text (`q`), or list what lies in a frame (`bbox`) as GeoJSON."""

    area = Area.OPEN

    @extend_schema(
        summary="Find places",
        parameters=[
            OpenApiParameter("q", str, description="Name or address"),
            OpenApiParameter("near", str, description="lon,lat: nearer answers first"),
            OpenApiParameter("limit", int, description=f"At most {MOST_RESULTS}"),
            OpenApiParameter("bbox", str, description="west,south,east,north"),
            OpenApiParameter("kind", str, description="With bbox: kinds, comma between"),
        ],
        responses={200: OpenApiTypes.OBJECT, (200, "application/geo+json"): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response | HttpResponse:
        if "bbox" in request.query_params:
            return _in_frame(request)
        q = _text(request, "q").strip()
        if not q:
            raise Invalid(q=_("Say what to look for, or give a bbox."))
        near = _numbers(request, "near", 2) if "near" in request.query_params else None
        if near:
            _check_point(near[0], near[1], field="near")
        found = search_places(
            q,
            at=clock.now(),
            near=(near[0], near[1]) if near else None,
            limit=_limit(request),
        )
        return Response({"results": [asdict(one) for one in found]})


class DistrictAtView(APIView):
    """Whose ground a point is."""

    area = Area.OPEN

    @extend_schema(
        summary="Jurisdiction at a point",
        parameters=[
            OpenApiParameter("lon", float, required=True),
            OpenApiParameter("lat", float, required=True),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        (lon,), (lat,) = _numbers(request, "lon", 1), _numbers(request, "lat", 1)
        _check_point(lon, lat, field="lon")
        found = jurisdiction_at(lon=lon, lat=lat, at=clock.now())
        districts = [_district(one) for one in found.districts]
        return Response(
            {
                "district": districts[0] if districts else None,
                "districts": districts,
                "agencies": found.agencies,
                "services": found.services,
            }
        )


def _in_frame(request: Request) -> HttpResponse:
    west, south, east, north = _numbers(request, "bbox", 4)
    _check_point(west, south, field="bbox")
    _check_point(east, north, field="bbox")
    if west > east or south > north:
        raise Invalid(bbox=_("Write west,south,east,north."))
    kinds = [kind for kind in _text(request, "kind").split(",") if kind]
    return HttpResponse(
        places_geojson((west, south, east, north), kinds), content_type="application/geo+json"
    )


def _district(district: District) -> dict[str, str]:
    return {
        "code": district.code,
        "level": district.level,
        "name_ko": district.name_ko,
        "name_en": district.name_en,
    }


def _text(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if len(value) > LONGEST_QUERY:
        raise Invalid(**{name: _("That is too long.")})
    if "\x00" in value:
        raise Invalid(**{name: _("It has a character that can't be searched.")})
    return value


def _numbers(request: Request, name: str, count: int) -> list[float]:
    try:
        found = [float(part) for part in _text(request, name).split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(math.isfinite(number) for number in found):
        raise Invalid(**{name: _("Write numbers, with a comma between them.")})
    return found


def _check_point(lon: float, lat: float, *, field: str) -> None:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Invalid(**{field: _("That is not a longitude and a latitude.")})


def _limit(request: Request) -> int:
    asked = request.query_params.get("limit", "20")
    if not re.fullmatch(r"[0-9]{1,2}", asked) or not 1 <= int(asked) <= MOST_RESULTS:
        raise Invalid(limit=_("Write a number from 1 to 50."))
    return int(asked)
