"""Merge a duplicate into its master, and take that back. Nothing is moved, so nothing is lost."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from incidents import hooks
from incidents.events import (
    IncidentAbsorbed,
    IncidentMerged,
    IncidentUnmerged,
    IncidentYielded,
)
from incidents.models import Incident, Link
from incidents.services import records
from incidents.services.involving import involve
from incidents.services.linking import locked_pair, stands
from incidents.states import LinkKind, Status, TrackBasis, TrackRole
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, Refusal


class HasDuplicates(Refusal):
    """Chains of merges can't be taken back in any order, so there are none."""

    code = "has_duplicates"
    title = _("Others are merged into this incident; un-merge them first, or merge the other way.")


class NotMerged(Refusal):
    code = "not_merged"
    title = _("This incident is not merged into another.")


def merge(*, incident_id: int, into_id: int, version: int, by: Actor, at: datetime) -> Incident:
    """`incident_id` turns out to be a duplicate of `into_id`, which goes on for both."""
    if incident_id == into_id:
        raise Invalid(into=_("An incident is not its own duplicate."))
    with city_log.change(by=by, at=at) as log:
        duplicate, master = locked_pair(incident_id, into_id)
        records.expect(duplicate, version)
        _refuse_unless_open(duplicate, master)
        _link(duplicate, master, log=log)
        records.move(duplicate, Status.MERGED)
        duplicate.merged_into = master
        records.store(duplicate, "status", "merged_into", at=at)
        log.append(
            IncidentMerged(subject_id=duplicate.pk, into=master.pk, version=duplicate.version),
            audience=records.audience(duplicate),
        )
        _bring_agencies(duplicate, master, log=log)
        _recount(master, duplicate, IncidentAbsorbed, log=log)
        hooks.merged.run(duplicate, master, log)
    return duplicate


def unmerge(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """The duplicate stands for itself again, as it stood before. Agencies stay where they came."""
    with city_log.change(by=by, at=at) as log:
        link = Link.objects.filter(
            source_id=incident_id, kind=LinkKind.DUPLICATE_OF, ended_at__isnull=True
        ).first()
        if link is None:
            raise NotMerged
        duplicate, master = locked_pair(link.source_id, link.target_id)
        if not stands(link):
            raise NotMerged
        link.ended_at = at
        link.save(update_fields=["ended_at"])
        records.move(duplicate, Status(link.earlier_status))
        duplicate.merged_into = None
        records.store(duplicate, "status", "merged_into", at=at)
        log.append(
            IncidentUnmerged(subject_id=duplicate.pk, card=records.fresh_card(duplicate)),
            audience=records.audience(duplicate),
        )
        _recount(master, duplicate, IncidentYielded, log=log)
    return duplicate


def _refuse_unless_open(duplicate: Incident, master: Incident) -> None:
    for incident in (duplicate, master):
        records.expect_open(incident)
    if duplicate.duplicates.exists():
        raise HasDuplicates


def _link(duplicate: Incident, master: Incident, *, log: Log) -> None:
    Link.objects.create(
        kind=LinkKind.DUPLICATE_OF,
        source=duplicate,
        target=master,
        earlier_status=duplicate.status,
        created_at=log.at,
        created_by=log.by.name,
    )


def _bring_agencies(duplicate: Incident, master: Incident, *, log: Log) -> None:
    present = set(master.tracks.values_list("agency_id", flat=True))
    for track in duplicate.tracks.exclude(agency_id__in=present).order_by("pk"):
        role = TrackRole.SUPPORT if track.role == TrackRole.LEAD else track.role
        involve(master, agency_id=track.agency_id, role=role, basis=TrackBasis.MERGED, log=log)


def _recount(
    master: Incident,
    duplicate: Incident,
    event: type[IncidentAbsorbed | IncidentYielded],
    *,
    log: Log,
) -> None:
    merged = master.duplicates.aggregate(total=Sum("reports_count"))["total"] or 0
    master.reports_count = master.reports.count() + merged
    records.store(master, "reports_count", at=log.at)
    log.append(
        event(
            subject_id=master.pk,
            duplicate=duplicate.pk,
            number=duplicate.number,
            reports=master.reports_count,
            version=master.version,
        ),
        audience=records.audience(master),
    )
