"""What people read when nobody acted: the words of steps, made when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from escalation.states import ConditionKind
from notify.wording import provide_wording

Facts = Mapping[str, Any]


def step(facts: Facts) -> tuple[str, str]:
    """What is the matter with which incident, and by which rule one is asked."""
    title = f"P{facts.get('priority', '?')} {_named('type', facts)} {facts.get('number', '')}"
    return title, "\n".join(part for part in (_where(facts), _why(facts)) if part)


def blocked(facts: Facts) -> tuple[str, str]:
    """For the duty officer: an escalation can't go on by itself."""
    title = _("Escalation stands still: %s") % facts.get("number", "")
    return title, "\n".join(part for part in (_where(facts), str(facts.get("fault", ""))) if part)


def roster_gap(facts: Facts) -> tuple[str, str]:
    """For whoever can fill it: when nobody is on which duty, in the city's time."""
    zone = ZoneInfo(str(facts.get("zone") or "UTC"))
    begin, end = (_moment(facts.get(which), zone) for which in ("begin", "end"))
    title = _("Nobody on duty: %s") % _named("roster", facts)
    return title, _("From %(begin)s to %(end)s.") % {"begin": begin, "end": end}


def provide() -> None:
    provide_wording("roster_gap", roster_gap)
    provide_wording("escalation", step)
    provide_wording("escalation_blocked", blocked)


def _moment(written: Any, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(str(written)).astimezone(zone):%Y-%m-%d %H:%M}"


def _where(facts: Facts) -> str:
    return str(facts.get("address", ""))


def _why(facts: Facts) -> str:
    """What nobody did, and whose rule it is that says so."""
    kind = facts.get("condition", "")
    label = str(ConditionKind(kind).label) if kind in ConditionKind.values else ""
    return "\n".join(part for part in (label, _named("rule", facts)) if part)


def _named(what: str, facts: Facts) -> str:
    language = "en" if (get_language() or "").startswith("en") else "ko"
    return str(facts.get(f"{what}_{language}") or facts.get(f"{what}_ko", ""))
