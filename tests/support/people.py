"""People and agencies for tests that go through a real server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import User

from accounts.sessions import SessionStore
from agencies.models import Agency, Membership
from agencies.proving import SECOND_FACTOR
from safety_net.settings.accounts import BACKEND


@dataclass(frozen=True)
class Member:
    """Somebody with a membership who is signed in."""

    user: User
    membership: Membership
    session: str

    @property
    def agency(self) -> Agency:
        return self.membership.agency

    @property
    def cookie(self) -> str:
        return f"sessionid={self.session}"

    def signs_out(self) -> None:
        SessionStore(self.session).delete()

    def loses_membership(self) -> None:
        Membership.objects.filter(pk=self.membership.pk).update(is_active=False)

    def changes_password(self) -> None:
        self.user.set_password("another long password")
        self.user.save()


def an_agency(kind: str = "fire") -> Agency:
    slug = f"{kind}-{secrets.token_hex(3)}"
    names = {"name_ko": slug, "name_en": slug, "short_ko": slug, "short_en": slug}
    return Agency.objects.create(slug=slug, kind=kind, colour=kind, **names)


def a_member(agency: Agency | None = None, role: str = "dispatcher") -> Member:
    """A person of `agency` (or of a new one), signed in."""
    user = get_user_model().objects.create_user(f"person-{secrets.token_hex(4)}", password="secret")
    membership = Membership.objects.create(user=user, agency=agency or an_agency(), role=role)
    return Member(user, membership, signed_in(user))


def signed_in(user: User) -> str:
    """The key of a new session of `user`, as the login view would make it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[SECOND_FACTOR] = "totp"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    assert session.session_key
    return session.session_key
