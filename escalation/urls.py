"""REST addresses of escalation, under /api/."""

from __future__ import annotations

from django.urls import path

from escalation.api import rule_trials, rules, runs
from escalation.api.engine import Engine

urlpatterns = [
    path("escalations/", runs.Escalations.as_view(), name="escalations"),
    path("escalations/<int:pk>/answer/", runs.Answer.as_view(), name="answer-escalation"),
    path("escalations/<int:pk>/retry/", runs.Retry.as_view(), name="retry-escalation"),
    path("incidents/<int:pk>/escalations/", runs.OfIncident.as_view(), name="incident-escalations"),
    path("engine/", Engine.as_view(), name="engine"),
    path("escalation-rules/", rules.Rules.as_view(), name="escalation-rules"),
    path("escalation-rules/preview/", rule_trials.Preview.as_view(), name="preview-rule"),
    path("escalation-rules/what-if/", rule_trials.WhatIf.as_view(), name="what-if-rule"),
    path("escalation-rules/overlaps/", rule_trials.Overlaps.as_view(), name="overlaps-of-rule"),
    path("escalation-rules/<int:pk>/", rules.OneRule.as_view(), name="escalation-rule"),
    path("escalation-rules/<int:pk>/publish/", rules.Publish.as_view(), name="publish-rule"),
    path("escalation-rules/<int:pk>/restore/", rules.Restore.as_view(), name="restore-rule"),
    path("escalation-rules/<int:pk>/copy/", rules.Copy.as_view(), name="copy-rule"),
    path("escalation-rules/<int:pk>/versions/", rules.Versions.as_view(), name="rule-versions"),
    path(
        "escalation-rules/<int:pk>/open-incidents/",
        rule_trials.OpenIncidents.as_view(),
        name="open-incidents-of-rule",
    ),
]
