"""Which unit plays which vehicle."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models.functions import Lower

from positions.replay.reading import BadTrace
from units.models import Unit


def cast(vehicles: Sequence[str], *, call_signs: Sequence[str], kind: str) -> dict[str, int]:
    """Vehicle → unit: the named units in their order, or simulated ones of a kind by call sign.

    With fewer units than vehicles the later vehicles have no part. Raises BadTrace for a call sign
    that no active unit has, and where there is no unit at all.
    """
    units = _named(call_signs) if call_signs else _simulated(kind)
    if not units:
        raise BadTrace(f"there is no simulated unit of the kind {kind}; name some by --units")
    return dict(zip(vehicles, units, strict=False))


def _named(call_signs: Sequence[str]) -> list[int]:
    found = dict(
        Unit.objects.filter(is_active=True)
        .annotate(name=Lower("call_sign"))
        .filter(name__in=[one.lower() for one in call_signs])
        .values_list("name", "pk")
    )
    missing = [one for one in call_signs if one.lower() not in found]
    if missing:
        raise BadTrace(f"there is no active unit {', '.join(missing)}")
    return [found[one.lower()] for one in call_signs]


def _simulated(kind: str) -> list[int]:
    units = Unit.objects.filter(is_active=True, is_simulated=True, kind__code=kind)
    return list(units.order_by("call_sign", "pk").values_list("pk", flat=True))
