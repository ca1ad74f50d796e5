"""One POST that writes an entry to the city log, served by WSGI threads and by Django's ASGI."""

from __future__ import annotations

from django.core.asgi import get_asgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from safety_net.asgi import application as threads  # isort: skip  (it loads Django first)

from tests.support.ringing import ring


@csrf_exempt
def write(request: HttpRequest) -> JsonResponse:
    ring()
    return JsonResponse({})


@csrf_exempt
def answer(request: HttpRequest) -> JsonResponse:
    return JsonResponse({})


urlpatterns = [
    path("healthz/live", answer),
    path("answer", answer),
    path("write", write),
]
django_asgi = get_asgi_application()

__all__ = ["django_asgi", "threads"]
