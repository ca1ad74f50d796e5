"""A link in a message: looked at as often as one likes, used once."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from notify.models import AnswerLink, Message
from notify.services import answering
from notify.services.replying import actor_for
from notify.states import How
from safety_net.core import city_log
from safety_net.core.access import SYSTEM
from safety_net.core.errors import NotFound, Refusal


class LinkIsOver(Refusal):
    """`extra`: `used` tells it from one that is too old."""

    status = 410
    code = "link_is_over"
    title = _("This link has been used or is too old.")


def look(token: str, *, at: datetime) -> AnswerLink:
    """The link, without doing anything. NotFound, or LinkIsOver."""
    return _expect_usable(_find(token), at=at)


def use(token: str, *, at: datetime) -> Message:
    """Answer as the person for whom the link was made."""
    with city_log.change(by=SYSTEM, at=at):
        found = _find(token)
        # The message first, as everywhere; the link's own row settles who is the one.
        answered = answering.locked_with_incident(found.message_id)
        link = AnswerLink.objects.select_for_update().get(pk=found.pk)
        _expect_usable(link, at=at)
        user = answered.user
        if user is None or not user.is_active:
            raise NotFound
        link.used_at = at
        link.save(update_fields=["used_at"])
        by = actor_for(user, answered)
        return answering.answer(message_id=answered.pk, by=by, at=at, how=How(link.how))


def _find(token: str) -> AnswerLink:
    rows = AnswerLink.objects.select_related("message__user")
    link = rows.filter(digest=AnswerLink.digest_of(token[:200])).first()
    if link is None:
        raise NotFound
    return link


def _expect_usable(link: AnswerLink, *, at: datetime) -> AnswerLink:
    if link.used_at is not None or link.expires_at < at:
        raise LinkIsOver(used=link.used_at is not None)
    return link
