"""The shapes that are given, for the OpenAPI document; notify/cards.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers as s

from notify.states import DeliveryState, How, MessageState

Shape = s.Serializer[Any]


def moment(**more: Any) -> s.DateTimeField:
    return s.DateTimeField(help_text="UTC", **more)


class Method(Shape):
    """How one is reached; `can_be_sent`: a provider carries it now."""

    id = s.IntegerField()
    channel = s.CharField()
    channel_name = s.CharField()
    address = s.CharField()
    name = s.CharField(allow_blank=True)
    language = s.CharField()
    order = s.IntegerField()
    verified = s.BooleanField()
    active = s.BooleanField()
    can_be_sent = s.BooleanField()


class ChannelShape(Shape):
    """A channel whose addresses one may add."""

    name = s.CharField()
    channel_name = s.CharField()
    hint = s.CharField(allow_blank=True)
    can_be_sent = s.BooleanField()


class Methods(Shape):
    results = Method(many=True)
    channels = ChannelShape(many=True)


class CodeSent(Shape):
    """How long the code counts, in seconds."""

    lasts = s.IntegerField()


class TestSent(Shape):
    message = s.IntegerField()


class PushKey(Shape):
    """For PushManager.subscribe()."""

    application_key = s.CharField(allow_blank=True)


class Message(Shape):
    """What one is told or asked."""

    id = s.IntegerField()
    kind = s.CharField()
    title = s.CharField()
    text = s.CharField()
    incident = s.IntegerField(allow_null=True)
    cause = s.CharField(allow_blank=True, help_text="What asks: `run:12`")
    urgent = s.BooleanField()
    exercise = s.BooleanField()
    asks = s.BooleanField(help_text="Somebody must answer")
    state = s.ChoiceField(choices=MessageState.choices)
    queued_at = moment()
    read_at = moment(allow_null=True)
    answered_at = moment(allow_null=True)
    answered_by = s.CharField(allow_blank=True)
    answered_how = s.ChoiceField(choices=How.choices, allow_blank=True)


class Messages(Shape):
    """The newest first, urgent ones before the others where only open ones are asked for."""

    results = Message(many=True)
    asked = s.IntegerField(help_text="How many still wait for one's answer")


class Delivery(Shape):
    channel = s.CharField()
    channel_name = s.CharField()
    state = s.ChoiceField(choices=DeliveryState.choices)
    attempts = s.IntegerField()
    sent_at = moment(allow_null=True)
    settled_at = moment(allow_null=True)
    fault = s.CharField(allow_blank=True)


class Told(Shape):
    """Who was told about an incident, and how far it got."""

    id = s.IntegerField()
    person = s.CharField()
    user = s.IntegerField(allow_null=True)
    kind = s.CharField()
    cause = s.CharField(allow_blank=True)
    urgent = s.BooleanField()
    exercise = s.BooleanField()
    asks = s.BooleanField()
    state = s.ChoiceField(choices=MessageState.choices)
    queued_at = moment()
    answered_at = moment(allow_null=True)
    answered_by = s.CharField(allow_blank=True)
    answered_how = s.ChoiceField(choices=How.choices, allow_blank=True)
    deliveries = Delivery(many=True)


class ToldAll(Shape):
    results = Told(many=True)


class MaskedMethod(Shape):
    """Enough to see that somebody can be reached, and not where."""

    channel = s.CharField()
    channel_name = s.CharField()
    masked = s.CharField(allow_blank=True)
    verified = s.BooleanField()
    active = s.BooleanField()


class PersonReach(Shape):
    user = s.IntegerField()
    name = s.CharField()
    role = s.CharField()
    reachable = s.BooleanField()
    channels = s.ListField(child=s.CharField())
    methods = MaskedMethod(many=True)


class Reachable(Shape):
    results = PersonReach(many=True)


class Provider(Shape):
    """Secrets by their names only."""

    id = s.IntegerField()
    slug = s.CharField()
    kind = s.CharField()
    name = s.CharField()
    agency = s.IntegerField(allow_null=True)
    channels = s.ListField(child=s.CharField())
    order = s.IntegerField()
    settings = s.DictField()
    secrets = s.ListField(child=s.CharField())
    per_second = s.FloatField()
    is_drill = s.BooleanField()
    is_active = s.BooleanField()


class Providers(Shape):
    results = Provider(many=True)


class Failed(Delivery):
    """A delivery that failed for good."""

    id = s.IntegerField()
    provider = s.IntegerField(allow_null=True)
    message = s.IntegerField()


class FailedAll(Shape):
    results = Failed(many=True)
