"""A person answers by text message: yes, or the code of what is meant."""

from __future__ import annotations

import re

from django.contrib.auth.models import User

from agencies.models import Membership
from notify.channels import registry
from notify.channels.base import Heard
from notify.models import ContactMethod, Message, RawCallback
from notify.services import answering
from notify.services.direct import send_to
from notify.states import How, MessageState
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Refusal

YES = {"ack", "ok", "yes", "y", "1", "확인", "네", "예"}
CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
MOST_CODES = 5
WORDS = {
    "which": {
        "ko": "응답할 것이 여러 건입니다. 번호를 보내십시오: %s",
        "en": "Several things wait for you. Reply with a code: %s",
    },
    "what": {
        "ko": "이해하지 못했습니다. 번호나 '확인'을 보내십시오: %s",
        "en": "That was not understood. Reply ACK or a code: %s",
    },
    "nothing": {
        "ko": "지금 응답할 것이 없습니다.",
        "en": "Nobody is waiting for an answer of yours.",
    },
    "done": {"ko": "확인했습니다: %s", "en": "You are on it: %s"},
}


def take_reply(heard: Heard, *, raw: RawCallback, log: Log) -> str:
    """Answer as whoever has that number, and say so; a fault where nobody verified has it."""
    methods = _methods(raw.provider.channels, heard.sender)
    if not methods:
        return "nobody has verified the number that replied"
    own = {method.user_id: method for method in methods}
    waiting = _waiting(set(own), exercise=raw.provider.is_drill)
    chosen = _chosen(waiting, heard.text)
    if chosen is None:
        _explain(methods[0], waiting, heard.text, raw=raw, log=log)
        return ""
    method = own[chosen.user_id or 0]
    by = actor_for(method.user, chosen)
    try:
        answering.answer(message_id=chosen.pk, by=by, at=log.at, how=How.REPLY)
    except Refusal:  # somebody else was quicker
        _say(method, "nothing", "", raw=raw, log=log)
    else:
        _say(method, "done", chosen.code, raw=raw, log=log)
    return ""


def _methods(channels: list[str], sender: str) -> list[ContactMethod]:
    """Verified ones of that address; the same number may be several people's."""
    found: list[ContactMethod] = []
    for channel in channels:
        known = registry.channels().get(channel)
        if known is None:
            continue
        try:
            address = known.clean(sender)
        except ValueError:
            continue
        rows = ContactMethod.objects.filter(
            channel=channel,
            address=address,
            verified_at__isnull=False,
            is_active=True,
            user__is_active=True,
        )
        found += rows.select_related("user").order_by("pk")
    return found


def _waiting(user_ids: set[int], *, exercise: bool) -> list[Message]:
    """What is asked of them now, the newest first. A drill's provider answers drills only."""
    open_ones = Message.objects.filter(
        user_id__in=user_ids, state=MessageState.QUEUED, asks=True, exercise=exercise
    )
    return list(open_ones.order_by("-queued_at", "-pk")[:50])


def _chosen(waiting: list[Message], text: str) -> Message | None:
    """By its code; by a plain yes only where there is but one."""
    codes = set(CODE.findall(text))
    named = [one for one in waiting if one.code in codes]
    if named:
        return named[0]
    says_yes = text.strip().strip(".!").lower() in YES and not codes
    return waiting[0] if says_yes and len(waiting) == 1 else None


def _explain(
    method: ContactMethod, waiting: list[Message], text: str, *, raw: RawCallback, log: Log
) -> None:
    codes = ", ".join(one.code for one in waiting[:MOST_CODES])
    if not waiting:
        return _say(method, "nothing", "", raw=raw, log=log)
    says_yes = text.strip().strip(".!").lower() in YES
    return _say(method, "which" if says_yes else "what", codes, raw=raw, log=log)


def _say(method: ContactMethod, what: str, filling: str, *, raw: RawCallback, log: Log) -> None:
    words = WORDS[what]
    facts = {
        "title": "Safety Net",
        "text": {name: text % filling if "%s" in text else text for name, text in words.items()},
    }
    send_to(
        method,
        kind="notice",
        facts=facts,
        dedupe_key=f"reply:{raw.pk}",
        exercise=raw.provider.is_drill,
        log=log,
    )


def actor_for(user: User, message: Message) -> Actor:
    """The person, for the agency that was asked, as from the desk."""
    places = Membership.objects.standing().filter(user=user).order_by("pk")
    place = places.filter(agency_id=message.agency_id or 0).first() or places.first()
    return Actor(
        name=user.get_full_name() or user.get_username(),
        user_id=user.pk,
        agency_id=place.agency_id if place else None,
        role=place.role if place else "",
    )
