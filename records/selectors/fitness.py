"""Whether this database may take records, and whether it knows the words of a profile."""

from __future__ import annotations

from agencies.models import City
from incidents.models import Disposition, Incident, IncidentType
from records.models import RecordsImport
from records.profile import Profile
from units.models import UnitKind


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


def expect_words(profile: Profile) -> None:
    """UnknownWords for codes on the right of `words` that the tables do not have."""
    known = {
        "type": set(IncidentType.objects.values_list("code", flat=True)),
        "disposition": {"", *Disposition.objects.values_list("code", flat=True)},
        "kind": {"", *UnitKind.objects.values_list("code", flat=True)},
        "agency": {"", *(one.slug for one in profile.agencies)},
    }
    unknown = [
        f"words.{field}: there is no {code!r}"
        for field, codes in known.items()
        for code in sorted(set(profile.words[field].values()) - codes)
    ]
    if unknown:
        raise UnknownWords("\n".join(unknown))
