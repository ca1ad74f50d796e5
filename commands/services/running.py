"""Run a line: read it again with what the one who typed may see, and do what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from commands.grammar import VERBS
from commands.models import CommandRun
from commands.parsing import parse
from commands.selectors.context import index_for
from commands.services.acts import ACTS
from commands.services.acts.acting import Command, Outcome
from commands.wording import worded
from safety_net.core import city_log
from safety_net.core.access import Actor, Viewer
from safety_net.core.errors import Forbidden, Refusal

Row = dict[str, Any]
UNDO_STANDS = timedelta(seconds=10)


class NotUnderstood(Refusal):
    """`extra.errors`: `{code, from, to, text}` each; offsets count code points of `extra.line`."""

    status = 400
    code = "not_understood"
    title = _("The line can't be understood.")


class MeansSomethingElse(Refusal):
    """`extra.meaning`: what the line means now, so that its author may look again."""

    code = "means_something_else"
    title = _("The line means something else now.")


class DeskOnly(Refusal):
    """New call, map and find happen in the browser."""

    status = 400
    code = "desk_only"
    title = _("The desk itself does this; there is nothing to do here.")


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a line did; `run` is what can be taken back."""

    meaning: Row
    outcome: Outcome
    run: CommandRun


def run_line(
    *,
    line: str,
    last: list[int],
    viewer: Viewer,
    by: Actor,
    at: datetime,
    seen: Row | None = None,
    also: bool = False,
) -> Done:
    """Do what `line` means, all of it or nothing.

    `last` are the incidents that were opened, the last one first; `seen` the meaning that the
    author was shown. NotUnderstood, MeansSomethingElse, DeskOnly, or what the services refuse.
    """
    if viewer.agency_id is None:
        raise Forbidden
    index = index_for(viewer, last)
    read = parse(line, index)
    meaning = read["meaning"]
    if meaning is None:
        raise NotUnderstood(line=read["line"], errors=worded(read["errors"], index))
    if seen is not None and not _is_same(seen, meaning):
        raise MeansSomethingElse(meaning=meaning)
    if VERBS[meaning["verb"]].desk_only:
        raise DeskOnly(meaning=meaning)
    command = Command(values=meaning["values"], index=index, viewer=viewer, by=by, at=at, also=also)
    with city_log.change(by=by, at=at):
        outcome = ACTS[meaning["verb"]](command)
        run = CommandRun.objects.create(
            user_id=viewer.user_id,
            agency_id=viewer.agency_id,
            line=read["line"],
            verb=meaning["verb"],
            at=at,
            undo=outcome.undo,
        )
    return Done(meaning=meaning, outcome=outcome, run=run)


def _is_same(seen: Row, meaning: Row) -> bool:
    return all(seen.get(name) == meaning[name] for name in ("verb", "values"))
