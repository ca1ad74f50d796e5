"""How much an agreement shows, and how far it has come."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """`none` is an exception: it takes back what wider agreements would show."""

    FULL = "full", _("everything, to read")
    SUMMARY = "summary", _("a summary")
    NONE = "none", _("nothing")


class AgreementState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    SIGNED = "signed", _("signed, not yet in force")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("ended")
