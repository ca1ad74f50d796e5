"""Tables of units, what they can do, and their crews."""

from units.models.catalogue import Capability, UnitKind
from units.models.crew import Crew, CrewMember
from units.models.unit import Unit, UnitCapability

__all__ = ["Capability", "Crew", "CrewMember", "Unit", "UnitCapability", "UnitKind"]
