"""Tokens and integration accounts over REST: for people who are signed in, never for a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import ApiToken, Membership
from agencies.programs import accounts, inputs, permissions, tokens
from agencies.programs.cards import account_of, token_of
from safety_net.core import clock
from safety_net.core.errors import Forbidden
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


def told_once(made: tuple[ApiToken, str], *, status: int) -> Response:
    """The token with its key."""
    token, key = made
    return Response({**token_of(token), "key": key}, status=status)


class ForPeople(CityView):
    """Base. An answer with a key is not kept for a repeat."""

    area = Area.PEOPLE
    keeps_answers = False

    def make_for(self, membership: Membership, request: Request) -> Response:
        values: dict[str, Any] = read(inputs.TokenInput, request.data)
        made = tokens.make_token(membership=membership, by=self.actor, at=clock.now(), **values)
        return told_once(made, status=201)


class Tokens(ForPeople):
    """One's own."""

    @extend_schema(
        operation_id="tokens_list",
        summary="One's own tokens at this agency, without their keys",
        responses=inputs.Tokens,
    )
    def get(self, request: Request) -> Response:
        return Response({"results": [token_of(one) for one in permissions.own_tokens(self.viewer)]})

    @extend_schema(
        operation_id="tokens_make",
        summary="Make a token that acts as oneself within its scopes; its key is told once",
        request=inputs.TokenInput,
        responses={201: inputs.NewToken},
    )
    def post(self, request: Request) -> Response:
        return self.make_for(permissions.own_place(self.viewer), request)


class OneToken(ForPeople):
    """One of one's own, or of an integration account that one looks after."""

    @extend_schema(
        operation_id="tokens_revoke", summary="End a token at once", responses={204: None}
    )
    def delete(self, request: Request, pk: int) -> Response:
        token = permissions.token_for(self.viewer, pk)
        tokens.revoke_token(token_id=token.pk, by=self.actor, at=clock.now())
        return Response(status=204)


class Rotate(ForPeople):
    """A new key."""

    @extend_schema(
        operation_id="tokens_rotate",
        summary="Give a token a new key; the old one lives on for a while",
        request=inputs.RotationInput,
        responses={200: inputs.NewToken},
    )
    def post(self, request: Request, pk: int) -> Response:
        token = permissions.token_for(self.viewer, pk)
        hours = read(inputs.RotationInput, request.data)["overlap_hours"]
        made = tokens.rotate_token(
            token_id=token.pk, overlap=timedelta(hours=hours), by=self.actor, at=clock.now()
        )
        return told_once(made, status=200)


class Integrations(ForPeople):
    """The machines of one's agency."""

    @extend_schema(
        operation_id="integrations_list",
        summary="The integration accounts of one's agency, with their tokens",
        responses=inputs.Integrations,
    )
    def get(self, request: Request) -> Response:
        found = permissions.accounts_for(self.viewer)
        return Response({"results": [account_of(one) for one in found]})

    @extend_schema(
        operation_id="integrations_make",
        summary="Add an integration account",
        request=inputs.IntegrationInput,
        responses={201: inputs.Integration},
    )
    def post(self, request: Request) -> Response:
        agency_id = self.viewer.agency_id
        if not permissions.may_manage(self.viewer) or agency_id is None:
            raise Forbidden
        values = read(inputs.IntegrationInput, request.data)
        made = accounts.make_account(agency_id=agency_id, by=self.actor, at=clock.now(), **values)
        return Response(account_of(made), status=201)


class OneIntegration(ForPeople):
    """One of them."""

    @extend_schema(
        operation_id="integrations_change",
        summary="Rename an integration account, give it another role, or stop it",
        request=inputs.IntegrationChange,
        responses=inputs.Integration,
    )
    def patch(self, request: Request, pk: int) -> Response:
        account = permissions.account_for(self.viewer, pk)
        values = read(inputs.IntegrationChange, request.data)
        changed = accounts.change_account(
            account_id=account.pk, values=values, by=self.actor, at=clock.now()
        )
        return Response(account_of(changed))


class IntegrationTokens(ForPeople):
    """Its tokens."""

    @extend_schema(
        operation_id="integrations_token",
        summary="Make a token for an integration account; its key is told once",
        request=inputs.TokenInput,
        responses={201: inputs.NewToken},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.make_for(permissions.account_for(self.viewer, pk), request)
