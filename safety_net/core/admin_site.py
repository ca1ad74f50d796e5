"""The admin site, each of whose changes is an entry of the city log, for auditors and admins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from safety_net.core import acting, city_log, clock
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.city_log import Event
from safety_net.core.request_log import request_id_of


@dataclass(frozen=True, kw_only=True)
class RecordChanged(Event):
    """Somebody with access to the admin site changed a row there. Values are not told."""

    kind: ClassVar[str] = "record.changed"
    subject_type: ClassVar[str] = "record"
    model: str  # agencies.agency
    key: str
    what: str  # added, changed or deleted
    fields: list[str]


class Recorded(admin.ModelAdmin[Any]):
    """Mixed into every admin that is registered; see CityAdminSite."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _tell(request, [obj], "added", [])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _tell(request, [obj], "changed", _fields_of(message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        _tell(request, list(queryset), "deleted", [])
        return super().log_deletions(request, queryset)


class CityAdminSite(admin.AdminSite):
    """No admin can be registered that leaves no trace, not even a library's."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        base = admin_class or admin.ModelAdmin
        recorded = type(f"Recorded{base.__name__}", (Recorded, base), {})
        super().register(model_or_iterable, recorded, **options)


def _tell(request: HttpRequest, rows: list[models.Model], what: str, fields: list[str]) -> None:
    with city_log.change(by=_actor(request), at=clock.now()) as log:
        for row in rows:
            key = str(row.pk)
            entry = RecordChanged(
                subject_id=int(key) if key.isdigit() else 0,
                model=row._meta.label_lower,
                key=key,
                what=what,
                fields=fields,
            )
            log.append(entry, audience={AUDITORS, ADMINS})


def _actor(request: HttpRequest) -> Actor:
    """Staff need no membership."""
    if acting.bound_viewer(request) is not None:
        return acting.actor_of(request)
    user = request.user
    return Actor(
        name=user.get_username(),
        user_id=user.pk,
        request_id=request_id_of(request),
        address=request.META.get("REMOTE_ADDR") or None,
    )


def _fields_of(message: Any) -> list[str]:
    """Names of the changed fields, from what Django's own history is told."""
    parts = message if isinstance(message, list) else []
    said = [part.get("changed", {}) for part in parts if isinstance(part, dict)]
    return sorted({str(name) for one in said for name in one.get("fields", [])})
