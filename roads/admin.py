"""Speeds and the assumptions of travel times in the admin site."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from roads.models import RoadBuild, RoadClass, TravelRule
from roads.services import speeds


@admin.register(RoadClass)
class RoadClassAdmin(admin.ModelAdmin[RoadClass]):
    list_display = ("cls", "kmh", "waiting_seconds")

    def save_model(
        self, request: HttpRequest, obj: RoadClass, form: ModelForm[RoadClass], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        speeds.apply()


@admin.register(TravelRule)
class TravelRuleAdmin(admin.ModelAdmin[TravelRule]):
    list_display = ("detour_factor", "kmh", "off_road_kmh", "reach_metres", "sea_factor", "sea_kmh")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TravelRule | None = None) -> bool:
        return False


@admin.register(RoadBuild)
class RoadBuildAdmin(admin.ModelAdmin[RoadBuild]):
    list_display = ("at", "lines", "nodes", "edges", "components", "seconds", "routing")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: RoadBuild | None = None) -> bool:
        return False
