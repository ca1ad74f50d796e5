"""Act for another of one's agencies, in this session only."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies import proving
from agencies.access import SESSION_KEY, active_memberships, viewer_of
from agencies.events import AgencyChosen
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor, Viewer
from safety_net.core.errors import Forbidden


class NoPlaceThere(Forbidden):
    """One acts for agencies of one's own only."""

    title = _("You have no place in this agency.")


def choose_agency(
    *, session: MutableMapping[str, Any], agency_id: int, by: Actor, at: datetime
) -> Viewer:
    """The viewer at `agency_id`, written into the session. NoPlaceThere for any other agency.

    SecondFactorRequired where the role there needs more than this session has proven.
    """
    places = active_memberships(by.user_id or 0)
    mine = {one.agency_id: one for one in places if not one.is_program}
    if agency_id not in mine:
        raise NoPlaceThere
    refusal = proving.withheld(mine[agency_id].role, session)
    if refusal is not None:
        raise refusal
    with city_log.change(by=by, at=at) as log:
        session[SESSION_KEY] = agency_id
        event = AgencyChosen(subject_id=by.user_id or 0, before=by.agency_id, agency=agency_id)
        log.append(event, audience=[AUDITORS])
    return viewer_of(mine[agency_id])
