"""The product, and a page that shows the map alone: for tests, and for trying a style by eye.

Only test settings name this module, so no installation serves it.
"""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from safety_net.urls import urlpatterns as product

PAGE = Path(__file__).with_name("map_page.html")


def page(request: HttpRequest) -> HttpResponse:
    """The map in ?theme= and ?language=; window.map is its handle."""
    template = engines["django"].from_string(PAGE.read_text(encoding="utf-8"))
    wanted = {
        "theme": request.GET.get("theme", "dark"),
        "language": request.GET.get("language", "ko"),
    }
    return HttpResponse(template.render(wanted, request))


urlpatterns = [
    path("try-map/", page),
    *product,
    *staticfiles_urlpatterns(),
]
