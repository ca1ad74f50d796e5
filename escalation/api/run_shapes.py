"""Shapes of running escalations and of the engine, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from escalation.states import Act, ConditionKind, Outcome, RunState

Shape = s.Serializer[Any]


class NextStep(Shape):
    """`who` are the names of those whom it would reach if it were now."""

    act = s.ChoiceField(choices=Act.choices)
    who = s.ListField(child=s.CharField())
    targets = s.ListField(child=s.DictField())
    agency = s.IntegerField(allow_null=True)
    agency_kind = s.CharField(allow_blank=True)
    priority = s.IntegerField(allow_null=True)


class RunShape(Shape):
    """See docs/live-entries.md, Run."""

    id = s.IntegerField()
    incident = s.IntegerField()
    rule = s.IntegerField()
    rule_version = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)
    condition = s.ChoiceField(choices=ConditionKind.choices, allow_blank=True)
    subject = s.CharField(allow_blank=True)
    agency = s.IntegerField(allow_null=True)
    state = s.ChoiceField(choices=RunState.choices)
    generation = s.IntegerField()
    due_at = s.DateTimeField(allow_null=True)
    fires_at = s.DateTimeField()
    loop = s.IntegerField()
    step = s.IntegerField()
    steps = s.IntegerField()
    next = NextStep(allow_null=True)
    ended_at = s.DateTimeField(allow_null=True)
    ended_by = s.CharField(allow_blank=True)
    fault = s.CharField(allow_blank=True)


class ToldPerson(Shape):
    user = s.IntegerField()
    name = s.CharField(allow_blank=True)


class Execution(Shape):
    """A step that was decided: when it was due, when it was decided and by which driver."""

    generation = s.IntegerField()
    loop = s.IntegerField()
    step = s.IntegerField()
    due_at = s.DateTimeField()
    decided_at = s.DateTimeField()
    driver = s.CharField()
    outcome = s.ChoiceField(choices=Outcome.choices)
    people = ToldPerson(many=True)
    detail = s.DictField()


class RunInFull(RunShape):
    executions = Execution(many=True)


class Running(Shape):
    """`more`: there are others that are due later."""

    results = RunShape(many=True)
    more = s.BooleanField()


class RunsOfIncident(Shape):
    results = RunInFull(many=True)


class EngineDriver(Shape):
    at = s.DateTimeField()
    age = s.FloatField(help_text="Seconds")
    ticks = s.IntegerField()
    decided = s.IntegerField()
    worst_seconds = s.FloatField(help_text="Lateness of its latest steps")


class EngineFault(Shape):
    code = s.CharField()
    detail = s.CharField()


class EngineCanary(Shape):
    returned_at = s.DateTimeField(allow_null=True)
    seconds = s.FloatField(allow_null=True)
    fault = s.CharField(allow_blank=True)


class EngineShape(Shape):
    """`ok` while steps are taken; `age` of the newest pulse in seconds."""

    ok = s.BooleanField()
    age = s.FloatField(allow_null=True)
    drivers = s.DictField(child=EngineDriver())
    active = s.IntegerField()
    overdue = s.IntegerField()
    late_seconds = s.FloatField()
    blocked = s.IntegerField()
    exhausted = s.IntegerField()
    canary = EngineCanary()
    faults = EngineFault(many=True)
