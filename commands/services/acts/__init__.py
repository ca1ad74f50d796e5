"""What each verb does: one function a verb, through the services that the desk uses."""

from commands.services.acts.incidents import ON_INCIDENTS
from commands.services.acts.units import ON_UNITS

ACTS = {**ON_UNITS, **ON_INCIDENTS}

__all__ = ["ACTS"]
