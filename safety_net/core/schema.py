"""What every operation shares in the OpenAPI document: refusals, and the Idempotency-Key."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from safety_net.core import scopes
from safety_net.core.problems import CONTENT_TYPE
from safety_net.core.strict import LARGEST_ID, Strict
from safety_net.core.views import CityView

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="A POST that is sent again under the same key acts once and is answered alike.",
)
REPLAYED = OpenApiParameter(
    "Idempotency-Replayed",
    str,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description='"true" when this answer was kept from an earlier request.',
)


class Problem(serializers.Serializer[Any]):
    """RFC 9457. Some problems have members of their own."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(allow_blank=True)
    code = serializers.CharField(help_text="Stable; see docs/api.md")
    fields_ = serializers.DictField(
        source="fields", child=serializers.CharField(), required=False, help_text="By dotted path"
    )

    def get_fields(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_fields()
        found["fields"] = found.pop("fields_")
        found["fields"].source = None
        return found


ALWAYS = {
    401: "Nobody is signed in, or the token is not valid.",
    403: "The role or the token's scope does not allow it, or the CSRF token is missing.",
    406: "Nothing that the Accept header allows can be given.",
    429: "Too many requests; see Retry-After.",
    503: "Nothing can be stored or read just now; see Retry-After.",
}
WITH_INPUT = {400: "Something of the input can't be used; see `fields`."}
WITH_PATH = {404: "It does not exist, or one may not see it."}
WITH_BODY = {
    413: "The body is too large.",
    415: "The body is not application/json.",
}
OF_CHANGES = {409: "Not possible in the present state; `stale_version` tells both versions."}
OF_POSTS = {422: "The Idempotency-Key was used for something else."}


class CitySchema(AutoSchema):
    """Documents the problems that an operation can answer with."""

    def get_override_parameters(self) -> list[Any]:
        own = list(super().get_override_parameters())
        if self._keeps_answers():
            own += [IDEMPOTENCY_KEY, REPLAYED]
        return own

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        if isinstance(force_instance(serializer), Strict):
            schema["additionalProperties"] = False
        return schema

    def _resolve_path_parameters(self, variables: Any) -> Any:
        found = super()._resolve_path_parameters(variables)
        for one in found:
            if one["schema"].get("type") == "integer":
                one["schema"] |= {"minimum": 0, "maximum": LARGEST_ID}
        return found

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        # @extend_schema replaces what a view answers with, so the problems are added afterwards.
        answers = super()._get_response_bodies(direction)
        for status, text in self._problems().items():
            problem = OpenApiResponse(Problem, description=text)
            answers[str(status)] = self._get_response_for_code(
                problem, str(status), [CONTENT_TYPE], direction
            )
        return dict(sorted(answers.items()))

    def _problems(self) -> dict[int, str]:
        found = dict(ALWAYS)
        if self.method != "GET" or self.get_override_parameters():
            found |= WITH_INPUT
        if "{" in self.path:
            found |= WITH_PATH
        if self.method != "GET":
            found |= WITH_BODY | OF_CHANGES
        if self._keeps_answers():
            found |= OF_POSTS
        return found

    def _keeps_answers(self) -> bool:
        if self.method != "POST" or not isinstance(self.view, CityView):
            return False
        return self.view.keeps_answers


class TokenScheme(OpenApiAuthenticationExtension):
    """`Authorization: Token KEY`."""

    target_class = "agencies.authentication.AgencyTokenAuthentication"
    name = "token"

    def get_security_requirement(self, auto_schema: AutoSchema) -> Any:
        """The scope that a token needs; an operation that no token reaches does not name it."""
        scope = scopes.needed(getattr(auto_schema.view, "area", None), auto_schema.method)
        return None if scope is None else {self.name: [scope] if scope else []}

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token KEY`. The scope that it needs stands with each operation.",
        }


class SessionScheme(OpenApiAuthenticationExtension):
    """The browser's session; changes need the X-CSRFToken header."""

    target_class = "agencies.authentication.AgencySessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "The browser's session. Changes need the header X-CSRFToken as well.",
        }


class DeviceScheme(OpenApiAuthenticationExtension):
    """`Authorization: Device KEY`, for telling positions and nothing else."""

    target_class = "positions.authentication.DeviceAuthentication"
    name = "device"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Device KEY`; `manage.py device_token` makes keys.",
        }
