"""What a connection can do when some of its tables may be views."""

from __future__ import annotations

from typing import Any

from django.contrib.gis.db.backends.postgis import features

from safety_net.core.wall.guarding import is_guarded


class DatabaseFeatures(features.DatabaseFeatures):
    def allows_group_by_selected_pks_on_model(self, model: Any) -> bool:
        """PostgreSQL knows the key of a table, but not of a view that stands in its place."""
        by_key: bool = super().allows_group_by_selected_pks_on_model(model)
        return by_key and not is_guarded(model._meta.db_table)
