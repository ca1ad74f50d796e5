"""Ageing targets in the admin site."""

from __future__ import annotations

from django.contrib import admin

from dispatch.models import AgeingTarget


@admin.register(AgeingTarget)
class AgeingTargetAdmin(admin.ModelAdmin[AgeingTarget]):
    list_display = ("priority", "pending_seconds")
