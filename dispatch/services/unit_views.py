"""Keep how a person looks at the unit status board."""

from __future__ import annotations

from agencies.models import Membership
from dispatch.models import UnitView


def keep_unit_view(
    *, user_id: int, agency_id: int | None, service: str, sort: str, text: str, free: bool
) -> None:
    """What was chosen last counts. It is nobody else's business, so the log does not hear of it."""
    membership = Membership.objects.get(user_id=user_id, agency_id=agency_id)
    chosen = {"service": service, "sort": sort, "text": text, "free": free}
    UnitView.objects.update_or_create(membership=membership, defaults=chosen)
