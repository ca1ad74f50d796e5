"""What a city may change about dispatch. Assignments and maydays change only through services."""

from __future__ import annotations

from django.contrib import admin

from dispatch.models import SafetyInterval


@admin.register(SafetyInterval)
class SafetyIntervalAdmin(admin.ModelAdmin[SafetyInterval]):
    list_display = ("incident_type", "unit_kind", "minutes")
    list_filter = ("unit_kind",)
    list_select_related = ("incident_type", "unit_kind")
