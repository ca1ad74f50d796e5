"""What a rule can wait for, what it can do then, and how a running escalation goes on."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConditionKind(TextChoices):
    """An absence fires because nothing happened in time; a change fires because something did."""

    NOT_ACKNOWLEDGED_BY_AGENCY = "not_acknowledged_by_agency", _("an agency has not acknowledged")
    NOT_ACKNOWLEDGED_BY_LEAD = "not_acknowledged_by_lead", _("the lead has not acknowledged")
    NOT_ACKNOWLEDGED_BY_ANY = "not_acknowledged_by_any", _("nobody has acknowledged")
    NO_UNIT_ASSIGNED = "no_unit_assigned", _("no unit is assigned")
    NOT_EN_ROUTE = "not_en_route", _("a unit is not en route")
    NOT_ON_SCENE = "not_on_scene", _("no unit is on scene")
    NO_UPDATE = "no_update", _("nothing was written or done")
    TRANSFER_NOT_ANSWERED = "transfer_not_answered", _("a request to an agency is not answered")
    SAFETY_CHECK_MISSED = "safety_check_missed", _("a crew did not say that it is well")
    RESIDENT_NOT_ANSWERED = "resident_not_answered", _("a resident's report is not answered")
    PRIORITY_RAISED = "priority_raised", _("the priority was raised")
    AREA_ENTERED = "area_entered", _("the incident moved into the area")
    SECOND_REPORT = "second_report", _("a second report came in")
    MAYDAY = "mayday", _("a crew is in danger")


CHANGES = frozenset(
    {
        ConditionKind.PRIORITY_RAISED,
        ConditionKind.AREA_ENTERED,
        ConditionKind.SECOND_REPORT,
        ConditionKind.MAYDAY,
    }
)

# From which moment an absence is counted; the first of them unless the rule says another.
SINCE: dict[str, tuple[str, ...]] = {
    ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY: ("asked",),
    ConditionKind.NOT_ACKNOWLEDGED_BY_LEAD: ("asked",),
    ConditionKind.NOT_ACKNOWLEDGED_BY_ANY: ("filed",),
    ConditionKind.NO_UNIT_ASSIGNED: ("filed", "acknowledged"),
    ConditionKind.NOT_EN_ROUTE: ("alerted",),
    ConditionKind.NOT_ON_SCENE: ("filed", "alerted"),
    ConditionKind.NO_UPDATE: ("updated",),
    ConditionKind.TRANSFER_NOT_ANSWERED: ("asked",),
    ConditionKind.SAFETY_CHECK_MISSED: ("due",),
    ConditionKind.RESIDENT_NOT_ANSWERED: ("received",),
}


class Act(TextChoices):
    """What one step does."""

    NOTIFY = "notify", _("notify")
    WEBHOOK = "webhook", _("call a webhook")
    ADD_AGENCY = "add_agency", _("ask another agency")
    TRANSFER = "transfer", _("hand over to another agency")
    RAISE_PRIORITY = "raise_priority", _("raise the priority")
    RAISE_ALARM = "raise_alarm", _("raise the alarm")


class TargetKind(TextChoices):
    """Who is told."""

    PERSON = "person", _("a person")
    ROLE = "role", _("everybody of a role")
    ROSTER = "roster", _("whoever is on duty by a roster")
    AGENCY = "agency", _("everybody at the desks of an agency")
    DUTY_OFFICER = "duty_officer", _("the duty officer of the city")


class Whose(TextChoices):
    """Which agency a step means, where it names none."""

    OWN = "own", _("the agency that it is about")
    LEAD = "lead", _("the lead")
    FILER = "filer", _("the agency that filed the incident")


class Traffic(TextChoices):
    REAL = "real", _("real incidents")
    EXERCISE = "exercise", _("exercises")
    BOTH = "both", _("both")


class RunState(TextChoices):
    """Only an active run has a next action. Blocked and exhausted are shown in red."""

    ACTIVE = "active", _("active")
    RESOLVED = "resolved", _("it happened after all")
    ANSWERED = "answered", _("somebody is on it")
    CANCELLED = "cancelled", _("cancelled")
    EXHAUSTED = "exhausted", _("every step was done and nobody answered")
    BLOCKED = "blocked", _("blocked by a fault")


OPEN_STATES = (RunState.ACTIVE, RunState.BLOCKED, RunState.EXHAUSTED)

RUN_MOVES: dict[str, set[str]] = {
    RunState.ACTIVE: {
        RunState.RESOLVED,
        RunState.ANSWERED,
        RunState.CANCELLED,
        RunState.EXHAUSTED,
        RunState.BLOCKED,
    },
    RunState.BLOCKED: {
        RunState.ACTIVE,
        RunState.RESOLVED,
        RunState.ANSWERED,
        RunState.CANCELLED,
    },
    RunState.EXHAUSTED: {
        RunState.ACTIVE,
        RunState.RESOLVED,
        RunState.ANSWERED,
        RunState.CANCELLED,
    },
    # It began again: the absence came back, or the change happened once more.
    RunState.RESOLVED: {RunState.ACTIVE},
    RunState.ANSWERED: {RunState.ACTIVE},
    RunState.CANCELLED: {RunState.ACTIVE},
}


class Outcome(TextChoices):
    """What became of one step."""

    REACHED = "reached", _("people were told")
    NOBODY = "nobody", _("there was nobody to tell")
    DONE = "done", _("done")
    NOT_NEEDED = "not_needed", _("it was so already")
    FAILED = "failed", _("it could not be done")
