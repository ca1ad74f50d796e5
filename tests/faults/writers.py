"""People at desks who file and acknowledge all the time, and send again what was not answered."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from django.db import connection

from incidents.models import AgencyTrack, Incident
from tests.faults.cast import KEY

# Not the type that rules of a load are for.
TYPE = "FIRE.ALARM"
PLACE = {"lon": 126.07, "lat": 37.05, "address": "Mill Bridge", "verified": True}
CALL_SECONDS = 15.0
GIVE_UP_SECONDS = 60.0
PAUSE = 0.2


@dataclass
class Written:
    """One incident by its tag; `id` once its filing was confirmed, `is_taken` its acknowledging."""

    tag: str
    id: int | None = None
    is_taken: bool = False


@dataclass
class Writers:
    """`with Writers(port, people=5, pause=0.1) as writers: …`; then what they were promised."""

    port: int
    people: int
    pause: float
    written: list[Written] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    without_advice: int = 0
    unanswered: int = 0
    given_up: int = 0

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work) for _ in range(self.people)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def broken(self) -> list[int]:
        """Answers that are neither done nor "not just now, try again"."""
        return sorted(status for status in self.answers if status >= 500 and status != 503)

    def check(self) -> tuple[int, int]:
        """How many confirmed writes are not stored, and how many incidents there are too many."""
        tags = [one.tag for one in self.written]
        rows = Incident.objects.filter(narrative__in=tags).values_list("pk", "narrative")
        stored = dict(rows)
        taken = AgencyTrack.objects.filter(
            incident__in=stored, acknowledged_at__isnull=False
        ).values_list("incident_id", flat=True)
        lost = [one for one in self.written if one.id is not None and one.id not in stored]
        lost += [one for one in self.written if one.is_taken and one.id not in set(taken)]
        return len(lost), len(stored) - len(set(stored.values()))

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                began = time.monotonic()
                self._write()
                self._stop.wait(max(0.0, self.pause - (time.monotonic() - began)))
        finally:
            connection.close()

    def _write(self) -> None:
        one = Written(tag=uuid.uuid4().hex)
        with self._lock:
            self.written.append(one)
        filing = {"type": TYPE, "place": PLACE, "narrative": one.tag}
        card = self._insists("/api/incidents/", filing, key=one.tag)
        if card is not None:
            one.id = card["id"]
            done = self._insists(f"/api/incidents/{one.id}/acknowledge/", {}, key=f"{one.tag}-a")
            one.is_taken = done is not None

    def _insists(self, path: str, body: dict[str, Any], *, key: str) -> dict[str, Any] | None:
        """With the same key until it is done, as a desk does."""
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < deadline:
            began = time.monotonic()
            answer = self._asks(path, body, key=key)
            with self._lock:
                self.seconds.append(time.monotonic() - began)
            if answer is not None:
                return answer
            time.sleep(PAUSE)
        with self._lock:
            self.given_up += 1
        return None

    def _asks(self, path: str, body: dict[str, Any], *, key: str) -> dict[str, Any] | None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=CALL_SECONDS)
        headers = {
            "Authorization": f"Token {KEY}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        try:
            line.request("POST", path, body=json.dumps(body), headers=headers)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            with self._lock:
                self.unanswered += 1
            return None
        finally:
            line.close()
        with self._lock:
            self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
            self.without_advice += answer.status == 503 and not answer.headers["Retry-After"]
        return json.loads(content) if answer.status < 300 else None
