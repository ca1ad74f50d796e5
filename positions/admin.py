"""Rules and refusals in the admin site. Positions themselves come by ingest only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from positions.models import (
    AgencyPositionRules,
    KindPositionRules,
    RefusedCount,
    RefusedFix,
)


@admin.register(AgencyPositionRules)
class AgencyPositionRulesAdmin(admin.ModelAdmin[AgencyPositionRules]):
    list_display = ("agency", "stale_after_seconds", "forget_after_seconds")
    list_select_related = ("agency",)


@admin.register(KindPositionRules)
class KindPositionRulesAdmin(admin.ModelAdmin[KindPositionRules]):
    list_display = ("kind", "fastest_kmh")
    list_select_related = ("kind",)


class ReadOnly(admin.ModelAdmin[Any]):
    """To look at, not to write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(RefusedFix)
class RefusedFixAdmin(ReadOnly):
    list_display = ("received_at", "agency", "device", "named", "reason", "sent")
    list_filter = ("agency", "reason")
    list_select_related = ("agency", "device")


@admin.register(RefusedCount)
class RefusedCountAdmin(ReadOnly):
    list_display = ("day", "agency", "reason", "number")
    list_filter = ("agency", "reason")
    list_select_related = ("agency",)
