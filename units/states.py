"""The states of a unit that is not on an incident. docs/domain.md.

On an incident the state stands on the assignment (dispatch/states.py), one for each incident.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Duty(TextChoices):
    """What a unit does while no incident holds it."""

    AVAILABLE_STATION = "available_station", _("available at station")
    AVAILABLE_MOBILE = "available_mobile", _("available mobile")
    RETURNING = "returning", _("returning")
    OUT_OF_SERVICE = "out_of_service", _("out of service")


READY = (Duty.AVAILABLE_STATION, Duty.AVAILABLE_MOBILE, Duty.RETURNING)

DUTY_MOVES: dict[str, set[str]] = {
    Duty.AVAILABLE_STATION: {Duty.AVAILABLE_MOBILE, Duty.OUT_OF_SERVICE},
    Duty.AVAILABLE_MOBILE: {Duty.AVAILABLE_STATION, Duty.RETURNING, Duty.OUT_OF_SERVICE},
    Duty.RETURNING: {Duty.AVAILABLE_STATION, Duty.AVAILABLE_MOBILE, Duty.OUT_OF_SERVICE},
    Duty.OUT_OF_SERVICE: {Duty.AVAILABLE_STATION, Duty.AVAILABLE_MOBILE},
}
