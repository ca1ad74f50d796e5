"""Who sits at this desk: the next person takes it over without losing the screen."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.services import handing_over
from agencies import reference
from agencies.shapes import Me
from safety_net.core import acting, clock
from safety_net.core.access import Viewer
from safety_net.core.errors import Invalid
from safety_net.core.scopes import Area
from safety_net.core.strict import Strict, Text, read
from safety_net.core.views import CityView


class HandOverInput(Strict):
    """First the name and password of who comes; then, if it is asked for, a code or a key."""

    username = Text(required=False, max_length=150)
    password = Text(required=False, max_length=1000, trim_whitespace=False)
    code = Text(required=False, max_length=40)
    credential = serializers.DictField(
        required=False, help_text="PublicKeyCredential as JSON (WebAuthn level 3)"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if set(attrs) not in ({"username", "password"}, {"code"}, {"credential"}):
            raise Invalid(_("Send username and password, or a code, or a credential."))
        return attrs


class HandOver(serializers.Serializer[Any]):
    """`me` is who sits here now; null while more is asked for."""

    me = Me(allow_null=True)
    code = serializers.BooleanField(help_text="a code of an app or a recovery code is asked for")
    key = serializers.DictField(
        allow_null=True, help_text="what a browser asks a security key with; null: no key"
    )


class HandOverView(CityView):
    """The next person at this desk."""

    area = Area.PEOPLE
    keeps_answers = False

    @extend_schema(
        operation_id="me_hand_over",
        summary="Let the next person take over this desk",
        request=HandOverInput,
        responses={200: HandOver},
    )
    def post(self, request: Request) -> Response:
        given = read(HandOverInput, request.data)
        found = self._proven(request, given)
        if isinstance(found, Viewer):
            return Response({"me": reference.me(found), "code": False, "key": None})
        return Response({"me": None, **found})

    def _proven(self, request: Request, given: dict[str, Any]) -> Viewer | handing_over.Begun:
        plain, at, second_factor = request._request, clock.now(), ""
        person: User | handing_over.Begun
        if "username" in given:
            person = handing_over.prove_password(
                plain,
                name=given["username"],
                password=given["password"],
                leaving=self.viewer,
                at=at,
            )
        else:
            person, second_factor = handing_over.prove_factor(plain, given=given, at=at)
        if not isinstance(person, User):
            return person
        viewer = handing_over.sit_down(
            plain, person, second_factor=second_factor, leaving=self.actor, at=at
        )
        acting.bind(plain, viewer)
        return viewer
