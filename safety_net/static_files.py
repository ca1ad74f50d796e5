"""Which static files are collected: those of our pages, not everything that a library ships."""

from django.contrib.staticfiles.apps import StaticFilesConfig

UNUSED = [
    "django_htmx/ext/*",  # imports files that are not shipped with it
    "drf_spectacular_sidecar/redoc/*",  # our page of the API is the other one
    "rest_framework/*",  # the API answers JSON only
]


class StaticFiles(StaticFilesConfig):
    """Leaves out what no page of ours asks for."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *UNUSED]
