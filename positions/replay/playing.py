"""Sightings told again at their pace, through the same door as a device's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from positions.replay.reading import Sighting
from positions.services.ingesting import LARGEST_BATCH, ingest
from positions.services.scope import Scope
from positions.states import Source
from safety_net.core import clock

SIMULATION = Scope(agency_id=None, source=Source.SIMULATION)


@dataclass
class Tally:
    """What became of the sightings; `refused` counts them by reason."""

    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        refused = ", ".join(f"{number} {code}" for code, number in sorted(self.refused.items()))
        return f"{self.accepted} positions" + (f"; refused: {refused}" if refused else "")


@dataclass
class Playing:
    """Plays `sightings` (in order of time) for the units that `cast` gives their vehicles.

    The first one is now and gaps stay gaps, both divided by `speed`. `waits(seconds)` sleeps and
    says whether to stop.
    """

    sightings: Sequence[Sighting]
    cast: Mapping[str, int]
    speed: float
    waits: Callable[[float], bool]
    tally: Tally = field(default_factory=Tally)

    def play(self, until: datetime | None = None) -> Tally:
        """One batch a second at most, to the end, or to `until`."""
        began = now = clock.now()
        for batch in self._batches(began):
            due = batch[-1][0]
            while now < due:
                if self.waits(min(1.0, (due - now).total_seconds())):
                    return self.tally
                now = clock.now()
                if until is not None and now >= until:
                    return self.tally
            self._tell([fix for _, fix in batch], now)
        return self.tally

    def _batches(self, began: datetime) -> Iterator[list[tuple[datetime, dict[str, object]]]]:
        """(time to be told, fix), those of one second together."""
        batch: list[tuple[datetime, dict[str, object]]] = []
        first = self.sightings[0].at
        for one in self.sightings:
            if one.vehicle not in self.cast:
                continue
            at = began + (one.at - first) / self.speed
            if batch and (at - batch[0][0] >= timedelta(seconds=1) or len(batch) == LARGEST_BATCH):
                yield batch
                batch = []
            batch.append((at, _fix(self.cast[one.vehicle], one, at)))
        if batch:
            yield batch

    def _tell(self, fixes: Sequence[dict[str, object]], now: datetime) -> None:
        outcome = ingest(fixes, scope=SIMULATION, received=now)
        self.tally.accepted += outcome.accepted
        self.tally.refused.update(one.reason.value for one in outcome.refused)


def _fix(unit: int, one: Sighting, at: datetime) -> dict[str, object]:
    given = {"heading": one.heading, "speed_kmh": one.speed_kmh}
    return {
        "unit": unit,
        "at": at.isoformat(),
        "lon": one.lon,
        "lat": one.lat,
        **{name: value for name, value in given.items() if value is not None},
    }
