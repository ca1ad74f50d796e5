"""Secret calendar addresses. The key is told once; only its digest is kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from agencies.models import Membership
from rosters.events import CalendarChanged
from rosters.models import CalendarToken, Roster
from safety_net.core import city_log
from safety_net.core.access import ADMINS, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import NotFound

KEY_BYTES = 32


def make_calendar(
    *, membership: Membership, roster: Roster | None, by: Actor, at: datetime
) -> tuple[CalendarToken, str]:
    """An address for one roster, or for one's own duties; one made before stops to work."""
    key = secrets.token_urlsafe(KEY_BYTES)
    with city_log.change(by=by, at=at) as log:
        Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
        CalendarToken.objects.filter(membership=membership, roster=roster).delete()
        token = CalendarToken.objects.create(
            membership=membership,
            roster=roster,
            digest=CalendarToken.digest_of(key),
            made_at=at,
        )
        _tell(token, "made", log)
    return token, key


def revoke_calendar(*, token_id: int, by: Actor, at: datetime) -> None:
    """The address stops to work at once."""
    with city_log.change(by=by, at=at) as log:
        tokens = CalendarToken.objects.select_for_update(of=("self",))
        token = tokens.select_related("membership").filter(pk=token_id).first()
        if token is None:
            raise NotFound
        token.delete()
        _tell(token, "revoked", log)


def _tell(token: CalendarToken, what: str, log: Log) -> None:
    event = CalendarChanged(subject_id=token.membership.user_id, roster=token.roster_id, what=what)
    log.append(event, audience={ADMINS, agency_token(token.membership.agency_id)})
