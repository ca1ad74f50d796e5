"""Addresses of the audit's pages."""

from django.urls import path

from audit.views import checks, export, pages, retention

urlpatterns = [
    path("", pages.log_page, name="audit"),
    path("entries/<int:seq>/", pages.entry_page, name="audit-entry"),
    path("export.<str:form>", export.export, name="audit-export"),
    path("retention/", retention.retention, name="audit-retention"),
    path("checks/", checks.begin, name="audit-check-begin"),
    path("checks/<int:pk>/", checks.one_check, name="audit-check"),
]
