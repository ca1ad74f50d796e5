"""The people of an agency with how they are reached, their addresses masked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from notify.channels import registry
from notify.models import ContactMethod
from notify.selectors.reach import reach


def reach_rows(members: QuerySet[Membership], *, exercise: bool) -> list[dict[str, Any]]:
    """By name; whoever can't be reached first."""
    rows = list(members.select_related("user"))
    ids = [one.user_id for one in rows]
    found = reach(ids, exercise=exercise)
    methods: dict[int, list[dict[str, Any]]] = {}
    for method in ContactMethod.objects.filter(user__in=ids).order_by("order", "pk"):
        methods.setdefault(method.user_id, []).append(_masked(method))
    listed = [
        {
            "user": one.user_id,
            "name": found[one.user_id].name,
            "role": one.role,
            "reachable": found[one.user_id].is_reachable,
            "channels": found[one.user_id].channels,
            "methods": methods.get(one.user_id, []),
        }
        for one in rows
    ]
    return sorted(listed, key=lambda row: (row["reachable"], row["name"]))


def _masked(method: ContactMethod) -> dict[str, Any]:
    return {
        "channel": method.channel,
        "channel_name": registry.label_of(method.channel),
        "masked": registry.mask(method.channel, method.address),
        "verified": method.verified_at is not None,
        "active": method.is_active,
    }
