"""Pages read and show times on the clock of the city's wall."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agencies.models import City

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def city_zone() -> ZoneInfo:
    city = City.objects.only("timezone").first()
    return city.zone if city else ZoneInfo(timezone.get_default_timezone_name())


def in_city_zone(view: View[P]) -> View[P]:
    """Everything in the view happens in the city's zone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with timezone.override(city_zone()):
            return view(request, *args, **kwargs)

    return wrapped
