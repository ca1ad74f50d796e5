"""Who one is, and for which agency one acts."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import reference, shapes
from agencies.services.choosing import NoPlaceThere, choose_agency
from safety_net.core import acting, clock
from safety_net.core.errors import Invalid, Refusal
from safety_net.core.scopes import Area
from safety_net.core.strict import Choice, Id, Strict, read
from safety_net.core.views import CityView


class LanguageInput(Strict):
    """A language of the interface."""

    language = Choice(choices=settings.LANGUAGES)


class AgencyInput(Strict):
    """The agency to act for."""

    agency = Id(help_text="One of one's own")


class BoundToken(Refusal):
    """A token stands for one membership."""

    code = "bound_token"
    title = _("A token acts for one agency only.")


class MeView(CityView):
    """The person or program that asks."""

    area = Area.OPEN
    keeps_answers = False

    @extend_schema(operation_id="me_read", summary="Who one is", responses=shapes.Me)
    def get(self, request: Request) -> Response:
        return Response(reference.me(self.viewer))

    @extend_schema(
        operation_id="me_change",
        summary="Choose one's language",
        request=LanguageInput,
        responses={200: shapes.Me},
    )
    def post(self, request: Request) -> Response:
        language = read(LanguageInput, request.data)["language"]
        with translation.override(language):
            response = Response(reference.me(self.viewer))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
        return response


class MyAgencyView(CityView):
    """The agency that one acts for in this session."""

    area = Area.OPEN
    keeps_answers = False

    @extend_schema(
        operation_id="me_agency",
        summary="Act for another of one's agencies",
        request=AgencyInput,
        responses={200: shapes.Me},
    )
    def post(self, request: Request) -> Response:
        wanted = read(AgencyInput, request.data)["agency"]
        if request.auth is not None:
            raise BoundToken
        try:
            viewer = choose_agency(
                session=request.session, agency_id=wanted, by=self.actor, at=clock.now()
            )
        except NoPlaceThere as refusal:
            raise Invalid(agency=refusal.title) from refusal
        acting.bind(request._request, viewer)
        return Response(reference.me(self.viewer))
