"""What people do at the command line: `types(dani, "ER e51")`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from agencies.models import Agency
from commands.models import CommandRun, CommandWord
from commands.services.running import Done, run_line
from commands.services.words import add_word
from safety_net.core.access import SYSTEM
from tests.support.cast import NOON, Person


def types(who: Person, line: str, *, at: datetime = NOON, **how: Any) -> Done:
    """`who` types a line and presses Enter."""
    last = how.pop("last", [])
    return run_line(line=line, last=last, viewer=who.viewer, by=who.actor, at=at, **how)


def a_word(agency: Agency, word: str = "ZZ") -> CommandWord:
    """A word for acknowledging."""
    return add_word(agency_id=agency.pk, word=word, verb="acknowledge", by=SYSTEM, at=NOON)


def a_run(who: Person) -> CommandRun:
    """A command that did nothing that could be taken back."""
    return CommandRun.objects.create(
        user=who.user, agency=who.agency, line="ACK 1", verb="acknowledge", at=NOON
    )
