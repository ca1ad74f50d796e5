"""Sharing agreements as the list shows them, and what one would show of what is open now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import MultiPolygon
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from administration.effects import Effect, about
from agreements.cards import state_of
from agreements.models import Agreement
from agreements.permissions import agreements_for
from agreements.states import AgreementState, Level
from incidents.models import AgencyTrack, Incident
from incidents.states import TrackRole
from safety_net.core import wall
from safety_net.core.access import Viewer


@dataclass(frozen=True, kw_only=True)
class AgreementRow:
    agreement: Agreement
    state: AgreementState


def agreement_rows(viewer: Viewer, q: str, *, ended: bool) -> list[AgreementRow]:
    """Those of one's agency, or all of the city's; the newest first."""
    found = agreements_for(viewer).filter(ended_at__isnull=not ended)
    for word in q.split():
        giver = Q(giver__name_ko__icontains=word) | Q(giver__name_en__icontains=word)
        receiver = Q(receiver__name_ko__icontains=word) | Q(receiver__name_en__icontains=word)
        found = found.filter(giver | receiver | Q(purpose__icontains=word))
    rows = found.with_all().select_related("giver", "receiver").order_by("-pk")
    return [AgreementRow(agreement=one, state=state_of(one)) for one in rows]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The terms that decide which incidents an agreement is about; empty means all."""

    giver_id: int
    receiver_id: int
    level: str
    types: Collection[str] = ()
    priorities: Collection[int] = ()
    area: MultiPolygon | None = None


def effect_of(asked: Asked, viewer: Viewer) -> Effect:
    """How many of the open incidents that the giver leads this would show (or take back)."""
    with wall.lifted():  # a count tells of no incident
        ids = list(shown_by(asked).values_list("pk", flat=True))
    if asked.level == Level.NONE:
        text = ngettext(
            "This would keep %(n)d of the open incidents from the other side.",
            "This would keep %(n)d of the open incidents from the other side.",
            len(ids),
        )
    else:
        text = ngettext(
            "This would show %(n)d of the open incidents.",
            "This would show %(n)d of the open incidents.",
            len(ids),
        )
    return about(text % {"n": len(ids)}, ids, viewer)


def shown_by(asked: Asked) -> QuerySet[Incident]:
    """Open incidents within the terms in which the receiver takes no part of its own."""
    leads = AgencyTrack.objects.filter(
        incident=OuterRef("pk"), agency_id=asked.giver_id, role=TrackRole.LEAD
    )
    takes_part = AgencyTrack.objects.filter(incident=OuterRef("pk"), agency_id=asked.receiver_id)
    found = Incident.objects.open().filter(Exists(leads)).exclude(Exists(takes_part))
    if asked.types:
        fitting = Q(type__code__in=asked.types)
        for family in asked.types:
            fitting |= Q(type__code__startswith=f"{family}.")
        found = found.filter(fitting)
    if asked.priorities:
        found = found.filter(priority__in=asked.priorities)
    if asked.area is not None:
        pinned = Incident.objects.annotate(pin=Cast("location", PointField(srid=4326)))
        found = found.filter(pk__in=pinned.filter(pin__coveredby=asked.area).values("pk"))
    return found


def asked_of(agreement: Agreement) -> Asked:
    return Asked(
        giver_id=agreement.giver_id,
        receiver_id=agreement.receiver_id,
        level=agreement.level,
        types=agreement.types,
        priorities=agreement.priorities,
        area=agreement.area,
    )
