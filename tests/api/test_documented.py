"""docs/api.md says what the code does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import get_resolver

from incidents.api import filters
from safety_net.core.errors import Refusal
from safety_net.settings import base
from tests.api.bodies import is_refused
from tests.support.cast import Person, file

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def refusals(of: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every kind of refusal that the product has."""
    yield of
    for one in of.__subclasses__():
        yield from refusals(one)


def example(name: str) -> dict[str, object]:
    [text] = re.findall(rf"```json {name}\n(.*?)```", PAGE, re.DOTALL)
    found: dict[str, object] = json.loads(text)
    return found


def test_every_code_is_told() -> None:
    assert get_resolver().url_patterns  # every view is loaded, and with it every refusal
    for refusal in refusals():
        # A rehearsal's refusals stay within it: nobody asks for its acts by REST.
        if not refusal.__module__.startswith(("tests.", "rehearsal.")):
            assert f"| {refusal.status} |" in PAGE, refusal
            assert f"`{refusal.code}`" in PAGE, refusal


def test_every_filter_is_told() -> None:
    for name in filters.IncidentFilter.base_filters:
        assert f"| `{name}` |" in PAGE


def test_the_figures_are_those_of_the_settings() -> None:
    assert f"{base.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes" in PAGE
    rates = base.SAFETY_NET_REQUESTS_PER_MINUTE
    assert f"{rates['member']:,} requests a minute" in PAGE
    assert f"{rates['stranger']} of a stranger" in PAGE


def test_the_examples_are_what_is_answered(dani: Person) -> None:
    fire = file(dani)
    path = f"/api/incidents/{fire.pk}/"
    stale = dani.client.patch(path, {"version": 9, "priority": 0})
    assert set(is_refused(stale, 409)) == set(example("stale"))
    body = {"type": "FIRE.STRUCT", "place": {"lon": 37.05, "lat": 126.07}}
    invalid = dani.client.post("/api/incidents/", body, headers={"Accept-Language": "en"})
    assert set(is_refused(invalid, 400)["fields"]) == {"place.lat"}
    assert set(invalid.json()) == set(example("invalid"))
