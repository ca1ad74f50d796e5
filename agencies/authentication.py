"""How REST knows who asks: a browser's session or a program's token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from agencies.access import standing_token, viewer_of
from agencies.models import ApiToken
from safety_net.core import acting, scopes

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
        token = standing_token(words[1].decode("latin-1"))
        if token is None:
            raise AuthenticationFailed(_("This token is not valid."))
        acting.bind(request._request, viewer_of(token.membership))
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class IsMember(BasePermission):
    """Somebody with an active membership: signed in, with enough proven for it, or a program.

    A program's token must be for what it asks.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        refusal = acting.withheld_from(request)
        if refusal is not None:
            raise refusal
        if acting.bound_viewer(request) is None:
            return False
        if isinstance(request.auth, ApiToken):
            scopes.require(request.auth.scopes, view, request.method or "")
        return True
