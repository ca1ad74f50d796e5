"""What each building of the road graph found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoadBuild(models.Model):
    """One finished build: when, how large, and what it left out."""

    at = models.DateTimeField(_("at"))
    seconds = models.FloatField(_("seconds"))
    lines = models.IntegerField(_("lines"))
    nodes = models.IntegerField(_("nodes"))
    edges = models.IntegerField(_("edges"))
    components = models.IntegerField(_("components"))
    left_out = models.JSONField(default=dict, help_text="Class → lines that are not driven")
    routing = models.BooleanField(_("pgRouting is there"))

    class Meta:
        verbose_name = _("building of the road graph")
        verbose_name_plural = _("buildings of the road graph")
        get_latest_by = ["at", "id"]
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.edges} edges at {self.at:%Y-%m-%d %H:%M}"
