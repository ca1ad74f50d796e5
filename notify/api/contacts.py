"""How one is reached: one's own contact methods, and this browser's push subscription."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.inputs import NothingInput
from notify.api import inputs, shapes
from notify.cards import method_of
from notify.channels import registry
from notify.models import ContactMethod, VerificationCode
from notify.permissions import method_for, methods_of
from notify.selectors.carriers import carried_channels
from notify.services import methods
from safety_net.core import clock
from safety_net.core.scopes import Area
from safety_net.core.strict import read
from safety_net.core.views import CityView


def language_of_request() -> str:
    return "en" if (get_language() or "").startswith("en") else "ko"


def renamed(values: dict[str, Any]) -> dict[str, Any]:
    """A form's field has a label of its own, so what a person calls a method is its name here."""
    return {"label" if name == "name" else name: value for name, value in values.items()}


def card(method: ContactMethod) -> dict[str, Any]:
    return method_of(method, can_be_sent=method.channel in carried_channels())


class Contacts(CityView):
    """One's own, in the order in which they are tried."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="contacts_list",
        summary="How one is reached, the method to be tried first first",
        responses=shapes.Methods,
    )
    def get(self, request: Request) -> Response:
        carried = carried_channels()
        rows = [
            method_of(one, can_be_sent=one.channel in carried) for one in methods_of(self.viewer)
        ]
        channels = [
            {
                "name": one.name,
                "channel_name": str(one.label),
                "hint": str(one.hint),
                "can_be_sent": one.name in carried,
            }
            for one in registry.channels().values()
            if one.typed
        ]
        return Response({"results": rows, "channels": channels})

    @extend_schema(
        operation_id="contacts_add",
        summary="Add an address of one's own; nothing is sent there before it is verified",
        request=inputs.MethodInput,
        responses={201: shapes.Method},
    )
    def post(self, request: Request) -> Response:
        usual = {"language": language_of_request()}
        values = {**usual, **renamed(read(inputs.MethodInput, request.data))}
        return Response(card(methods.add(by=self.actor, at=clock.now(), **values)), status=201)


class OneContact(CityView):
    """An address of one's own."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="contacts_change",
        summary="Name, language, and whether it is used",
        request=inputs.MethodChange,
        responses=shapes.Method,
    )
    def patch(self, request: Request, pk: int) -> Response:
        method = method_for(self.viewer, pk)
        values = renamed(read(inputs.MethodChange, request.data))
        changed = methods.change(method_id=method.pk, values=values, by=self.actor, at=clock.now())
        return Response(card(changed))

    @extend_schema(
        operation_id="contacts_remove", summary="Take an address back", responses={204: None}
    )
    def delete(self, request: Request, pk: int) -> Response:
        method = method_for(self.viewer, pk)
        methods.remove(method_id=method.pk, by=self.actor, at=clock.now())
        return Response(status=204)


class Order(CityView):
    """Which is tried first."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="contacts_order",
        summary="Put one's contact methods in order",
        request=inputs.OrderInput,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        wanted = read(inputs.OrderInput, request.data)["methods"]
        methods.put_in_order(method_ids=wanted, by=self.actor, at=clock.now())
        return Response(status=204)


class Code(CityView):
    """A code to that address."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="contacts_code",
        summary="Send six digits to that address, by its own channel",
        description="Three in ten minutes at most; a code counts for ten minutes and five tries.",
        request=NothingInput,
        responses=shapes.CodeSent,
    )
    def post(self, request: Request, pk: int) -> Response:
        method = method_for(self.viewer, pk)
        read(NothingInput, request.data)
        methods.send_code(method_id=method.pk, by=self.actor, at=clock.now())
        return Response({"lasts": int(VerificationCode.LASTS.total_seconds())})


class Verify(CityView):
    """The proof that the address is one's own."""

    area = Area.MESSAGES

    # A wrong code counts as a try, which a change that keeps answers would take back.
    keeps_answers = False

    @extend_schema(
        operation_id="contacts_verify",
        summary="Type the code that came",
        request=inputs.CodeInput,
        responses=shapes.Method,
    )
    def post(self, request: Request, pk: int) -> Response:
        method = method_for(self.viewer, pk)
        code = read(inputs.CodeInput, request.data)["code"]
        proven = methods.verify(method_id=method.pk, code=code, by=self.actor, at=clock.now())
        return Response(card(proven))


class TestMethod(CityView):
    """Does it work?"""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="contacts_test",
        summary="Send a test message there",
        request=NothingInput,
        responses=shapes.TestSent,
    )
    def post(self, request: Request, pk: int) -> Response:
        method = method_for(self.viewer, pk)
        read(NothingInput, request.data)
        sent = methods.test(method_id=method.pk, by=self.actor, at=clock.now())
        return Response({"message": sent.message_id})


class Push(CityView):
    """This browser."""

    area = Area.MESSAGES

    @extend_schema(
        operation_id="push_key",
        summary="The key with which a browser subscribes to push messages",
        responses=shapes.PushKey,
    )
    def get(self, request: Request) -> Response:
        known = registry.browser_channel()
        key = known.application_key() if known and known.application_key else ""
        return Response({"application_key": key})

    @extend_schema(
        operation_id="push_subscribe",
        summary="Be reached in this browser",
        request=inputs.PushInput,
        responses={201: shapes.Method},
    )
    def post(self, request: Request) -> Response:
        usual = {"language": language_of_request(), "label": ""}
        values = {**usual, **renamed(read(inputs.PushInput, request.data))}
        kept = methods.subscribe(by=self.actor, at=clock.now(), **values)
        return Response(card(kept), status=201)
