"""Agreements: propose, read, sign, end."""

from __future__ import annotations

import json
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api import inputs, shapes
from agreements.cards import agreement_of
from agreements.models import Agreement
from agreements.permissions import agreement_for, agreements_for, require, side_of
from agreements.services.ending import end
from agreements.services.proposing import propose
from agreements.services.signing import sign
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

FIRES_IN_SUMMARY = OpenApiExample(
    "Fires in summary",
    request_only=True,
    value={
        "giver": 1,
        "receiver": 4,
        "level": "summary",
        "types": ["FIRE"],
        "priorities": [0, 1],
        "valid_from": "2026-11-22T00:00:00+09:00",
        "purpose": "The coast guard knows of fires near the port.",
    },
)


class Agreements(CityView):
    """Those of one's agency; all of the city for its admins and auditors."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="agreements_list",
        summary="Sharing agreements, the newest first",
        parameters=[inputs.AgreementsQuery],
        responses=shapes.Agreements,
    )
    def get(self, request: Request) -> Response:
        found = agreements_for(self.viewer).with_all().newest_first()
        wanted = read(inputs.AgreementsQuery, request.query_params).get("state")
        cards = [agreement_of(one) for one in found]
        return Response({"results": [one for one in cards if wanted in (None, one["state"])]})

    @extend_schema(
        operation_id="agreements_propose",
        summary="Propose an agreement",
        description="By an admin of either side. Nothing is shared before both have signed.",
        request=inputs.ProposalInput,
        responses={201: shapes.Agreement},
        examples=[FIRES_IN_SUMMARY],
    )
    def post(self, request: Request) -> Response:
        require(self.viewer, "propose")
        values = read(inputs.ProposalInput, request.data)
        side_of(self.viewer, values["giver"], values["receiver"])
        made = propose(
            terms=inputs.terms_from(values),
            replaces_id=values.get("replaces"),
            by=self.actor,
            at=clock.now(),
        )
        return Response(agreement_of(made), status=201)


class OneAgreement(CityView):
    """One agreement, with the ground on which it holds."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="agreements_read",
        summary="See an agreement",
        responses=shapes.AgreementWithArea,
    )
    def get(self, request: Request, pk: int) -> Response:
        agreement = agreement_for(self.viewer, pk, "see_agreements")
        return Response({**agreement_of(agreement), "area": _ground(agreement)})


class Sign(CityView):
    """Agree to the terms for one's agency."""

    area = Area.PEOPLE

    @extend_schema(
        operation_id="agreements_sign",
        summary="Sign for one's agency",
        description="The second signature puts it in force when its time has come.",
        request=inputs.SignInput,
        responses={200: shapes.Agreement},
    )
    def post(self, request: Request, pk: int) -> Response:
        agreement = agreement_for(self.viewer, pk, "sign")
        version = read(inputs.SignInput, request.data)["version"]
        sign(agreement_id=agreement.pk, version=version, by=self.actor, at=clock.now())
        return Response(agreement_of(agreement_for(self.viewer, pk, "sign")))


class End(CityView):
    """One side is enough, and it counts at once."""

    area = Area.SETTINGS

    @extend_schema(
        operation_id="agreements_end",
        summary="End an agreement, or withdraw a proposal",
        request=inputs.EndInput,
        responses={200: shapes.Agreement},
    )
    def post(self, request: Request, pk: int) -> Response:
        agreement = agreement_for(self.viewer, pk, "end")
        reason = read(inputs.EndInput, request.data)["reason"]
        end(agreement_id=agreement.pk, reason=reason, by=self.actor, at=clock.now())
        return Response(agreement_of(agreement_for(self.viewer, pk, "end")))


def _ground(agreement: Agreement) -> dict[str, Any] | None:
    if agreement.area is None:
        return None
    ground: dict[str, Any] = json.loads(agreement.area.json)
    return ground
