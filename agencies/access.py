"""From a membership to a viewer; and whether a viewer that is connected still may look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Now

from agencies import proving
from agencies.models import Agency, AgencyKind, ApiToken, Membership, Role
from safety_net.core import scopes
from safety_net.core.access import ADMINS, AUDITORS, EVERYONE, Viewer, agency_token
from safety_net.core.errors import Refusal

LISTENING = "read:live"

# Where a session keeps the agency that its person acts for.
SESSION_KEY = "agency_id"

# Roles that do not take part in incidents: they hear nothing of them.
WITHOUT_INCIDENTS = {Role.AUDITOR}


def tokens_of(agency: Agency, role: str) -> frozenset[str]:
    """The audiences that a member of `agency` with `role` belongs to.

    What is told to auditors is told of the whole city: those of another agency read what concerns
    theirs on the audit's own page.
    """
    tokens = {EVERYONE}
    if role not in WITHOUT_INCIDENTS:
        tokens.add(agency_token(agency.pk))
    if role == Role.AUDITOR and agency.kind == AgencyKind.CITY:
        tokens.add(AUDITORS)
    if role == Role.CITY_ADMIN:
        tokens.add(ADMINS)
    return frozenset(tokens)


def viewer_of(membership: Membership) -> Viewer:
    user = membership.user
    return Viewer(
        user_id=user.pk,
        name=user.get_full_name() or user.get_username(),
        agency_id=membership.agency_id,
        role=membership.role,
        tokens=tokens_of(membership.agency, membership.role),
    )


def active_memberships(user_id: int) -> list[Membership]:
    """What the person may act as now, in a stable order."""
    rows = Membership.objects.acting().filter(user_id=user_id)
    return list(rows.select_related("user", "agency").order_by("pk"))


def acting_membership(user_id: int, agency_id: int | None = None) -> Membership | None:
    """The place at `agency_id`, or the first one; None for somebody without any."""
    # Where people sign in, a program has no place.
    memberships = [one for one in active_memberships(user_id) if not one.is_program]
    chosen = [one for one in memberships if one.agency_id == agency_id] or memberships
    return chosen[0] if chosen else None


def viewer_for(
    user: AbstractBaseUser | AnonymousUser, agency_id: int | None = None
) -> Viewer | None:
    """The viewer for `user` at `agency_id`, or at the first agency; None without a membership."""
    membership = None if user.pk is None else acting_membership(user.pk, agency_id)
    return viewer_of(membership) if membership else None


def seen_in(user: AbstractBaseUser, session: Mapping[str, Any]) -> Viewer | Refusal | None:
    """The viewer of a browser's session, for the agency that was chosen in it.

    A refusal where the session has not proven enough for the role; None without a membership.
    """
    membership = acting_membership(user.pk, session.get(SESSION_KEY))
    if membership is None:
        return None
    return proving.withheld(membership.role, session) or viewer_of(membership)


def viewer_of_session(user: AbstractBaseUser, session: Mapping[str, Any]) -> Viewer | None:
    """The viewer of a browser's session; None where there is none, or not yet."""
    seen = seen_in(user, session)
    return seen if isinstance(seen, Viewer) else None


def viewer_of_token(key: str) -> Viewer | None:
    """The viewer of a program's token, or None where it is not valid (any more)."""
    token = standing_token(key)
    return viewer_of(token.membership) if token else None


def listener_of_token(key: str) -> Viewer | None:
    """The same for one who wants to listen; WrongScope where the token is not for that."""
    token = standing_token(key)
    if token is None:
        return None
    if not scopes.allows(token.scopes, LISTENING):
        raise scopes.WrongScope
    return viewer_of(token.membership)


def standing_token(key: str) -> ApiToken | None:
    """The token, if it has not expired and its membership stands; it is marked as used."""
    rows = ApiToken.objects.standing().select_related("membership__user", "membership__agency")
    return rows.use(key)


def standing_keys(keys: Iterable[str]) -> set[str]:
    """Those of `keys` whose token has not expired and whose membership stands, by one query."""
    digests = {key: ApiToken.digest_of(key) for key in keys}
    rows, wanted = ApiToken.objects.standing().order_by(), set(digests.values())
    current = rows.filter(digest__in=wanted).values_list("digest")
    before = rows.filter(old_digest__in=wanted, old_until__gt=Now()).values_list("old_digest")
    standing = {digest for (digest,) in current.union(before)}
    return {key for key, digest in digests.items() if digest in standing}


def still_valid(viewers: Iterable[Viewer]) -> set[Viewer]:
    """Those of `viewers` whose membership and role are as they were, by one query."""
    asked = set(viewers)
    rows = Membership.objects.acting().filter(user_id__in={viewer.user_id for viewer in asked})
    standing = set(rows.values_list("user_id", "agency_id", "role"))
    return {one for one in asked if (one.user_id, one.agency_id, one.role) in standing}
