"""Notes that people write on an incident, for all involved or for their own agency."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models.incident import Incident
from incidents.states import NoteAudience, NoteLevel


class Note(models.Model):
    """The text of a note whose `level` is not open is protected: it stays out of the city log."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="notes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.CharField(_("author"), max_length=150)
    audience = models.CharField(_("audience"), max_length=5, choices=NoteAudience)
    level = models.CharField(_("level"), max_length=8, choices=NoteLevel, default=NoteLevel.OPEN)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=NoteAudience.values), name="note_audience_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=NoteLevel.values), name="note_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:50]
