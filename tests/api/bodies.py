"""What clients send, and how they are answered."""

from __future__ import annotations

from typing import Any

PROBLEM = "application/problem+json"


def a_fire(**more: Any) -> dict[str, Any]:
    """The body of a filing."""
    place = {"lon": 126.07, "lat": 37.05, "address": "Mill Bridge", "verified": True}
    return {"type": "FIRE.STRUCT", "place": place, "narrative": "smoke", **more}


def is_refused(answer: Any, status: int, code: str = "") -> dict[str, Any]:
    """The problem document, checked."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == PROBLEM
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    if code:
        assert problem["code"] == code
    return problem


def bad_fields(answer: Any) -> dict[str, str]:
    """Which fields were refused, and why."""
    fields: dict[str, str] = is_refused(answer, 400, "invalid")["fields"]
    return fields
