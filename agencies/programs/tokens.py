"""Make, rotate and revoke tokens. A key is told once; only its digest is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from agencies.models import ApiToken, Membership
from agencies.programs.events import TokenChanged
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Log
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, NotFound, Refusal
from safety_net.core.keyed import LONGEST, LONGEST_OVERLAP
from safety_net.core.scopes import ALL, SCOPES

SORT = "token"
MOST = 20
LONGEST_NAME = 100


class TooManyTokens(Refusal):
    """More would only mean that nobody knows any more what each is for."""

    code = "too_many_tokens"
    title = _("Twenty tokens are the most. Revoke one that is not used any more.")


def make_token(
    *,
    membership: Membership,
    name: str,
    scopes: Collection[str],
    days: int,
    by: Actor,
    at: datetime,
) -> tuple[ApiToken, str]:
    """A token that acts as `membership` for `days`, within `scopes`; and its key."""
    lasts = expect_length(days)
    token = ApiToken(
        membership=membership,
        name=expect_name(name),
        scopes=expect_scopes(scopes),
        created_at=at,
        expires_at=at + lasts,
    )
    key = token.give_key(SORT, at=at)
    with city_log.change(by=by, at=at) as log:
        Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
        if ApiToken.objects.standing().filter(membership=membership).count() >= MOST:
            raise TooManyTokens
        token.save()
        _tell(token, "made", log)
    return token, key


def rotate_token(
    *, token_id: int, overlap: timedelta, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """A new key that lasts as long as the one before was meant to; that one lives for `overlap`."""
    expect_overlap(overlap)
    with city_log.change(by=by, at=at) as log:
        token = _locked(token_id)
        lasts = min(token.expires_at - token.created_at, LONGEST)
        key = token.give_key(SORT, at=at, overlap=overlap)
        token.created_at, token.expires_at = at, at + lasts
        token.save()
        _tell(token, "rotated", log)
    return token, key


def revoke_token(*, token_id: int, by: Actor, at: datetime) -> None:
    """It ends at once, and with it what listens by it."""
    with city_log.change(by=by, at=at) as log:
        token = _locked(token_id)
        _tell(token, "revoked", log)
        token.delete()


def expect_name(name: str) -> str:
    """Invalid where it has no name or too long a one."""
    text = name.strip()
    if not 1 <= len(text) <= LONGEST_NAME:
        raise Invalid(name=_("Write 1 to 100 characters."))
    return text


def expect_scopes(scopes: Collection[str]) -> list[str]:
    """The scopes in the order of the list; Invalid for none or an unknown one."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise Invalid(scopes=_("There is no such scope: %s") % unknown[0])
    if not scopes:
        raise Invalid(scopes=_("Choose what it is for."))
    return [ALL] if ALL in scopes else [one for one in SCOPES if one in scopes]


def expect_length(days: int) -> timedelta:
    """Invalid unless it is a day at least and a year at most."""
    if not 1 <= days <= LONGEST.days:
        raise Invalid(days=_("A key lasts 1 to %d days.") % LONGEST.days)
    return timedelta(days=days)


def expect_overlap(overlap: timedelta) -> None:
    """Invalid unless both keys live together for a month at most."""
    if not timedelta() <= overlap <= LONGEST_OVERLAP:
        raise Invalid(overlap_hours=_("The old key lives for 0 to 720 hours."))


def _locked(token_id: int) -> ApiToken:
    rows = ApiToken.objects.select_for_update(of=("self",)).select_related("membership__user")
    token = rows.filter(pk=token_id).first()
    if token is None:
        raise NotFound
    return token


def _tell(token: ApiToken, what: str, log: Log) -> None:
    entry = TokenChanged(
        subject_id=token.pk,
        what=what,
        name=token.name,
        user=token.membership.user_id,
        agency=token.membership.agency_id,
        scopes=token.scopes,
        expires_at=iso(token.expires_at),
    )
    log.append(entry, audience={ADMINS, AUDITORS})
