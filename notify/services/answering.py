"""Somebody is on it: one way for the desk, a push, a link and a reply by text message."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.services import records
from notify import hooks
from notify.models import Message
from notify.services import telling
from notify.services.queueing import settle
from notify.states import DESK, DeliveryState, How, MessageState
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, NotFound, Refusal


class NothingToAnswer(Refusal):
    """It only told something, or nobody is asked any more. `extra`: `message_state`."""

    code = "nothing_to_answer"
    title = _("Nobody is asked for an answer any more.")


def answer(*, message_id: int, by: Actor, at: datetime, how: How = How.DESK) -> Message:
    """The person says that they are on it. Said twice, it counts once.

    What is not sent yet stays unsent, and whoever reacts to `hooks.answered` does so in the same
    change: an escalation stops, the incident is acknowledged.
    """
    with city_log.change(by=by, at=at) as log:
        message = _locked(message_id, by)
        if message.state != MessageState.ANSWERED:
            _expect_question(message)
            _answer(message, how=how, log=log)
    return message


def mark_read(*, message_id: int, by: Actor, at: datetime) -> Message:
    """The person has seen it at a desk: no other way is tried any more."""
    with city_log.change(by=by, at=at) as log:
        message = _locked(message_id, by)
        if message.read_at is None:
            message.read_at = at
            message.save(update_fields=["read_at"])
            settle([message.pk], at=at)
            _show_desk_read(message, log=log)
    return message


def locked_with_incident(message_id: int) -> Message:
    """The message after its incident: every change takes them in that order. NotFound without."""
    found = Message.objects.filter(pk=message_id).values_list("incident_id", flat=True)
    if not found:
        raise NotFound
    if found[0] is not None:
        records.locked(found[0])
    # Without the key: whoever adds another way of delivering it meanwhile does not wait for us.
    rows = Message.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("user").get(pk=message_id)


def _locked(message_id: int, by: Actor) -> Message:
    """One's own."""
    if not Message.objects.filter(pk=message_id, user_id=by.user_id or 0).exists():
        raise NotFound
    return locked_with_incident(message_id)


def _expect_question(message: Message) -> None:
    if not message.asks or message.state != MessageState.QUEUED:
        raise NothingToAnswer(message_state=str(message.state))


def _answer(message: Message, *, how: How, log: Log) -> None:
    if log.by.user_id is None:
        raise Forbidden(_("A person answers."))
    message.state = MessageState.ANSWERED
    message.answered_at, message.answered_by, message.answered_how = log.at, log.by.name, how
    message.read_at = message.read_at or log.at
    message.save(update_fields=["state", "answered_at", "answered_by", "answered_how", "read_at"])
    settle([message.pk], at=log.at)
    telling.tell_answered(message, log=log)
    hooks.answered.run(message, log.by, log.at, log)


def _show_desk_read(message: Message, *, log: Log) -> None:
    desk = message.deliveries.filter(channel=DESK).exclude(state=DeliveryState.READ).first()
    if desk is None:
        return
    desk.state, desk.settled_at = DeliveryState.READ, log.at
    desk.save(update_fields=["state", "settled_at"])
    telling.tell_moved([(message, telling.move_of(message, desk), log.by.name)], log=log)
