"""Play steps through the public services, as exercise traffic, at a chosen speed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

from incidents.models import Incident, IncidentType
from incidents.services import filing
from incidents.states import TrackRole
from rehearsal.acts import ACTS
from rehearsal.stage import Stage
from rehearsal.steps import Step
from safety_net.core import clock
from safety_net.core.errors import Refusal

log = structlog.get_logger(__name__)
LONGEST_NAP = 0.5  # seconds; so that a stop is heard quickly


@dataclass
class Tally:
    """What became of the steps. A refused one is no fault: a person may have been faster."""

    done: int = 0
    refused: int = 0
    skipped: int = 0


@dataclass
class Player:
    """Plays on one stage. `stopped()` is asked between steps."""

    stage: Stage
    speed: float
    stopped: Callable[[], bool] = lambda: False
    incidents: dict[str, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    def play(self, steps: Iterable[Step]) -> Tally:
        """All steps, each at its time divided by the speed."""
        began = time.monotonic()
        for step in steps:
            if not self._wait_until(began + step.seconds / self.speed):
                break
            self._try(step)
        return self.tally

    def _wait_until(self, moment: float) -> bool:
        while not self.stopped():
            left = moment - time.monotonic()
            if left <= 0:
                return True
            time.sleep(min(left, LONGEST_NAP))
        return False

    def _try(self, step: Step) -> None:
        try:
            self._do(step)
            self.tally.done += 1
        except Refusal as refusal:
            self.tally.refused += 1
            log.debug("step_refused", act=step.act, label=step.label, code=refusal.code)
        except LookupError as missing:
            self.tally.skipped += 1
            log.debug("step_skipped", act=step.act, label=step.label, missing=str(missing))
        except (OperationalError, InterfaceError) as fault:
            self.tally.skipped += 1
            log.warning("step_lost", act=step.act, label=step.label, fault=str(fault))
            close_old_connections()  # the next step gets a new one

    def _do(self, step: Step) -> None:
        if step.act == "file":
            self.incidents[step.label] = self._file(step)
            return
        incident_id = self.incidents[step.label]
        by = self.stage.actor(step.agency or self._lead_of(incident_id))
        ACTS[step.act](incident_id, step.data, by, self.stage)

    def _file(self, step: Step) -> int:
        incident = filing.file_incident(
            kind=IncidentType.objects.get(code=step.data["type"]),
            place=self.stage.place(step.data["spot"]),
            report=filing.FirstReport(
                channel=step.data["channel"],
                narrative=step.data["narrative"],
                caller_name=step.data.get("caller", ""),
            ),
            priority=step.data.get("priority"),
            exercise=True,
            by=self.stage.actor(step.agency),
            at=clock.now(),
        )
        return incident.pk

    def _lead_of(self, incident_id: int) -> str:
        incident = Incident.objects.get(pk=incident_id)
        return incident.tracks.get(role=TrackRole.LEAD).agency.kind
