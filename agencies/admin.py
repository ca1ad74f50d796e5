"""Agencies and their people in the admin site, for what has no page of its own."""

from __future__ import annotations

from django.contrib import admin

from agencies.models import City, District, Station


@admin.register(City)
class CityAdmin(admin.ModelAdmin[City]):
    list_display = ("slug", "name_ko", "name_en", "timezone")
    exclude = ("centre",)


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin[District]):
    list_display = ("code", "level", "name_ko", "name_en", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("code", "name_ko", "name_en")
    exclude = ("area",)


@admin.register(Station)
class StationAdmin(admin.ModelAdmin[Station]):
    list_display = ("agency", "kind", "name_ko", "name_en")
    list_filter = ("agency", "kind")
    search_fields = ("name_ko", "name_en")
    exclude = ("location",)
