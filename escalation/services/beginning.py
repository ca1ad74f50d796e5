"""A city begins with rules that somebody thought of."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from escalation.defaults import defaults, last_resort
from escalation.models import EngineSettings, Rule
from escalation.services import publishing, rules
from safety_net.core import city_log
from safety_net.core.access import Actor


def begin_with_defaults(*, by: Actor, at: datetime) -> int:
    """Publish the default rules where the city has none of its own yet; how many."""
    if Rule.objects.filter(agency=None).exists():
        return 0
    made = 0
    with city_log.change(by=by, at=at):
        for korean, english, definition in defaults():
            names = {"name_ko": korean, "name_en": english}
            rule = rules.make(agency_id=None, names=names, definition=definition, by=by, at=at)
            publishing.publish(rule_id=rule.pk, version=rule.version, by=by, at=at)
            made += 1
        _name_duty_officer()
    return made


def _name_duty_officer() -> None:
    told: list[dict[str, Any]] = [
        {
            name: str(value) if isinstance(value, str) else value
            for name, value in asdict(one).items()
        }
        for one in last_resort()
    ]
    EngineSettings.objects.filter(last_resort=[]).update(last_resort=told)
