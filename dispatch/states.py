"""The states of a unit on an incident, and the moves between them. docs/domain.md."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from incidents.states import TimeCode


class UnitStatus(TextChoices):
    """Held on the assignment, so that two incidents never bleed into each other."""

    ALERTED = "alerted", _("alerted")
    ACKNOWLEDGED = "acknowledged", _("order acknowledged")
    EN_ROUTE = "en_route", _("en route")
    STAGING = "staging", _("staging")
    ON_SCENE = "on_scene", _("on scene")
    PATIENT = "patient", _("with patient")
    TRANSPORT = "transport", _("transporting")
    AT_HOSPITAL = "at_hospital", _("at hospital")
    CLEAR = "clear", _("clear")


# A unit may be sent on the spot: it was near, or it found the incident itself.
FIRST_STATUSES = (UnitStatus.ALERTED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE)

UNIT_MOVES: dict[str, set[str]] = {
    UnitStatus.ALERTED: {
        UnitStatus.ACKNOWLEDGED,
        UnitStatus.EN_ROUTE,
        UnitStatus.STAGING,
        UnitStatus.ON_SCENE,
        UnitStatus.CLEAR,
    },
    UnitStatus.ACKNOWLEDGED: {
        UnitStatus.EN_ROUTE,
        UnitStatus.STAGING,
        UnitStatus.ON_SCENE,
        UnitStatus.CLEAR,
    },
    UnitStatus.EN_ROUTE: {UnitStatus.STAGING, UnitStatus.ON_SCENE, UnitStatus.CLEAR},
    UnitStatus.STAGING: {UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.CLEAR},
    UnitStatus.ON_SCENE: {
        UnitStatus.STAGING,
        UnitStatus.PATIENT,
        UnitStatus.TRANSPORT,
        UnitStatus.CLEAR,
    },
    UnitStatus.PATIENT: {UnitStatus.ON_SCENE, UnitStatus.TRANSPORT, UnitStatus.CLEAR},
    # Whoever carries a patient arrives somewhere before being free.
    UnitStatus.TRANSPORT: {UnitStatus.AT_HOSPITAL},
    UnitStatus.AT_HOSPITAL: {UnitStatus.TRANSPORT, UnitStatus.CLEAR},
    UnitStatus.CLEAR: set(),
}

# The first unit to get there sets the incident's time.
TIME_OF: dict[str, TimeCode] = {
    UnitStatus.ALERTED: TimeCode.UNIT_ALERTED,
    UnitStatus.ACKNOWLEDGED: TimeCode.UNIT_ACKNOWLEDGED,
    UnitStatus.EN_ROUTE: TimeCode.EN_ROUTE,
    UnitStatus.ON_SCENE: TimeCode.ON_SCENE,
    UnitStatus.PATIENT: TimeCode.PATIENT_CONTACT,
}

# While in one of these, people may be in danger, so the safety check runs.
WATCHED = (UnitStatus.ON_SCENE, UnitStatus.PATIENT)

# EIDO: primary, secondary.
EIDO: dict[str, tuple[str, str]] = {
    "available_station": ("Available", "Station"),
    "available_mobile": ("Available", "InService"),
    UnitStatus.ALERTED: ("NotAvailable", "Dispatched"),
    UnitStatus.ACKNOWLEDGED: ("NotAvailable", "AcknowledgedTransmission"),
    UnitStatus.EN_ROUTE: ("NotAvailable", "EnRoute"),
    UnitStatus.STAGING: ("ConditionallyAvailable", "Staging"),
    UnitStatus.ON_SCENE: ("NotAvailable", "OnScene"),
    UnitStatus.PATIENT: ("NotAvailable", "PatientContact"),
    UnitStatus.TRANSPORT: ("NotAvailable", "Transporting"),
    UnitStatus.AT_HOSPITAL: ("NotAvailable", "Hospital+Arrived"),
    UnitStatus.CLEAR: ("ConditionallyAvailable", "Cleared"),
    "returning": ("ConditionallyAvailable", "BacktoAssignedArea"),
    "out_of_service": ("NotAvailable", "OutofService"),
}
