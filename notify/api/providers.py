"""Who carries messages, for city admins, and what they could not carry."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.inputs import NothingInput
from notify.api import inputs, shapes
from notify.cards import failed_of, provider_of
from notify.models import Delivery, Provider
from notify.permissions import provider_for, require
from notify.services import providers
from notify.states import DeliveryState
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView

MOST_FAILED = 200


class Providers(CityView):
    """All of them."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="providers_list",
        summary="Who carries messages; secrets by their names only",
        responses=shapes.Providers,
    )
    def get(self, request: Request) -> Response:
        require(self.viewer, "manage_providers")
        return Response({"results": [provider_of(one) for one in Provider.objects.all()]})

    @extend_schema(
        operation_id="providers_make",
        summary="Add a provider; its settings are checked first",
        request=inputs.ProviderInput,
        responses={201: shapes.Provider},
    )
    def post(self, request: Request) -> Response:
        require(self.viewer, "manage_providers")
        values = _values(read(inputs.ProviderInput, request.data))
        made = providers.make(values=values, by=self.actor, at=clock.now())
        return Response(provider_of(made), status=201)


class OneProvider(CityView):
    """One of them."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="providers_change",
        summary="Change a provider",
        request=inputs.ProviderChange,
        responses=shapes.Provider,
    )
    def patch(self, request: Request, pk: int) -> Response:
        provider = provider_for(self.viewer, pk)
        values = _values(read(inputs.ProviderChange, request.data))
        changed = providers.change(
            provider_id=provider.pk, values=values, by=self.actor, at=clock.now()
        )
        return Response(provider_of(changed))


class FailedDeliveries(CityView):
    """Dead letters."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="deliveries_failed",
        summary="What failed for good, the newest first",
        responses=shapes.FailedAll,
    )
    def get(self, request: Request) -> Response:
        require(self.viewer, "manage_providers")
        failed = Delivery.objects.filter(state=DeliveryState.FAILED).order_by("-pk")
        return Response({"results": [failed_of(one) for one in failed[:MOST_FAILED]]})


class SendAgain(CityView):
    """Once more."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="deliveries_again",
        summary="Send once more what failed for good",
        request=NothingInput,
        responses=shapes.Failed,
    )
    def post(self, request: Request, pk: int) -> Response:
        require(self.viewer, "manage_providers")
        read(NothingInput, request.data)
        again = providers.send_again(delivery_id=pk, by=self.actor, at=clock.now())
        return Response(failed_of(again))


def _values(read_values: dict[str, object]) -> dict[str, object]:
    """The model's names of what was read."""
    if "agency" in read_values:
        read_values["agency_id"] = read_values.pop("agency")
    return read_values
