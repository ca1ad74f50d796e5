"""Tables of dispatch: who is sent, in which state, and what must be watched."""

from dispatch.models.ageing import AgeingTarget
from dispatch.models.alarm import Alarm
from dispatch.models.assignment import Assignment, AssignmentTime
from dispatch.models.mayday import Mayday
from dispatch.models.plans import PlanRequirement, ResponsePlan
from dispatch.models.safety import SafetyInterval
from dispatch.models.unit_view import UnitOrder, UnitView

__all__ = [
    "AgeingTarget",
    "Alarm",
    "Assignment",
    "AssignmentTime",
    "Mayday",
    "PlanRequirement",
    "ResponsePlan",
    "SafetyInterval",
    "UnitOrder",
    "UnitView",
]
