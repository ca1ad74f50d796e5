"""Whether this database may take records, and whether it knows the words of a profile."""

from __future__ import annotations

from agencies.models import City
from incidents.models import Disposition, Incident, IncidentType
from incidents.states import Priority
from records.models import RecordsImport
from records.profile import Profile
from units.models import UnitKind

HANDLED = "handled"


class NotItsDatabase(Exception):
    """The database holds what no import brought: another city, or one at work."""


class UnknownWords(Exception):
    """The profile speaks of types, dispositions or kinds that are not there; one a line."""


def expect_own_database(city: str) -> None:
    """NotItsDatabase unless it is empty, or holds imported records of the same city only."""
    there = City.objects.values_list("slug", flat=True).first()
    if there is not None and there != city:
        raise NotItsDatabase(f"this database is of {there}, the records are of {city}")
    if Incident.objects.open().exists():
        raise NotItsDatabase("this database has incidents that are not closed: a city at work")
    if Incident.objects.exists() and not RecordsImport.objects.exists():
        raise NotItsDatabase("this database has incidents that no import brought")


def known_codes() -> dict[str, set[str]]:
    """Field of a profile → the codes that this database has for it."""
    return {
        "type": set(IncidentType.objects.values_list("code", flat=True)),
        "disposition": set(Disposition.objects.values_list("code", flat=True)),
        "kind": set(UnitKind.objects.values_list("code", flat=True)),
        "priority": {f"P{number}" for number in Priority.values},
    }


def expect_words(profile: Profile, codes: dict[str, set[str]]) -> None:
    """UnknownWords for codes on the right of `words` that are not there; "" stands for none."""
    agencies = {one.slug for one in profile.agencies}
    unknown = [
        f"words.{field}: there is no {code!r}"
        for field, known in {**codes, "agency": agencies}.items()
        for code in sorted(set(profile.words[field].values()) - known - {""})
    ]
    if HANDLED not in codes["disposition"]:
        unknown.append(f"there is no disposition {HANDLED!r}, for records that name none")
    if unknown:
        raise UnknownWords("\n".join(unknown))
