"""Agencies as the list shows them, and what switching one off would do now."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from administration.effects import Effect, about
from agencies.models import Agency, Membership
from agencies.permissions import agencies_for
from dispatch.models import Assignment
from incidents.models import AgencyTrack, Incident
from incidents.states import TrackState
from safety_net.core.access import Viewer

AT_WORK = (TrackState.WAITING, TrackState.ACKNOWLEDGED, TrackState.WORKING)


def agency_rows(viewer: Viewer, q: str, *, disabled: bool) -> QuerySet[Agency]:
    """Those whose name holds what is sought, with `members` and `open_tracks` counted."""
    found = agencies_for(viewer).filter(is_active=not disabled)
    for word in q.split():
        named = Q(slug__icontains=word) | Q(name_ko__icontains=word) | Q(name_en__icontains=word)
        found = found.filter(named | Q(short_ko__icontains=word) | Q(short_en__icontains=word))
    return found.annotate(
        members=_counted(Membership.objects.filter(is_active=True, user__is_active=True)),
        open_tracks=_counted(tracks_at_work()),
    ).order_by("kind", "pk")


def tracks_at_work() -> QuerySet[AgencyTrack]:
    """Tracks of open incidents that are neither done nor declined."""
    open_ones = Incident.objects.open().values("pk")
    return AgencyTrack.objects.filter(incident__in=open_ones, state__in=AT_WORK)


def _counted(rows: QuerySet[Any]) -> Coalesce:
    own = rows.filter(agency=OuterRef("pk")).order_by().values("agency")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def effects_of_disabling(agency: Agency, viewer: Viewer) -> list[Effect]:
    """What goes on without the agency, and who is shut out."""
    tracks = tracks_at_work().filter(agency=agency)
    incidents = list(tracks.values_list("incident_id", flat=True))
    units = Assignment.objects.filter(agency=agency, cleared_at__isnull=True)
    people = Membership.objects.standing().filter(agency=agency).count()
    effects = []
    if incidents:
        text = _("Its part in these open incidents stays open, and nobody can answer for it:")
        effects.append(about(text, incidents, viewer))
    if on_the_way := units.count():
        effects.append(Effect(text=_("Units of it on incidents: %(n)d.") % {"n": on_the_way}))
    if people:
        text = ngettext(
            "%(n)d person loses this place at once, with every session and connection.",
            "%(n)d people lose this place at once, with every session and connection.",
            people,
        )
        effects.append(Effect(text=text % {"n": people}))
    return effects
