"""The engine itself: when each driver was last at work, and who is told when nobody else can be."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EnginePulse(models.Model):
    """One row per driver ("celery", "sentinel"); `worst_seconds` is the lateness of its last tick.

    Kept beside the city log: it changes every second and is no part of the shared picture.
    """

    driver = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    ticks = models.PositiveBigIntegerField(default=0)
    decided = models.PositiveBigIntegerField(default=0)
    worst_seconds = models.FloatField(default=0)

    class Meta:
        verbose_name = _("pulse of the engine")
        verbose_name_plural = _("pulses of the engine")

    def __str__(self) -> str:
        return f"{self.driver} {self.at:%H:%M:%S}"


class EngineSettings(models.Model):
    """One row. `last_resort` are targets (escalation/definition.py): the duty officer of the city,
    told of what is blocked and of whom nobody else could be reached for.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    last_resort = models.JSONField(_("duty officer"), default=list)
    dead_man_url = models.URLField(_("dead-man address"), blank=True)
    canary_minutes = models.PositiveSmallIntegerField(_("minutes between canaries"), default=5)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("settings of the engine")
        verbose_name_plural = _("settings of the engine")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_row_of_engine_settings"),
        ]

    def __str__(self) -> str:
        return "escalation"


class Canary(models.Model):
    """One row: the incident of a hidden agency that goes through rule, step, message and answer.

    `seconds` is what the last one took beyond what the rule waits; `fault` what became of one that
    did not come back.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    incident = models.ForeignKey(
        "incidents.Incident", null=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("canary")
        verbose_name_plural = _("canaries")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_canary")]

    def __str__(self) -> str:
        return f"{self.begun_at:%H:%M:%S}"
