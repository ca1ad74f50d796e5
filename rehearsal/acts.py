"""What an agency does in a rehearsal, each act by the service that a desk would use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from incidents.models import Disposition, Incident
from incidents.services import (
    closing,
    correcting,
    filing,
    holding,
    noting,
    reporting,
    sharing,
    tracking,
)
from rehearsal import unit_acts
from rehearsal.stage import NAMES, Stage
from safety_net.core import clock
from safety_net.core.access import Actor
from units.states import Duty

Act = Callable[[int, dict[str, Any], Actor, Stage], object]


def _version(incident_id: int) -> int:
    return Incident.objects.values_list("version", flat=True).get(pk=incident_id)


def _ask(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    sharing.ask_agency(
        incident_id=incident_id,
        agency_id=stage.agencies[data["agency_kind"]].pk,
        takes_over=data.get("takes_over", False),
        by=by,
        at=clock.now(),
    )


def _close(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    """LookupError where a person closed or merged it before."""
    version = Incident.objects.open().values_list("version", flat=True).filter(pk=incident_id)[0]
    closing.close(
        incident_id=incident_id,
        version=version,
        disposition=Disposition.objects.get(code=data["disposition"]),
        override_reason="end of the exercise",
        released_to=Duty.RETURNING,
        by=by,
        at=clock.now(),
    )


def close_leftovers(stage: Stage) -> int:
    """Close what a rehearsal that was cut off left open, so that no exercise stays for ever."""
    left = Incident.objects.open().filter(exercise=True, filed_by_name__in=NAMES.values())
    ids = list(left.order_by("pk").values_list("pk", flat=True))
    for incident_id in ids:
        _close(incident_id, {"disposition": "exercise"}, stage.actor("city"), stage)
    unit_acts.bring_home(stage)
    return len(ids)


def _report(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    report = filing.FirstReport(narrative=data["text"])
    reporting.attach_report(incident_id=incident_id, report=report, by=by, at=clock.now())


def _priority(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    correcting.change_priority(
        incident_id=incident_id,
        version=_version(incident_id),
        priority=data["priority"],
        reason=data.get("reason", ""),
        by=by,
        at=clock.now(),
    )


def _hold(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    holding.hold(
        incident_id=incident_id,
        minutes=data["minutes"],
        reason=data["text"],
        by=by,
        at=clock.now(),
    )


def _note(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    noting.add_note(
        incident_id=incident_id, text=data["text"], audience="all", by=by, at=clock.now()
    )


def _decline(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    tracking.decline(incident_id=incident_id, reason=data["text"], by=by, at=clock.now())


def _plain(service: Callable[..., object]) -> Act:
    def act(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> object:
        return service(incident_id=incident_id, by=by, at=clock.now())

    return act


ACTS: dict[str, Act] = {
    "acknowledge": _plain(tracking.acknowledge),
    "start": _plain(tracking.start),
    "finish": _plain(tracking.finish),
    "decline": _decline,
    "ask": _ask,
    "close": _close,
    "report": _report,
    "note": _note,
    "priority": _priority,
    "hold": _hold,
    "send": unit_acts.send,
    "move": unit_acts.move,
    "clear": unit_acts.clear,
    "home": unit_acts.go_home,
}
