"""Published rules, read once by each process: a version never changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import structlog
from django.db.models import Q

from escalation import definition
from escalation.definition import Definition
from escalation.models import Rule, RuleVersion

logger = structlog.get_logger(__name__)
# Which versions count now, in one text. xmin tells a row from one that bore its id before it.
STAMP = """
(SELECT string_agg(v.id || ':' || v.xmin, ',' ORDER BY v.id) FROM escalation_rule r
    JOIN escalation_ruleversion v ON v.id = r.published_id WHERE r.is_active)
"""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A version and what it says."""

    version: RuleVersion
    definition: Definition

    @property
    def rule_id(self) -> int:
        return self.version.rule_id


_active: list[tuple[str, tuple[Published, ...]]] = [("", ())]
_known: dict[int, Published] = {}


def active(stamp: str | None) -> tuple[Published, ...]:
    """Those that count now; one query where `stamp` is not the one that is known."""
    if stamp is None:
        return ()
    known, rules = _active[0]
    if known != stamp:
        rules = tuple(_readable(list(RuleVersion.objects.filter(_counts()).order_by("pk"))))
        _known.clear()
        _active[0] = (stamp, rules)
    return rules


def versions(ids: Collection[int]) -> dict[int, Published]:
    """Version id → it, whether or not it counts still; one query where some are not known.

    One that can't be read is not there.
    """
    missing = set(ids) - set(_known)
    if missing:
        found = _readable(list(RuleVersion.objects.filter(pk__in=missing)))
        _known.update({one.version.pk: one for one in found})
    return {pk: _known[pk] for pk in ids if pk in _known}


def unreadable() -> list[int]:
    """The rules that are in use and can't be read: nobody is helped by them."""
    rows = list(RuleVersion.objects.filter(_counts()).order_by("pk"))
    read = {one.version.pk for one in _readable(rows)}
    return [row.rule_id for row in rows if row.pk not in read]


def forget() -> None:
    """As in a new process."""
    _active[0] = ("", ())
    _known.clear()


def _counts() -> Q:
    return Q(pk__in=Rule.objects.filter(is_active=True).values("published_id"))


def _readable(rows: list[RuleVersion]) -> list[Published]:
    found = []
    for row in rows:
        try:
            read = definition.read(row.definition)
            _expect_steps(read)
        except (LookupError, TypeError, ValueError, AttributeError):
            logger.exception("rule_unreadable", rule=row.rule_id, version=row.number)
        else:
            found.append(Published(version=row, definition=read))
    return found


def _expect_steps(read: Definition) -> None:
    if not read.steps or min(step.wait for step in read.steps) < 0:
        raise ValueError("a rule has steps, and no time runs backwards")
