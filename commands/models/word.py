"""Command words: what a dispatcher types first, and what it means. Seeded by a migration."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from commands.grammar import VerbName

LONGEST_WORD = 20


class CommandWord(models.Model):
    """A word of one agency, or of the whole city where `agency` is blank.

    `folded` is how the word reads without case and width; it has one meaning for each agency.
    `preset` fills slots that the line leaves out, and says more of the verb: a status to move to.
    """

    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="command_words",
        help_text=_("Blank: for every agency"),
    )
    word = models.CharField(_("word"), max_length=LONGEST_WORD)
    folded = models.CharField(max_length=LONGEST_WORD, editable=False)
    verb = models.CharField(_("meaning"), max_length=20, choices=VerbName)
    preset = models.JSONField(_("preset"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("command word")
        verbose_name_plural = _("command words")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "folded"],
                name="one_meaning_per_word_and_agency",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(verb__in=VerbName.values), name="command_verb_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.word

    def as_data(self) -> dict[str, Any]:
        """The public shape; docs/live-entries.md."""
        return {
            "id": self.pk,
            "agency": self.agency_id,
            "word": self.word,
            "verb": str(self.verb),
            "preset": self.preset,
            "language": self.language,
            "version": self.version,
        }
