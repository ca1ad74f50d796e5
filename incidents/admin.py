"""The catalogue in the admin site. Incidents themselves change only through services."""

from __future__ import annotations

from django.contrib import admin

from incidents.models import Disposition, DuplicateRule


@admin.register(Disposition)
class DispositionAdmin(admin.ModelAdmin[Disposition]):
    list_display = ("code", "name_ko", "name_en", "is_active")


@admin.register(DuplicateRule)
class DuplicateRuleAdmin(admin.ModelAdmin[DuplicateRule]):
    list_display = ("family", "metres", "minutes", "related")
