"""Which static files are collected: those of our pages, not everything that a library ships."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions, which import files that are not shipped with them."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*"]
