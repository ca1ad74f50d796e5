"""Tiles over HTTP, and the page of facts that a map needs before it asks for the first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from atlas.tiles import base, content, districts_sql, kinds, mvt, places_sql
from atlas.tiles.address import TileAddress
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area

MVT = "application/vnd.mapbox-vector-tile"
KEPT = "private, max-age=604800, immutable"  # the address names the version, so it can't change
ASKED_AGAIN = "private, no-cache"


class AnyAccept(BaseContentNegotiation):
    """A tile has one form, whatever the client says it accepts."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class TileView(APIView):
    """Only members reach a tile. No throttle: a map asks for dozens at a time."""

    area = Area.OPEN
    throttle_classes = ()
    content_negotiation_class = AnyAccept


class BaseTileView(TileView):
    """The base map in the OpenMapTiles schema."""

    @extend_schema(
        summary="Base map tile",
        parameters=[OpenApiParameter("v", str, description="Version, from /api/map/")],
        responses={(200, MVT): OpenApiTypes.BINARY, 204: None, 304: None},
    )
    def get(self, request: Request, z: int, x: int, y: int) -> HttpResponse:
        now = content.current()
        address = TileAddress.of(z, x, y, deepest=now.max_zoom)
        kept = KEPT if request.query_params.get("v") == now.version else ASKED_AGAIN
        tag = f'"{now.version}-{z}-{x}-{y}"'
        return _answer(request, tag, kept, lambda: base.base_tile(now, address))


class PlaceTileView(TileView):
    """Places by kind: one layer a kind, grouped and counted when far away."""

    @extend_schema(
        summary="Tile of places",
        parameters=[OpenApiParameter("kinds", str, description="Comma between; all when missing")],
        responses={(200, MVT): OpenApiTypes.BINARY, 204: None, 304: None},
    )
    def get(self, request: Request, z: int, x: int, y: int) -> HttpResponse:
        address = TileAddress.of(z, x, y, deepest=places_sql.DEEPEST)
        plain = kinds.places_tile(address, kinds=_kinds_asked(request))
        tile = mvt.packed(plain) if plain else b""
        tag = f'"{hashlib.sha256(tile).hexdigest()[:20]}"'
        return _answer(request, tag, ASKED_AGAIN, lambda: tile)


class MapView(APIView):
    """What the map is made of.

    `base` {kind: mbtiles | database, url, minzoom, maxzoom, attribution}, `places` (kinds that
    the city has), `districts` (levels whose borders and names are in the tiles: gu, dong),
    `raster` {url, attribution}: an online layer to draw instead of `base`, or null.
    """

    area = Area.OPEN

    @extend_schema(summary="What the map is made of", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        now = content.current()
        return Response(
            {
                "base": {
                    "kind": now.kind,
                    "url": f"/tiles/base/{{z}}/{{x}}/{{y}}.mvt?v={now.version}",
                    "minzoom": now.min_zoom,
                    "maxzoom": now.max_zoom,
                    "attribution": now.attribution,
                },
                "places": kinds.kinds_present(),
                "districts": districts_sql.levels_present(),
                "raster": _raster(now),
            }
        )


def _raster(now: content.MapContent) -> dict[str, str] | None:
    """The online layer, if one is configured and no local file stands before it."""
    if now.kind == "mbtiles" or not settings.SAFETY_NET_RASTER_TILES:
        return None
    return {
        "url": settings.SAFETY_NET_RASTER_TILES,
        "attribution": settings.SAFETY_NET_RASTER_ATTRIBUTION,
    }


def _kinds_asked(request: Request) -> list[str]:
    asked = request.query_params.get("kinds")
    if asked is None:
        return list(kinds.DRAWN)
    words = [word for word in asked.split(",") if word]
    unknown = [word for word in words if word not in kinds.DRAWN]
    if unknown:
        raise Invalid(kinds=_("The map does not draw this kind of place."))
    return words


def _answer(request: Request, tag: str, kept: str, draw: Callable[[], bytes]) -> HttpResponse:
    """304 without drawing when the client has it; 204 for a tile with nothing on it."""
    response = _unchanged(request._request, tag) or _tile_response(request, draw())
    response["ETag"] = tag
    response["Cache-Control"] = kept
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    answer = get_conditional_response(request, etag=tag, response=None)
    return answer if isinstance(answer, HttpResponseNotModified) else None


def _tile_response(request: Request, tile: bytes) -> HttpResponse:
    if not tile:
        return HttpResponse(status=204)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(mvt.unpacked(tile), content_type=MVT)
    return HttpResponse(tile, content_type=MVT, headers={"Content-Encoding": "gzip"})
