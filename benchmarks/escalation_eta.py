"""The usual way: each step is a Celery task with an ETA, which plans the next one when it runs.

Set as its documentation advises for tasks that must not be lost: acknowledged late, rejected when
the worker is lost. Run by benchmarks/escalation_kill.py, which says where and how.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import psycopg
from celery import Celery

WAITS = (5, 10, 15)
INSERT = "INSERT INTO benchmark_step VALUES (%s, %s, %s, %s, clock_timestamp())"

application = Celery("escalation_eta", broker=os.environ["ETA_BROKER"])
application.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": int(os.environ["ETA_VISIBILITY"])},
)


@application.task(name="step")
def step(incident: int, number: int, due: str) -> None:
    """Tell somebody, which here is a row, and plan what comes next."""
    planned = datetime.fromisoformat(due)
    with psycopg.connect(os.environ["ETA_DATABASE"]) as database:
        database.execute(INSERT, [os.environ["ETA_NAME"], incident, number, planned])
    if number + 1 < len(WAITS):
        plan(incident, number + 1, planned + timedelta(seconds=WAITS[number + 1]))


def plan(incident: int, number: int, due: datetime) -> None:
    step.apply_async((incident, number, due.isoformat()), eta=due.astimezone(UTC))
