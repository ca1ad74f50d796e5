"""Entries as people read them: names for numbers, one query for each sort of name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import get_language

from agencies.models import Agency, Role
from audit.wording import sentence
from incidents.models import Incident
from safety_net.core.models import LogEntry
from units.models import Unit

Names = dict[tuple[str, int], str]
ROLES = dict(Role.choices)
DETAILS = ("reason", "override_reason", "model", "key", "name", "format", "fault")


@dataclass(frozen=True)
class Shown:
    """One line. `more` is the reason or the like, in the words in which it was given."""

    entry: LogEntry
    text: str
    agency: str
    role: str
    more: str

    @property
    def payload(self) -> str:
        return json.dumps(self.entry.payload, ensure_ascii=False, indent=2, sort_keys=True)


def shown(entries: Sequence[LogEntry]) -> list[Shown]:
    names = names_of(entries)
    agencies = agency_names()
    return [_line(entry, names, agencies) for entry in entries]


def agency_names() -> dict[int, str]:
    return {one.pk: _name(one) for one in Agency.objects.all()}


def names_of(entries: Iterable[LogEntry]) -> Names:
    """(sort of subject, its number) → what people call it."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    asked = wanted.get("incident", set()) | wanted.get("hold", set())
    numbers = dict(Incident.objects.filter(pk__in=asked).values_list("pk", "number"))
    units = Unit.objects.filter(pk__in=wanted.get("unit", ()))
    people = get_user_model().objects.filter(pk__in=wanted.get("person", ()))
    return {
        **{(sort, pk): number for sort in ("incident", "hold") for pk, number in numbers.items()},
        **{("unit", pk): sign for pk, sign in units.values_list("pk", "call_sign")},
        **{("person", one.pk): one.get_full_name() or one.get_username() for one in people},
    }


def _line(entry: LogEntry, names: Names, agencies: dict[int, str]) -> Shown:
    fallback = str(entry.payload.get("name") or f"#{entry.subject_id}")
    about = names.get((entry.subject_type, entry.subject_id), fallback)
    return Shown(
        entry=entry,
        text=sentence(entry.kind, about),
        agency=agencies.get(entry.actor_agency_id or 0, ""),
        role=str(ROLES.get(entry.actor_role, entry.actor_role)),
        more=_more(entry.payload),
    )


def _more(payload: dict[str, Any]) -> str:
    found = (payload.get(name) for name in DETAILS)
    return " · ".join(value for value in found if isinstance(value, str) and value)


def _name(agency: Agency) -> str:
    return agency.short_en if get_language() == "en" else agency.short_ko
