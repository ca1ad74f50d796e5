"""The demo door: the demo people by one click, on this machine and with demo data only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.services.signing_in import sign_in
from agencies.demo import PREFIX
from agencies.models import Agency, Membership
from agencies.proving import DEMO_DOOR
from safety_net.console.loopback import comes_from_this_machine
from safety_net.core import clock


@dataclass(frozen=True)
class Desk:
    """The demo people of one agency, as the login page shows them."""

    agency: Agency
    people: list[Membership]

    @property
    def doors(self) -> list[tuple[Membership, bool]]:
        """Each of them, and whether another one has the same role, so that the name tells."""
        roles = Counter(one.role for one in self.people)
        return [(one, roles[one.role] > 1) for one in self.people]


def is_open(request: HttpRequest) -> bool:
    return bool(settings.SAFETY_NET_DEMO) and comes_from_this_machine(request)


def people() -> QuerySet[Membership]:
    """Every demo person with an active membership."""
    return (
        Membership.objects.standing()
        .select_related("user", "agency")
        .filter(user__username__startswith=PREFIX)
        .order_by("agency_id", "pk")
    )


def desks(request: HttpRequest) -> list[Desk]:
    """The doors to offer, by agency; none where the door is shut."""
    if not is_open(request):
        return []
    rows = groupby(people(), key=lambda one: one.agency)
    return [Desk(agency, list(members)) for agency, members in rows]


@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as a demo person. Elsewhere this page does not exist.

    The session counts as proven by a second factor while this is a demo, and never elsewhere
    (agencies/proving.py): production settings know no demo.
    """
    if not is_open(request):
        raise Http404
    member = get_object_or_404(people(), user__username=username)
    sign_in(request, member.user, how="demo", second_factor=DEMO_DOOR, at=clock.now())
    return redirect("desk")
