"""The tables of rosters: layers of turns, and what is arranged for once."""

from rosters.models.calendar import CalendarToken
from rosters.models.entries import Holiday, Leave, Override, Shift
from rosters.models.gap import GapAlarm
from rosters.models.layer import LayerParticipant, RosterLayer, TurnUnit
from rosters.models.roster import Roster

__all__ = [
    "CalendarToken",
    "GapAlarm",
    "Holiday",
    "LayerParticipant",
    "Leave",
    "Override",
    "Roster",
    "RosterLayer",
    "Shift",
    "TurnUnit",
]
