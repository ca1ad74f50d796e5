"""A storm of messages: 1,300 people by three ways each, through a provider that takes 200 ms.

    python -m benchmarks.notify_storm [--people 1300] [--like DATABASE]

One step of one rule reaches nobody, so the duty officers are told by three ways at once, and there
are 1,300 of them. The city's own programs decide and send. Services of its own; stops by itself.
"""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING, Any

from tests.faults.opened import opened

if TYPE_CHECKING:
    from tests.faults.scene import Scene
    from tests.support.stub import Stub

WAYS = ("sms", "voice", "sms")
DELAY = 0.2
LONGEST = 240.0
DECIDED, ACCEPTED = 30.0, 60.0
QUEUED = """
SELECT count(*), extract(epoch FROM max(pg_xact_commit_timestamp(xmin)))::float8
FROM notify_message WHERE kind = 'escalation' AND incident_id = %s
"""
STATES = """
SELECT d.state, count(*), extract(epoch FROM max(d.sent_at))::float8 FROM notify_delivery d
JOIN notify_message m ON m.id = d.message_id
WHERE m.incident_id = %s AND d.channel <> 'desk' GROUP BY d.state
"""


def main() -> None:
    asked = read_arguments()
    with opened(like=asked.like) as stand:
        from tests.faults.cast import moves_in
        from tests.faults.scene import Scene
        from tests.support.stub import Stub

        scene = Scene(stand=stand, cast=moves_in(), long=True)
        with Stub(delay=DELAY) as stub:
            measure(scene, stub, asked.people)


def measure(scene: Scene, stub: Stub, people: int) -> None:
    incident, due = prepare(scene, stub, people)
    print(f"{people} people by {len(WAYS)} ways, load of the machine {os.getloadavg()[0]:.1f}")
    wanted, began, decided = people * len(WAYS), time.monotonic(), 0.0
    while time.monotonic() - began < LONGEST:
        count, at = asked_of(QUEUED, incident)[0]
        decided = decided or (at - due if count >= people else 0.0)
        if sum(row[1] for row in asked_of(STATES, incident) if row[0] in REACHED) >= wanted:
            break
        time.sleep(0.5)
    report(incident, due, decided, wanted, stub)


REACHED = ("accepted", "delivered", "read")


def prepare(scene: Scene, stub: Stub, people: int) -> tuple[int, float]:
    """The people, a rule that reaches nobody, one incident; and when its step is due."""
    from agencies.models import Role
    from escalation.models import EngineSettings, Run
    from safety_net.core import clock
    from tests.faults.people import hire, providers
    from tests.support.cast import file
    from tests.support.escalating import Kind, a_rule, role, tell

    agency = scene.cast.dani.agency
    providers(stub, ("sms", "voice"), patience=600, timeout=20)
    hire(agency, Role.AGENCY_STAFF, WAYS, [f"staff-{number}" for number in range(people)])
    target = {"kind": "role", "role": Role.AGENCY_STAFF, "agency": agency.pk}
    EngineSettings.objects.update(last_resort=[target])
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(role(Role.AUDITOR)), within=3)
    scene.drivers_are_at_work()
    incident = file(scene.cast.dani, at=clock.now())
    return incident.pk, Run.objects.get(incident=incident).fires_at.timestamp()


def asked_of(question: str, incident: int) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, [incident])
        return list(cursor.fetchall())


def report(incident: int, due: float, decided: float, wanted: int, stub: Stub) -> None:
    states = asked_of(STATES, incident)
    reached = sum(row[1] for row in states if row[0] in REACHED)
    last = max((row[2] for row in states if row[2]), default=due)
    got = stub.got()
    repeated = len(got) - len({one["key"] for one in got})
    print(f"decided {decided:.1f} s after it was due (goal {DECIDED:.0f} s)")
    took = last - due
    print(f"{reached} of {wanted} accepted within {took:.1f} s (goal {ACCEPTED:.0f} s)")
    print(f"{len(got)} requests to the provider, {repeated} of them repeated")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_300)
    parser.add_argument("--like", default="", help="a migrated database to copy")
    return parser.parse_args()


if __name__ == "__main__":
    main()
