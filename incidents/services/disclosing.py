"""Who sees an incident without a part in it, worked out anew whenever something about it changes.

Only the agency that leads an incident shares it, and only by an agreement of its own: whoever sees
it by an agreement passes nothing on. docs/sharing.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from agreements.states import Level
from incidents.events import (
    IncidentAbsorbed,
    IncidentSummarised,
    IncidentWithdrawn,
    IncidentYielded,
    LinkAdded,
    LinkEnded,
)
from incidents.models import Incident, Share, Summary
from incidents.selectors.entitled import Sight, changed_sights
from incidents.services.involving import show
from incidents.states import LIVE_STATUSES, TrackRole
from incidents.summaries import summary_of
from safety_net.core.access import agency_token
from safety_net.core.city_log import Log
from safety_net.core.city_log.writing import Draft

# What decides who sees it, or stands in a summary.
DECISIVE = (
    "incident.filed",
    "incident.placed",
    "incident.retyped",
    "incident.reprioritised",
    "incident.merged",
    "incident.unmerged",
    "incident.closed",
    "incident.reopened",
    "track.",
)


def disclose_change(log: Log) -> None:
    """At the end of a change: those who see an incident it touched become what agreements say."""
    touched = {
        draft.event.subject_id
        for draft in log.drafts
        if draft.event.subject_type == "incident" and draft.event.kind.startswith(DECISIVE)
    }
    if touched:
        disclose(touched, log)
    _pass_nothing_on(log)


def disclose(incident_ids: Collection[int], log: Log) -> int:
    """In the caller's change, the incidents locked; how many sights changed. One question if none.

    Whoever loses sight by this change hears nothing of what it did.
    """
    sights = changed_sights(incident_ids, at=log.at)
    if not sights:
        return 0
    _keep([sight for sight in sights if sight.changes])
    by_incident: dict[int, list[Sight]] = defaultdict(list)
    for sight in sights:
        by_incident[sight.incident_id].append(sight)
    found = Incident.objects.with_card().select_related("district__parent").in_bulk(by_incident)
    for pk, incident in sorted(found.items()):
        _tell(incident, by_incident[pk], log)
    return sum(sight.changes for sight in sights)


def _keep(sights: list[Sight]) -> None:
    gone = [sight.share_id for sight in sights if sight.share_id is not None]
    Share.objects.filter(pk__in=gone).delete()
    Share.objects.bulk_create(
        Share(
            incident_id=sight.incident_id,
            agency_id=sight.agency_id,
            agreement_id=sight.agreement_id or 0,
            level=sight.level,
        )
        for sight in sights
        if sight.level
    )


def _tell(incident: Incident, sights: list[Sight], log: Log) -> None:
    for sight in sights:
        token = agency_token(sight.agency_id)
        if sight.had == Level.FULL and sight.level != Level.FULL and not sight.takes_part:
            _silence(token, incident.pk, log)
        if sight.level == Level.FULL and sight.had != Level.FULL:
            show(incident, agency_id=sight.agency_id, log=log)
        elif sight.had and not sight.level and not sight.takes_part:
            log.append(IncidentWithdrawn(subject_id=incident.pk), audience={token})
    _summarise(incident, [sight for sight in sights if sight.level == Level.SUMMARY], log)


def _summarise(incident: Incident, sights: list[Sight], log: Log) -> None:
    """Tell a summary that is new to somebody, or says something new."""
    if not sights:
        Summary.objects.filter(incident=incident).delete()
        return
    told = summary_of(incident, agency_id=_lead_of(incident))
    former = Summary.objects.filter(incident=incident).first()
    is_news = former is None or former.told != told
    if is_news:
        is_open = incident.status in LIVE_STATUSES
        Summary.objects.update_or_create(
            incident=incident,
            defaults={"told": told, "filed_at": incident.filed_at, "is_open": is_open},
        )
    audience = {agency_token(one.agency_id) for one in sights if is_news or one.changes}
    if audience:
        log.append(IncidentSummarised(subject_id=incident.pk, summary=told), audience=audience)


def _lead_of(incident: Incident) -> int:
    return next(one.agency_id for one in incident.tracks.all() if one.role == TrackRole.LEAD)


def _silence(token: str, incident_id: int, log: Log) -> None:
    """Take `token` off what this change says of the incident."""
    log.drafts[:] = list(_without(token, incident_id, log))


def _without(token: str, incident_id: int, log: Log) -> Iterator[Draft]:
    for draft in log.drafts:
        about = draft.event.subject_type == "incident" and draft.event.subject_id == incident_id
        left = [one for one in draft.audience if one != token] if about else draft.audience
        if left:
            yield draft if len(left) == len(draft.audience) else replace(draft, audience=left)


def _pass_nothing_on(log: Log) -> None:
    """What speaks of a second incident is for those who have a part, or see that one too.

    A card that changed by it is given anew to the others.
    """
    pairs = {
        (draft.event.subject_id, other)
        for draft in log.drafts
        if (other := _other_of(draft)) is not None
    }
    for incident_id, other_id in sorted(pairs):
        watching = Share.objects.standing().full().filter(incident_id=incident_id)
        for agency_id in watching.order_by("pk").values_list("agency_id", flat=True):
            if not Incident.objects.visible_to(agency_id).filter(pk=other_id).exists():
                _show_instead(incident_id, other_id, agency_id, log)


def _show_instead(incident_id: int, other_id: int, agency_id: int, log: Log) -> None:
    token = agency_token(agency_id)
    about = [
        draft
        for draft in log.drafts
        if draft.event.subject_id == incident_id and _other_of(draft) == other_id
    ]
    for number, draft in enumerate(log.drafts):
        if draft in about:
            left = [one for one in draft.audience if one != token]
            log.drafts[number] = replace(draft, audience=left)
    show(Incident.objects.get(pk=incident_id), agency_id=agency_id, log=log)


def _other_of(draft: Draft) -> int | None:
    """The second incident that an entry about one names by its number."""
    event = draft.event
    if isinstance(event, IncidentAbsorbed | IncidentYielded):
        return event.duplicate
    if isinstance(event, LinkAdded | LinkEnded):
        ends = {event.link["from"], event.link["to"]} - {event.subject_id}
        other: int = next(iter(ends))
        return other
    return None
