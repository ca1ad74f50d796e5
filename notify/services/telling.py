"""What the city log says of messages: one entry for each incident, however many people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from incidents.models import AgencyTrack
from notify import hooks
from notify.events import (
    Answered,
    ContactChanged,
    DeliveriesMoved,
    MessageAnswered,
    MessageMoved,
    MessageQueued,
    NoticeAnswered,
    NoticeMoved,
    NoticeQueued,
    ProviderChanged,
    Queued,
)
from notify.models import ContactMethod, Delivery, Message, Provider
from safety_net.core.access import ADMINS, AUDITORS, agency_token
from safety_net.core.city_log import Log

Group = tuple[int | None, int | None, int, bool]
# The message, what moved, and the person's name.
Move = tuple[Message, hooks.Moved, str]


def tell_queued(
    made: Sequence[tuple[Message, list[str]]], names: Mapping[int, str], *, log: Log
) -> None:
    """Who is to be told what; by which channels."""
    for message, rows in grouped(
        (message, _queued(message, channels, names)) for message, channels in made
    ):
        kind: type[Queued] = MessageQueued if message.incident_id else NoticeQueued
        entry = kind(subject_id=_subject(message), exercise=message.exercise, messages=rows)
        # The statement that wrote the message told who is on its incident.
        log.append(entry, audience=_audience(message, getattr(message, "involved", [])))


def tell_moved(moves: Sequence[Move], *, log: Log) -> None:
    """How far it got."""
    audiences = audiences_of([message for message, _move, _name in moves])
    for message, rows in grouped((message, _moved(move, name)) for message, move, name in moves):
        kind: type[DeliveriesMoved] = MessageMoved if message.incident_id else NoticeMoved
        entry = kind(subject_id=_subject(message), moves=rows)
        log.append(entry, audience=audiences[group_of(message)])
    if moves:
        hooks.moved.run([move for _message, move, _name in moves], log)


def tell_answered(message: Message, *, log: Log) -> None:
    kind: type[Answered] = MessageAnswered if message.incident_id else NoticeAnswered
    entry = kind(
        subject_id=_subject(message),
        message=message.pk,
        user=message.user_id,
        name=message.answered_by,
        how=message.answered_how,
        cause=message.cause,
    )
    log.append(entry, audience=audiences_of([message])[group_of(message)])


def tell_contact(method: ContactMethod, what: str, *, log: Log) -> None:
    """For auditors: by which channel somebody is reached is nobody else's business."""
    entry = ContactChanged(subject_id=method.user_id, channel=method.channel, what=what)
    log.append(entry, audience={AUDITORS})


def tell_provider(provider: Provider, what: str, names: Iterable[str], *, log: Log) -> None:
    entry = ProviderChanged(
        subject_id=provider.pk, slug=provider.slug, what=what, fields=sorted(names)
    )
    log.append(entry, audience={ADMINS, AUDITORS})


def move_of(message: Message, delivery: Delivery) -> hooks.Moved:
    """The delivery as it is now."""
    return hooks.Moved(
        delivery_id=delivery.pk,
        message_id=message.pk,
        user_id=message.user_id,
        cause=message.cause,
        generation=message.generation,
        incident_id=message.incident_id,
        channel=delivery.channel,
        state=str(delivery.state),
    )


def name_of(delivery: Delivery) -> str:
    """Whom it is for: the person, or the program that is called."""
    user, provider = delivery.message.user, delivery.provider
    if user is not None:
        return user.get_full_name() or user.get_username()
    return provider.name if provider else ""


def audiences_of(messages: Sequence[Message]) -> dict[Group, set[str]]:
    """Who hears of each group; one query at most."""
    incidents = {message.incident_id for message in messages if message.incident_id}
    on_it: dict[int, list[int]] = {}
    if incidents:
        tracks = AgencyTrack.objects.filter(incident_id__in=incidents)
        for incident, agency in tracks.values_list("incident_id", "agency_id"):
            on_it.setdefault(incident, []).append(agency)
    return {
        group_of(message): _audience(message, on_it.get(message.incident_id or 0, []))
        for message in messages
    }


def _audience(message: Message, involved: Iterable[int]) -> set[str]:
    """With an incident the agencies on it, and nobody else; otherwise the message's agency."""
    if message.incident_id:
        tokens = {agency_token(agency) for agency in involved}
    else:
        tokens = {agency_token(message.agency_id)} if message.agency_id else set()
    return tokens or {ADMINS}


def group_of(message: Message) -> Group:
    """Messages of one group share an entry: those of an incident, or of one person."""
    if message.incident_id:
        return message.incident_id, None, 0, message.exercise
    return None, message.agency_id, message.user_id or 0, message.exercise


def grouped(
    rows: Iterable[tuple[Message, dict[str, Any]]],
) -> Iterable[tuple[Message, list[dict[str, Any]]]]:
    """One message that stands for its group, and the rows of all."""
    found: dict[Group, tuple[Message, list[dict[str, Any]]]] = {}
    for message, row in rows:
        found.setdefault(group_of(message), (message, []))[1].append(row)
    return found.values()


def _subject(message: Message) -> int:
    return message.incident_id or message.user_id or 0


def _queued(message: Message, channels: list[str], names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": message.pk,
        "user": message.user_id,
        "name": names.get(message.user_id or 0, ""),
        "kind": message.kind,
        "cause": message.cause,
        "asks": message.asks,
        "urgent": message.urgent,
        "channels": channels,
    }


def _moved(move: hooks.Moved, name: str) -> dict[str, Any]:
    return {
        "message": move.message_id,
        "user": move.user_id,
        "name": name,
        "channel": move.channel,
        "state": move.state,
    }
