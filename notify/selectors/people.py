"""People and their contact methods, in the order of their wish."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import FilteredRelation, Q

USABLE = Q(contact_methods__is_active=True, contact_methods__verified_at__isnull=False)


@dataclass(frozen=True, kw_only=True)
class Method:
    """A verified address, without the address."""

    id: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person; nobody who has left has a method any more."""

    id: int
    name: str
    methods: tuple[Method, ...]


def people(user_ids: Collection[int]) -> dict[int, Someone]:
    """Id → the person, of those who exist; one query."""
    rows = (
        get_user_model()
        .objects.filter(pk__in=set(user_ids))
        .annotate(usable=FilteredRelation("contact_methods", condition=USABLE))
        .order_by("pk", "usable__order", "usable__pk")
        .values_list(
            "pk", "first_name", "last_name", "username", "is_active", "usable", "usable__channel"
        )
    )
    names: dict[int, str] = {}
    methods: dict[int, list[Method]] = {}
    for pk, first, last, username, is_active, method, channel in rows:
        names[pk] = f"{first} {last}".strip() or username
        kept = methods.setdefault(pk, [])
        if is_active and method is not None:
            kept.append(Method(id=method, channel=channel))
    return {pk: Someone(id=pk, name=name, methods=tuple(methods[pk])) for pk, name in names.items()}
