"""Devices, rules and refusals in the admin site. Positions themselves come by ingest only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from positions.models import (
    AgencyPositionRules,
    Device,
    KindPositionRules,
    RefusedCount,
    RefusedFix,
)
from positions.services.devices import new_key
from safety_net.core import clock


@admin.register(Device)
class DeviceAdmin(admin.ModelAdmin[Device]):
    list_display = ("name", "agency", "unit", "last_used_at", "expires_at", "is_active")
    list_filter = ("agency", "is_active")
    search_fields = ("name", "unit__call_sign")
    list_select_related = ("agency", "unit")
    raw_id_fields = ("unit",)
    exclude = ("digest", "created_at")
    readonly_fields = ("last_used_at",)
    actions = ("give_new_keys",)

    def save_model(self, request: HttpRequest, obj: Device, form: Any, change: bool) -> None:
        key = "" if change else new_key(obj)
        if not change:
            obj.created_at = clock.now()
        super().save_model(request, obj, form, change)
        if key:
            self._tell(request, obj, key)

    @admin.action(description=_("Give new keys; the old ones end"), permissions=["change"])
    def give_new_keys(self, request: HttpRequest, queryset: QuerySet[Device]) -> None:
        for device in queryset:
            key = new_key(device)
            device.save(update_fields=["digest"])
            self.log_change(request, device, "new key")
            self._tell(request, device, key)

    def _tell(self, request: HttpRequest, device: Device, key: str) -> None:
        text = gettext("The key of %(name)s, shown only now: %(key)s")
        self.message_user(request, text % {"name": device, "key": key}, messages.WARNING)


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
