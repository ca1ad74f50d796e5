"""Keep how a person looks at the unit status board."""

from __future__ import annotations

from agencies.models import Membership
from dispatch.models import UnitView
from safety_net.core.access import Viewer


def keep_unit_view(*, viewer: Viewer, service: str, sort: str, text: str, free: bool) -> None:
    """What was chosen last counts. It is nobody else's business, so the log does not hear of it."""
    place = Membership.objects.filter(user_id=viewer.user_id)
    membership = place.get(agency_id=viewer.agency_id or 0)
    chosen = {"service": service, "sort": sort, "text": text, "free": free}
    UnitView.objects.update_or_create(membership=membership, defaults=chosen)
