"""Addresses of the pages about escalation rules, under /escalation/rules/."""

from __future__ import annotations

from django.urls import path

from escalation.views import rules

urlpatterns = [
    path("", rules.rule_list, name="rules"),
    path("new/", rules.new_rule, name="new-rule"),
    path("<int:pk>/", rules.one_rule, name="rule"),
]
