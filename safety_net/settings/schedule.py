"""What Celery beat drives, and how often (seconds). A task that waited too long is dropped."""

from __future__ import annotations

from typing import Any

BEAT: dict[str, Any] = {
    "escalation-tick": {
        "task": "escalation.tick",
        "schedule": 1.0,
        "options": {"expires": 3},
    },
    "escalation-check": {
        "task": "escalation.check",
        "schedule": 60.0,
        "options": {"expires": 30},
    },
    "escalation-canary": {
        "task": "escalation.canary",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "notify-send-due": {
        "task": "notify.send_due",
        "schedule": 1.0,
        "options": {"expires": 2},
    },
    "notify-fall-back": {
        "task": "notify.fall_back",
        "schedule": 1.0,
        "options": {"expires": 2},
    },
    "notify-expire": {
        "task": "notify.expire",
        "schedule": 600.0,
        "options": {"expires": 300},
    },
    "overdue-hand-overs": {
        "task": "dispatch.overdue_hand_overs",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    "agreements": {
        "task": "agreements.keep_time",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    "emergencies": {
        "task": "incidents.end_emergencies",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "missed-safety-checks": {
        "task": "dispatch.missed_safety_checks",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    "position-history": {
        "task": "positions.keep_history",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "refused-positions": {
        "task": "positions.forget_refused",
        "schedule": 600.0,
        "options": {"expires": 300},
    },
    "roster-gaps": {
        "task": "rosters.gaps_ahead",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "check-of-the-log": {
        "task": "audit.go_on_checking",
        "schedule": 2.0,
        "options": {"expires": 2},
    },
    "anchor-of-the-log": {
        "task": "audit.anchor",
        "schedule": 900.0,
        "options": {"expires": 600},
    },
    "forget-sessions": {
        "task": "accounts.forget",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "forget-kept-answers": {
        "task": "dispatch.forget_kept_answers",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
}
