"""Shapes of what a rule would do, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

Shape = s.Serializer[Any]


class Said(Shape):
    """A code for programs, and what it means in the language of whoever asks."""

    code = s.CharField()
    text = s.CharField()


class ReachedPerson(Shape):
    """`channels` in the person's order; `why` says why there is none."""

    user = s.IntegerField()
    name = s.CharField()
    agency = s.IntegerField()
    agency_name = s.CharField(allow_blank=True)
    channels = Said(many=True)
    why = s.CharField(allow_blank=True)


class PreviewStep(Shape):
    """`after` in seconds from T+0."""

    loop = s.IntegerField()
    index = s.IntegerField()
    after = s.IntegerField()
    act = s.CharField()
    people = ReachedPerson(many=True)


class RosterGap(Shape):
    begin = s.DateTimeField()
    end = s.DateTimeField()


class RosterGaps(Shape):
    id = s.IntegerField()
    name = s.CharField()
    gaps = RosterGap(many=True)


class RulePreview(Shape):
    """At most 100 steps."""

    fires_at = s.DateTimeField()
    fits = s.BooleanField()
    why_not = Said(many=True)
    steps = PreviewStep(many=True)
    rosters = RosterGaps(many=True)


class Lateness(Shape):
    """Seconds after T+0 until somebody acted, or until now."""

    median = s.IntegerField()
    p90 = s.IntegerField()
    worst = s.IntegerField()


class StoppedBy(Shape):
    name = s.CharField(allow_blank=True)
    agency = s.IntegerField(allow_null=True)
    agency_name = s.CharField(allow_blank=True)


class PastCase(Shape):
    """Once that it would have fired; `stopped_by` is null while nobody has acted."""

    incident = s.IntegerField()
    number = s.CharField()
    type = s.CharField()
    priority = s.IntegerField()
    about = s.IntegerField(allow_null=True)
    fired_at = s.DateTimeField()
    stopped_at = s.DateTimeField(allow_null=True)
    stopped_by = StoppedBy(allow_null=True)
    late = s.IntegerField()
    steps = s.IntegerField()
    people = s.IntegerField()


class RuleWhatIf(Shape):
    """`people` are different persons, `pages` how often they are told; the 50 latest cases."""

    knowable = s.BooleanField()
    looked_at = s.IntegerField()
    most = s.IntegerField()
    fitting = s.IntegerField()
    fired = s.IntegerField()
    incidents = s.IntegerField()
    people = s.IntegerField()
    pages = s.IntegerField()
    late = Lateness()
    cases = PastCase(many=True)
    notes = Said(many=True)


class OverlapRule(Shape):
    id = s.IntegerField()
    name_ko = s.CharField()
    name_en = s.CharField(allow_blank=True)


class OverlapPerson(Shape):
    user = s.IntegerField()
    name = s.CharField()


class RuleOverlap(Shape):
    """Seconds from the moment at which both begin to count."""

    rule = OverlapRule()
    people = OverlapPerson(many=True)
    mine = s.IntegerField()
    theirs = s.IntegerField()


class RuleOverlaps(Shape):
    results = RuleOverlap(many=True)


class RunSide(Shape):
    """Where a run stands: which step is next, and when."""

    state = s.CharField()
    loop = s.IntegerField()
    step = s.IntegerField()
    due_at = s.DateTimeField(allow_null=True)


class RuleRun(Shape):
    """`after` is null where the run would end: the rule is not for the incident any more."""

    run = s.IntegerField()
    incident = s.IntegerField()
    number = s.CharField()
    subject = s.CharField(allow_blank=True)
    before = RunSide()
    after = RunSide(allow_null=True)


class RuleRuns(Shape):
    results = RuleRun(many=True)
