"""A running escalation: what must happen next on one incident, by one rule."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from escalation.models.rule import Rule, RuleVersion
from escalation.states import Outcome, RunState
from incidents.models import Incident


class Run(models.Model):
    """One for an incident, a rule and what the rule is about: `subject` "", "track:7",
    "assignment:9" or "mayday:3".

    `generation` counts how often it began; in each it keeps its `version` of the rule. `anchor` is
    when its clock began, `fires_at` T+0, `loop` and `step` what is done at `due_at`, which is
    `planned_at`, or later while the incident is held. `agency` is the one that it is about.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="escalations")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="runs")
    version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="runs")
    subject = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=RunState)
    generation = models.PositiveIntegerField(default=1)
    loop = models.PositiveSmallIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=0)
    anchor = models.DateTimeField()
    fires_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True)
    fault = models.CharField(_("fault"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("running escalation")
        verbose_name_plural = _("running escalations")
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "rule", "subject"], name="one_run_per_incident_rule_and_subject"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="run_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.ACTIVE, due_at__isnull=False)
                | (~Q(state=RunState.ACTIVE) & Q(due_at__isnull=True)),
                name="an_active_run_has_a_next_action",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.BLOCKED) | ~Q(fault=""), name="a_blocked_run_says_why"
            ),
        ]
        indexes = [
            # Holds all that claiming asks for, so that the tick reads nothing but this index.
            models.Index(
                fields=["due_at"],
                include=["id", "incident"],
                condition=Q(state=RunState.ACTIVE),
                name="runs_due",
            ),
            models.Index(
                fields=["incident"],
                condition=Q(state__in=["active", "blocked", "exhausted"]),
                name="open_runs_of_incident",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} · {self.rule_id} · {self.subject} · {self.state}"


class StepExecution(models.Model):
    """A decision. Its key is what it decides, so it can't be made twice.

    `people` are the ids of those who were told; `detail` says more in machine words.
    """

    pk = models.CompositePrimaryKey("run_id", "generation", "loop", "step")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="executions")
    generation = models.PositiveIntegerField()
    loop = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField()
    driver = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12, choices=Outcome)
    people = models.JSONField(default=list)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("step of an escalation")
        verbose_name_plural = _("steps of escalations")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="step_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.generation}.{self.loop}.{self.step} · {self.outcome}"
