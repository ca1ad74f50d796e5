"""What a desk works against."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.states import Priority


class AgeingTarget(models.Model):
    """How long an incident of a priority may wait before its clock turns. docs/domain.md."""

    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, unique=True)
    pending_seconds = models.PositiveIntegerField(_("seconds until acknowledged"))

    class Meta:
        verbose_name = _("ageing target")
        verbose_name_plural = _("ageing targets")
        ordering = ["priority"]

    def __str__(self) -> str:
        return f"P{self.priority}: {self.pending_seconds} s"
