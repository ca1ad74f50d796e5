"""The entrance: what can be set up, and how much of each there is."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from administration.pages import pages_for
from administration.views.frame import Framed


class Index(Framed):
    def is_for(self, role: str) -> bool:
        return bool(pages_for(role))

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show("index.html", {})
