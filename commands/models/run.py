"""What was done by a command line, so that it can be taken back and looked at later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from commands.grammar import LONGEST_LINE, VerbName


class CommandRun(models.Model):
    """`undo` holds the steps that take it back, the first one first; empty where nothing can."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(_("line"), max_length=LONGEST_LINE)
    verb = models.CharField(_("meaning"), max_length=20, choices=VerbName)
    at = models.DateTimeField(_("at"))
    undo = models.JSONField(default=list)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("command")
        verbose_name_plural = _("commands")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.line[:80]
