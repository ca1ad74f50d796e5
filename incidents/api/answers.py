"""What views answer with, and how they read what the catalogue knows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents.cards import card_of
from incidents.models import Disposition, Incident, IncidentType
from incidents.permissions import incident_for
from safety_net.core.access import Viewer
from safety_net.core.errors import Invalid, NotFound


def card_for(viewer: Viewer, pk: int) -> dict[str, Any]:
    """The card as it stands now."""
    return card_of(incident_for(viewer, pk, "see", with_card=True))


def type_named(code: str) -> IncidentType:
    """The active type, or Invalid."""
    kind = IncidentType.objects.filter(code=code, is_active=True).first()
    if kind is None:
        raise Invalid(type=_("There is no such incident type."))
    return kind


def disposition_named(code: str) -> Disposition:
    """The active disposition, or Invalid."""
    found = Disposition.objects.filter(code=code, is_active=True).first()
    if found is None:
        raise Invalid(disposition=_("There is no such disposition."))
    return found


def other_incident(viewer: Viewer, pk: int, verb: str, *, field: str) -> Incident:
    """An incident that a body names; Invalid for one that the viewer may not see."""
    try:
        return incident_for(viewer, pk, verb)
    except NotFound as problem:
        text = _("There is no such incident that you may see.")
        raise Invalid(**{field: text}) from problem
