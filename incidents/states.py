"""Which states exist and which moves between them are allowed. docs/domain.md."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Priority(IntegerChoices):
    """P0 … P4; the 112 codes 0 … 4."""

    CRITICAL = 0, _("critical")
    URGENT = 1, _("urgent")
    PROMPT = 2, _("prompt")
    ROUTINE = 3, _("routine")
    REFER = 4, _("refer")


# S1 … S5, of a disaster; apart from the priority, which says how fast one must act.
LEAST_SEVERITY, WORST_SEVERITY = 1, 5


class Status(TextChoices):
    """Of an incident as a whole. A track has a state of its own for each agency."""

    REPORTED = "reported", _("reported")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    MERGED = "merged", _("merged")


LIVE_STATUSES = (Status.REPORTED, Status.OPEN)

MOVES: dict[str, set[str]] = {
    Status.REPORTED: {Status.OPEN, Status.CLOSED, Status.MERGED},
    Status.OPEN: {Status.CLOSED, Status.MERGED},
    Status.CLOSED: {Status.OPEN},
    Status.MERGED: {Status.REPORTED, Status.OPEN},
}


class TrackRole(TextChoices):
    LEAD = "lead", _("lead")
    SUPPORT = "support", _("support")
    INFORMED = "informed", _("informed")


class TrackState(TextChoices):
    WAITING = "waiting", _("waiting")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    WORKING = "working", _("working")
    DONE = "done", _("done")
    DECLINED = "declined", _("declined")


SETTLED = (TrackState.DONE, TrackState.DECLINED)

TRACK_MOVES: dict[str, set[str]] = {
    TrackState.WAITING: {TrackState.ACKNOWLEDGED, TrackState.DECLINED},
    TrackState.ACKNOWLEDGED: {TrackState.WORKING, TrackState.DONE, TrackState.DECLINED},
    TrackState.WORKING: {TrackState.DONE},
    # Asked again: by a reopened incident, a renewed request or an agency that changes its mind.
    TrackState.DONE: {TrackState.WORKING, TrackState.WAITING},
    TrackState.DECLINED: {TrackState.ACKNOWLEDGED, TrackState.WAITING},
}


class TrackBasis(TextChoices):
    """Why an agency is on an incident."""

    AREA = "area", _("its service area")
    FALLBACK = "fallback", _("no service area covers the place")
    INFORMED = "informed", _("it is informed of this priority")
    FILED = "filed", _("it filed the incident")
    ASKED = "asked", _("another agency asked for it")
    MERGED = "merged", _("it was on a merged duplicate")


class Channel(TextChoices):
    """How a report came in."""

    CALL = "call", _("call")
    WALK_IN = "walk_in", _("walk-in")
    RADIO = "radio", _("radio")
    CITIZEN = "citizen", _("citizen report")
    ALARM = "alarm", _("alarm")
    SENSOR = "sensor", _("sensor")


class NoteAudience(TextChoices):
    ALL = "all", _("all involved agencies")
    OWN = "own", _("own agency")


class NoteLevel(TextChoices):
    """How far a note is protected; incidents/levels.py says who reads it."""

    OPEN = "open", _("not protected")
    MEDICAL = "medical", _("medical")
    POLICE = "police", _("police-sensitive")


class LinkKind(TextChoices):
    DUPLICATE_OF = "duplicate_of", _("duplicate of")
    RELATED = "related", _("related to")
    PART_OF = "part_of", _("part of")


class TimeCode(TextChoices):
    """The times that are stored and never overwritten."""

    CALL_ARRIVES = "t0", _("call arrives")
    CALL_ANSWERED = "t1", _("call answered")
    CREATED = "t2", _("incident created")
    SECOND_CENTRE = "t3", _("second centre answers")
    UNIT_ALERTED = "t4", _("first unit alerted")
    UNIT_ACKNOWLEDGED = "t5", _("unit acknowledged")
    EN_ROUTE = "t6", _("en route")
    ON_SCENE = "t7", _("on scene")
    PATIENT_CONTACT = "t8", _("patient contact or command set up")
    UNDER_CONTROL = "t9", _("under control")
    UNIT_CLEAR = "t10", _("unit clear")
    CLOSED = "t11", _("closed")
