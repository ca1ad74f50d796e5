"""How long what is kept, until it has a page of its own."""

from django.contrib import admin

from audit.models import RetentionRule


@admin.register(RetentionRule)
class RetentionRuleAdmin(admin.ModelAdmin[RetentionRule]):
    list_display = ("data", "days")
