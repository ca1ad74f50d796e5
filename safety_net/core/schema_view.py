"""The OpenAPI document itself."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView

from safety_net.core.scopes import Area


class SchemaView(SpectacularAPIView):
    """For people, and for every token."""

    area = Area.OPEN
