"""REST addresses of escalation, under /api/."""

from __future__ import annotations

from django.urls import path

from escalation.api import rules

urlpatterns = [
    path("escalation-rules/", rules.Rules.as_view(), name="escalation-rules"),
    path("escalation-rules/<int:pk>/", rules.OneRule.as_view(), name="escalation-rule"),
    path("escalation-rules/<int:pk>/publish/", rules.Publish.as_view(), name="publish-rule"),
    path("escalation-rules/<int:pk>/restore/", rules.Restore.as_view(), name="restore-rule"),
    path("escalation-rules/<int:pk>/copy/", rules.Copy.as_view(), name="copy-rule"),
    path("escalation-rules/<int:pk>/versions/", rules.Versions.as_view(), name="rule-versions"),
]
