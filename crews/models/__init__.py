"""Tables of crews: who is logged on to which unit."""

from crews.models.log_on import UnitLogOn

__all__ = ["UnitLogOn"]
