"""Incidents of which an agency has a summary and no more."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from incidents.models import Share, Summary
from incidents.permissions import may
from safety_net.core.access import Viewer
from safety_net.core.errors import NotFound

MOST = 500


def summaries_of(viewer: Viewer) -> QuerySet[Summary]:
    """Those that the viewer's agency has by an agreement in force, the newest first."""
    if not may(viewer, "see"):
        return Summary.objects.none()
    shares = Share.objects.standing().summaries().filter(incident=OuterRef("pk"))
    mine = Summary.objects.filter(Exists(shares.filter(agency_id=viewer.agency_id or 0)))
    return mine.order_by("-filed_at", "-pk")


def open_summaries(viewer: Viewer) -> list[dict[str, Any]]:
    """Of incidents that are open."""
    return list(summaries_of(viewer).filter(is_open=True).values_list("told", flat=True))


def summary_for(viewer: Viewer, pk: int) -> dict[str, Any]:
    """One of them, or NotFound."""
    found = summaries_of(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found.told
