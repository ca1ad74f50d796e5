"""Calendar files for tests."""

from __future__ import annotations


def event(summary: str, begin: str, end: str = "", *lines: str, uid: str = "") -> str:
    """A VEVENT. `begin` is "20261201T090000Z", or ";TZID=Europe/Berlin:20261201T090000"."""
    rows = [
        "BEGIN:VEVENT",
        f"UID:{uid or summary + begin}",
        f"DTSTART{_stamp(begin)}",
        *([f"DTEND{_stamp(end)}"] if end else []),
        f"SUMMARY:{summary}",
        *lines,
        "END:VEVENT",
    ]
    return "\r\n".join(rows)


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def _stamp(text: str) -> str:
    return text if text.startswith(";") else f":{text}"
