"""The bodies that are taken about messages and how people are reached."""

from __future__ import annotations

from rest_framework import serializers

from notify.models.contact import LONGEST_ADDRESS
from safety_net.core.strict import Choice, Flag, Id, Number, Strict, Text, Whole

LANGUAGES = [("ko", "ko"), ("en", "en")]


class MethodInput(Strict):
    """A new address of one's own."""

    channel = Text(max_length=20, help_text="sms, voice, email, chat: see the list's `channels`")
    address = Text(max_length=LONGEST_ADDRESS)
    name = Text(max_length=60, required=False, allow_blank=True)
    language = Choice(choices=LANGUAGES, required=False)


class MethodChange(Strict):
    """What changes."""

    name = Text(max_length=60, required=False, allow_blank=True)
    language = Choice(choices=LANGUAGES, required=False)
    is_active = Flag(required=False)


class OrderInput(Strict):
    """Every contact method of one's own, the one to be tried first named first."""

    methods = serializers.ListField(child=Id(), min_length=1, max_length=20)


class CodeInput(Strict):
    code = serializers.RegexField(r"^\d{6}$", help_text="The six digits that were sent there")


class PushKeys(Strict):
    p256dh = Text(max_length=120)
    auth = Text(max_length=40)


class PushInput(Strict):
    """A browser's subscription, as `PushSubscription.toJSON()` has it."""

    endpoint = Text(max_length=LONGEST_ADDRESS)
    keys = PushKeys()
    name = Text(max_length=60, required=False, allow_blank=True)
    language = Choice(choices=LANGUAGES, required=False)


class MessagesQuery(Strict):
    """`state=open` is what is asked now; without it, everything, the newest first."""

    state = Choice(choices=[("open", "open")], required=False)


class ReachQuery(Strict):
    """Whose people; city admins may name another agency. Exercises leave by drill providers."""

    agency = serializers.RegexField(r"^[1-9]\d{0,17}$", required=False)
    exercise = Choice(choices=[("true", "true"), ("false", "false")], required=False)


class ProviderFields(Strict):
    """How it is asked, and how fast. Settings depend on the kind: docs/notifying.md."""

    name = Text(max_length=100, required=False)
    agency = Id(required=False, allow_null=True)
    channels = serializers.ListField(child=Text(max_length=20), max_length=5, required=False)
    order = Whole(min_value=1, max_value=1000, required=False)
    settings = serializers.DictField(required=False)
    secrets = serializers.DictField(
        child=Text(max_length=2000), required=False, help_text="Written, and never given back"
    )
    per_second = Number(min_value=0.01, max_value=1000, required=False)
    is_active = Flag(required=False)


class ProviderInput(ProviderFields):
    """A new provider. Whether it is for exercises is said once and for all."""

    slug = serializers.RegexField(r"^[a-z0-9][a-z0-9-]{0,49}$")
    kind = Text(max_length=20)
    name = Text(max_length=100)
    channels = serializers.ListField(child=Text(max_length=20), min_length=1, max_length=5)
    is_drill = Flag(required=False)


class ProviderChange(ProviderFields):
    """What changes; secrets that are not named stay."""
