"""The words of a rule in the language of whoever reads: whole sentences with places in them, since
each language has an order of its own. The builder page fills the places with fields.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.models import AgencyKind, Role
from dispatch.models.plans import DAYS
from escalation.states import Act, ConditionKind, TargetKind, Traffic, Whose

PEOPLE = (
    Role.CALL_TAKER,
    Role.DISPATCHER,
    Role.SUPERVISOR,
    Role.AGENCY_STAFF,
    Role.AGENCY_ADMIN,
    Role.CITY_ADMIN,
)


def words() -> dict[str, Any]:
    """Everything that the sentence, the steps and their fields say."""
    return {
        "conditions": conditions(),
        "since": since(),
        "sentences": sentences(),
        "steps": steps(),
        "short_steps": short_steps(),
        "acts": acts(),
        "targets": targets(),
        "target_kinds": target_kinds(),
        "roles": {str(one): str(one.label) for one in PEOPLE},
        "kinds": {str(one): str(one.label) for one in AgencyKind},
        "whose": whose(),
        "units": units(),
        "times": times(),
        "traffic": traffic(),
        "days": [[number, str(name)] for number, name in DAYS],
        "every": every(),
    }


def sentences() -> dict[str, str]:
    """The first half of a rule."""
    return {
        "absence": _(
            "When %(condition)s within %(within)s %(since)s, for %(priorities)s incidents of "
            "%(types)s %(places)s %(hours)s, about %(agencies)s (%(traffic)s), then"
        ),
        "raised": _(
            "When %(condition)s to %(priority)s or higher, for %(priorities)s incidents of "
            "%(types)s %(places)s %(hours)s, about %(agencies)s (%(traffic)s), then"
        ),
        "change": _(
            "When %(condition)s, for %(priorities)s incidents of %(types)s %(places)s %(hours)s, "
            "about %(agencies)s (%(traffic)s), then"
        ),
    }


def conditions() -> dict[str, str]:
    return {
        ConditionKind.NOT_ACKNOWLEDGED_BY_LEAD: pgettext("when", "the lead has not acknowledged"),
        ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY: pgettext(
            "when", "an agency that takes part has not acknowledged"
        ),
        ConditionKind.NOT_ACKNOWLEDGED_BY_ANY: pgettext("when", "nobody has acknowledged"),
        ConditionKind.TRANSFER_NOT_ANSWERED: pgettext(
            "when", "an agency has not answered a request"
        ),
        ConditionKind.NO_UNIT_ASSIGNED: pgettext("when", "no unit is assigned"),
        ConditionKind.NOT_EN_ROUTE: pgettext("when", "a unit is not en route"),
        ConditionKind.NOT_ON_SCENE: pgettext("when", "no unit is on scene"),
        ConditionKind.NO_UPDATE: pgettext("when", "nothing was written or done"),
        ConditionKind.SAFETY_CHECK_MISSED: pgettext("when", "a crew did not say that it is well"),
        ConditionKind.RESIDENT_NOT_ANSWERED: pgettext("when", "a resident was not answered"),
        ConditionKind.PRIORITY_RAISED: pgettext("when", "the priority was raised"),
        ConditionKind.AREA_ENTERED: pgettext("when", "the incident moved into the area"),
        ConditionKind.SECOND_REPORT: pgettext("when", "a second report came in"),
        ConditionKind.MAYDAY: pgettext("when", "a crew is in danger"),
    }


def since() -> dict[str, str]:
    return {
        "asked": pgettext("within a time", "of being asked"),
        "filed": pgettext("within a time", "of the filing"),
        "acknowledged": pgettext("within a time", "of the acknowledgement"),
        "alerted": pgettext("within a time", "of the alert"),
        "updated": pgettext("within a time", "of the last news"),
        "due": pgettext("within a time", "of the time when it was due"),
        "received": pgettext("within a time", "of the report"),
    }


def acts() -> dict[str, str]:
    return {
        Act.NOTIFY: pgettext("step", "notify"),
        Act.ADD_AGENCY: pgettext("step", "ask for help from"),
        Act.TRANSFER: pgettext("step", "hand over to"),
        Act.RAISE_PRIORITY: pgettext("step", "raise the priority to"),
        Act.RAISE_ALARM: pgettext("step", "raise the alarm by a level"),
        Act.WEBHOOK: pgettext("step", "call the webhook"),
    }


def steps() -> dict[str, str]:
    """A step, `wait` after the one before."""
    return {
        Act.NOTIFY: pgettext("step", "After %(wait)s, %(act)s %(targets)s"),
        Act.ADD_AGENCY: pgettext("step", "After %(wait)s, %(act)s %(agency)s"),
        Act.TRANSFER: pgettext("step", "After %(wait)s, %(act)s %(agency)s"),
        Act.RAISE_PRIORITY: pgettext("step", "After %(wait)s, %(act)s %(priority)s"),
        Act.RAISE_ALARM: pgettext("step", "After %(wait)s, %(act)s"),
        Act.WEBHOOK: pgettext("step", "After %(wait)s, %(act)s %(webhook)s"),
    }


def short_steps() -> dict[str, str]:
    """A step without its time."""
    return {
        Act.NOTIFY: "%(targets)s",
        Act.ADD_AGENCY: pgettext("short step", "%(act)s %(agency)s"),
        Act.TRANSFER: pgettext("short step", "%(act)s %(agency)s"),
        Act.RAISE_PRIORITY: pgettext("short step", "%(act)s %(priority)s"),
        Act.RAISE_ALARM: "%(act)s",
        Act.WEBHOOK: pgettext("short step", "%(act)s %(webhook)s"),
    }


def targets() -> dict[str, str]:
    return {
        TargetKind.ROLE: pgettext("who is told", "%(kind)s %(role)s of %(whose)s %(on_duty)s"),
        TargetKind.ROSTER: pgettext("who is told", "%(kind)s %(roster)s"),
        TargetKind.PERSON: pgettext("who is told", "%(kind)s %(person)s"),
        TargetKind.AGENCY: pgettext("who is told", "%(kind)s %(whose)s"),
        TargetKind.DUTY_OFFICER: "%(kind)s",
    }


def target_kinds() -> dict[str, str]:
    return {
        TargetKind.ROLE: pgettext("who is told", "every"),
        TargetKind.AGENCY: pgettext("who is told", "everybody at the desks of"),
        TargetKind.ROSTER: pgettext("who is told", "whoever is on duty by"),
        TargetKind.PERSON: pgettext("who is told", "the person"),
        TargetKind.DUTY_OFFICER: pgettext("who is told", "the duty officer of the city"),
    }


def whose() -> dict[str, str]:
    return {
        Whose.OWN: _("the agency that it is about"),
        Whose.LEAD: _("the lead"),
        Whose.FILER: _("the agency that filed the incident"),
    }


def units() -> dict[str, str]:
    return {
        "second": pgettext("unit of time", "seconds"),
        "minute": pgettext("unit of time", "minutes"),
        "hour": pgettext("unit of time", "hours"),
        "day": pgettext("unit of time", "days"),
    }


def times() -> dict[str, str]:
    """So many of a unit, in short."""
    return {
        "second": pgettext("time", "%(n)s s"),
        "minute": pgettext("time", "%(n)s min"),
        "hour": pgettext("time", "%(n)s h"),
        "day": pgettext("time", "%(n)s d"),
    }


def traffic() -> dict[str, str]:
    return {
        Traffic.BOTH: _("real ones and exercises"),
        Traffic.REAL: _("only real ones"),
        Traffic.EXERCISE: _("only exercises"),
    }


def every() -> dict[str, str]:
    """What stands where nothing is chosen, and what is said around a choice."""
    return {
        "priorities": _("P0–P4"),
        "types": _("any type"),
        "places": _("anywhere in the city"),
        "in_places": _("in %(places)s"),
        "area": _("the drawn area"),
        "hours": _("at any time"),
        "at_hours": _("at %(hours)s"),
        "agencies": _("any agency"),
        "on_duty": _("on duty"),
    }
