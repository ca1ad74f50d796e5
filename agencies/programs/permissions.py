"""Whose tokens one may see and change: one's own; admins also those of their programs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.models import ApiToken, Membership, Role
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

MANAGERS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})


def may_manage(viewer: Viewer) -> bool:
    """Whether the viewer looks after the agency's integration accounts."""
    return viewer.role in MANAGERS


def own_place(viewer: Viewer) -> Membership:
    """The membership by which the viewer acts now; NotFound where it has just ended."""
    rows = Membership.objects.standing().filter(user=viewer.user_id, agency=viewer.agency_id)
    place = rows.first()
    if place is None:
        raise NotFound
    return place


def own_tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """Those that act as the viewer at this agency."""
    return ApiToken.objects.filter(_own(viewer)).select_related("membership__user")


def accounts_for(viewer: Viewer) -> QuerySet[Membership]:
    """The integration accounts of the viewer's agency; Forbidden for all but its admins."""
    if not may_manage(viewer):
        raise Forbidden
    rows = Membership.objects.filter(is_program=True, agency=viewer.agency_id)
    return rows.select_related("user").prefetch_related("tokens").order_by("user__first_name")


def account_for(viewer: Viewer, pk: int) -> Membership:
    """One of them; NotFound for that of another agency."""
    found = accounts_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def token_for(viewer: Viewer, pk: int) -> ApiToken:
    """A token that one may rotate or revoke; NotFound for any other."""
    mine = _own(viewer)
    if may_manage(viewer):
        mine |= Q(membership__is_program=True, membership__agency=viewer.agency_id)
    found = ApiToken.objects.filter(mine, pk=pk).select_related("membership__user").first()
    if found is None:
        raise NotFound
    return found


def _own(viewer: Viewer) -> Q:
    return Q(membership__user=viewer.user_id, membership__agency=viewer.agency_id)
