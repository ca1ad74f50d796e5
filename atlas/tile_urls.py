"""Addresses of the map; included at the root because they live under two of its branches."""

from __future__ import annotations

from django.urls import path

from atlas.tile_views import BaseTileView, MapView, PlaceTileView

urlpatterns = [
    path("api/map/", MapView.as_view(), name="map"),
    path(
        "tiles/base/<int:z>/<int:x>/<int:y>.mvt",
        BaseTileView.as_view(),
        name="base-tile",
    ),
    path(
        "tiles/places/<int:z>/<int:x>/<int:y>.mvt",
        PlaceTileView.as_view(),
        name="place-tile",
    ),
]
