"""Words for where a position came from and why one was refused."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """What told the position."""

    DEVICE = "device", _("device")
    CREW = "crew", _("crew's phone")
    SIMULATION = "simulation", _("simulation")


class Reason(TextChoices):
    """Why a fix was refused; one word on the wire, one sentence for people."""

    MALFORMED = "malformed", _("This is not a position.")
    UNKNOWN_UNIT = "unknown_unit", _("There is no such unit.")
    NOT_YOURS = "not_yours", _("This device does not speak for that unit.")
    FUTURE = "future", _("Its time lies in the future.")
    TOO_OLD = "too_old", _("It is more than 24 hours old.")
    OUT_OF_ORDER = "out_of_order", _("A later position is known already.")
    DUPLICATE = "duplicate", _("This position is known already.")
    OUTSIDE = "outside", _("It lies far outside the city.")
    NO_PLACE = "no_place", _("Longitude and latitude are not a place on earth.")
    JUMP = "jump", _("No such unit moves that fast.")
