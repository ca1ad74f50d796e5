"""What a city may change about units. Units themselves and their crews change through services."""

from __future__ import annotations

from django.contrib import admin

from units.models import Capability, UnitKind


@admin.register(Capability)
class CapabilityAdmin(admin.ModelAdmin[Capability]):
    list_display = ("code", "name_ko", "name_en")
    search_fields = ("code", "name_ko", "name_en")


@admin.register(UnitKind)
class UnitKindAdmin(admin.ModelAdmin[UnitKind]):
    list_display = (
        "code",
        "name_ko",
        "name_en",
        "service",
        "crew_size",
        "crew_minimum",
        "turnout_seconds",
        "travels_by_water",
    )
    list_filter = ("service",)
    search_fields = ("code", "name_ko", "name_en")
