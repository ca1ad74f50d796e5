"""Fetching proves the right: whose way of signing in an administrator may mend."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Membership, Role
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

ADMINS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})


def people_of(viewer: Viewer) -> QuerySet[User]:
    """Those whom the viewer may help. Forbidden for anybody but administrators.

    A city admin: everybody. An agency's admin: those with a place in that agency and in no other,
    who do not configure the city; or whoever gives passwords could take more than they have.
    """
    if viewer.role not in ADMINS:
        raise Forbidden
    programs = Membership.objects.filter(user=OuterRef("pk"), is_program=True)
    everybody = User.objects.exclude(Exists(programs))
    if viewer.role == Role.CITY_ADMIN:
        return everybody
    places = Membership.objects.filter(user=OuterRef("pk"))
    own = viewer.agency_id or 0
    here, elsewhere = Exists(places.filter(agency_id=own)), Exists(places.exclude(agency_id=own))
    above = Exists(places.filter(role=Role.CITY_ADMIN))
    return everybody.filter(here, ~elsewhere, ~above, is_staff=False, is_superuser=False)


def person_for(viewer: Viewer, pk: int) -> User:
    """NotFound for somebody whom one may not help, and for oneself: there is a page for that."""
    found = people_of(viewer).exclude(pk=viewer.user_id).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
