"""Who may read the log: auditors. Those of the city all of it, others what is their agency's."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Agency, AgencyKind, Role
from incidents.models import AgencyTrack
from safety_net.core.access import Viewer, agency_token
from safety_net.core.errors import Forbidden


@dataclass(frozen=True)
class Scope:
    """`agency_id` None is the whole city."""

    agency_id: int | None

    def condition(self) -> Q:
        """What its people did, what was addressed to it, and what befell its incidents."""
        if self.agency_id is None:
            return Q()
        own = AgencyTrack.objects.filter(agency_id=self.agency_id).values("incident_id")
        return (
            Q(actor_agency_id=self.agency_id)
            | Q(audience__contains=[agency_token(self.agency_id)])
            | Q(subject_type="incident", subject_id__in=own)
        )


def scope_of(viewer: Viewer | None) -> Scope:
    """Raises Forbidden for everybody who is no auditor."""
    if viewer is None or viewer.role != Role.AUDITOR:
        raise Forbidden
    whole = Agency.objects.filter(pk=viewer.agency_id or 0, kind=AgencyKind.CITY).exists()
    return Scope(None if whole else viewer.agency_id)
