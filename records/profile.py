"""What a profile says, as plain values: which column of a file means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.packs.spec import AgencySpec, CitySpec
from records.rules import DEFAULTS

# The times of an incident, and of a unit in the order in which they come.
INCIDENT_TIMES = ("received", "answered", "created", "under_control", "closed")
UNIT_TIMES = (
    "alerted", "acknowledged", "en_route", "staging", "on_scene",
    "patient", "transport", "at_hospital", "clear",
)  # fmt: skip
# Texts of an incident; `agency` is a slug, the others columns or templates.
INCIDENT_TEXTS = (
    "number", "agency", "type", "priority", "disposition", "address", "narrative", "alarm_level",
)  # fmt: skip
UNIT_TEXTS = ("call_sign", "kind")
WORDS = ("agency", "type", "priority", "disposition", "kind")
# Stands for every word that the profile does not name.
ANY = "*"


@dataclass(frozen=True, kw_only=True)
class PlaceSpec:
    """Either one column with a pattern such as "(lat, lon)", or two columns in degrees."""

    point: str = ""
    pattern: str = ""
    lon: str = ""
    lat: str = ""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How one kind of CAD record is read. `texts` and `times` are field → column or template."""

    name: str
    note: str = ""
    city: CitySpec
    agencies: tuple[AgencySpec, ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    time_format: str = "iso"
    zone: str = "UTC"
    texts: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    place: PlaceSpec = field(default_factory=PlaceSpec)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULTS))

    @property
    def only_agency(self) -> str:
        """The agency of every row, unless a column says which."""
        agency = self.texts.get("agency", "")
        return agency if agency in {one.slug for one in self.agencies} else ""
