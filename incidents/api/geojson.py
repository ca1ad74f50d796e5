"""GeoJSON on request: `Accept: application/geo+json` or `?format=geojson`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safety_net.core.rest import JSONRenderer


class GeoJSONRenderer(JSONRenderer):
    """Passes on what PostgreSQL wrote; a refusal is JSON like everywhere."""

    media_type = "application/geo+json"
    format = "geojson"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if isinstance(data, bytes):
            return data
        return super().render(data, accepted_media_type, renderer_context)
