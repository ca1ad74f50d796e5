"""Link incidents that belong together, without making one of them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.cards import link_of
from incidents.events import LinkAdded, LinkEnded
from incidents.models import Incident, Link
from incidents.services import records
from incidents.states import LinkKind
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound


def add_link(*, incident_id: int, target_id: int, kind: str, by: Actor, at: datetime) -> Link:
    """Say that one is related to the other or part of it. The same link twice is one."""
    if kind not in (LinkKind.RELATED, LinkKind.PART_OF):
        raise Invalid(kind=_("Link as related or part_of; duplicates are merged."))
    if incident_id == target_id:
        raise Invalid(to=_("An incident can't be linked to itself."))
    with city_log.change(by=by, at=at) as log:
        source, target = locked_pair(incident_id, target_id)
        link, is_new = Link.objects.get_or_create(
            kind=kind,
            source=source,
            target=target,
            ended_at=None,
            defaults={"created_at": at, "created_by": by.name},
        )
        if is_new:
            _tell_both(LinkAdded, link, source, target, log=log)
    return link


def end_link(*, incident_id: int, link_id: int, by: Actor, at: datetime) -> Link:
    """Take a link back. NotFound for a merge's link: that one is un-merged."""
    with city_log.change(by=by, at=at) as log:
        link = Link.objects.filter(pk=link_id, ended_at__isnull=True).first()
        if link is None or incident_id not in (link.source_id, link.target_id):
            raise NotFound
        if link.kind == LinkKind.DUPLICATE_OF:
            raise NotFound(_("Un-merge the incident instead."))
        source, target = locked_pair(link.source_id, link.target_id)
        if not stands(link):
            raise NotFound
        link.ended_at = at
        link.save(update_fields=["ended_at"])
        _tell_both(LinkEnded, link, source, target, log=log)
    return link


def locked_pair(one_id: int, other_id: int) -> tuple[Incident, Incident]:
    """Both incidents, locked in the order of their ids so that two changes can't wait in a ring."""
    rows = {pk: records.locked(pk) for pk in sorted({one_id, other_id})}
    return rows[one_id], rows[other_id]


def stands(link: Link) -> bool:
    """Whether nobody ended it while we waited for the incidents' locks."""
    return Link.objects.filter(pk=link.pk, ended_at__isnull=True).exists()


def _tell_both(
    event: type[LinkAdded | LinkEnded],
    link: Link,
    source: Incident,
    target: Incident,
    *,
    log: Log,
) -> None:
    for incident in (source, target):
        records.touch(incident, at=log.at)
        log.append(
            event(subject_id=incident.pk, link=link_of(link)), audience=records.audience(incident)
        )
