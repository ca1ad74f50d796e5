"""How REST knows who asks: a browser's session or a program's token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from agencies.access import viewer_of
from agencies.models import ApiToken
from safety_net.core import acting, clock

if TYPE_CHECKING:
    from rest_framework.views import APIView


class AgencySessionAuthentication(SessionAuthentication):
    """The browser's session; the middleware has bound the viewer."""

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class AgencyTokenAuthentication(BaseAuthentication):
    """`Authorization: Token KEY`, acting as the token's membership."""

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, Any] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"token":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Write: Authorization: Token KEY"))
        token = self.token(words[1].decode("latin-1"))
        acting.bind(request._request, viewer_of(token.membership))
        return token.membership.user, token

    def token(self, key: str) -> ApiToken:
        """The valid token with this key, or AuthenticationFailed."""
        lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())
        token = (
            ApiToken.objects.select_related("membership__user", "membership__agency")
            .filter(lasting, digest=ApiToken.digest_of(key))
            .filter(membership__is_active=True, membership__user__is_active=True)
            .filter(membership__agency__is_active=True)
            .first()
        )
        if token is None:
            raise AuthenticationFailed(_("This token is not valid."))
        return token

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class IsMember(BasePermission):
    """Somebody who is signed in and has an active membership."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return acting.bound_viewer(request) is not None
