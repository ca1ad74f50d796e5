"""One run of an import, with its counts."""

from __future__ import annotations

from dataclasses import fields

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from records.events import RecordsImported


class RecordsImport(models.Model):
    """`read` = `imported` + `known` + `refused`: nothing else can happen to a row of a file."""

    profile = models.CharField(_("profile"), max_length=40)
    file = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"))
    read = models.PositiveIntegerField(_("rows read"), default=0)
    imported = models.PositiveIntegerField(_("rows imported"), default=0)
    known = models.PositiveIntegerField(_("rows there before"), default=0)
    refused = models.PositiveIntegerField(_("rows refused"), default=0)
    flagged = models.PositiveIntegerField(_("rows with a doubt"), default=0)
    incidents = models.PositiveIntegerField(_("new incidents"), default=0)
    units = models.PositiveIntegerField(_("new units"), default=0)
    faults = models.JSONField(_("faults"), default=dict)

    class Meta:
        verbose_name = _("import of records")
        verbose_name_plural = _("imports of records")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(read=F("imported") + F("known") + F("refused")),
                name="every_row_is_accounted_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.file}"

    def entry(self) -> RecordsImported:
        """What the city log keeps of this run."""
        names = [one.name for one in fields(RecordsImported) if one.name != "subject_id"]
        return RecordsImported(subject_id=self.pk, **{name: getattr(self, name) for name in names})
