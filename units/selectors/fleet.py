"""Finding units."""

from __future__ import annotations

from django.db.models import QuerySet

from units.models import Unit

# More than any list shows; what is left out is said.
MOST = 5_000


def units_like(
    units: QuerySet[Unit],
    *,
    active: bool = True,
    agency: int | None = None,
    kind: str = "",
    q: str = "",
) -> QuerySet[Unit]:
    """Those of an agency, of a kind, with `q` in the call sign; by call sign."""
    found = units.filter(is_active=active)
    if agency is not None:
        found = found.filter(agency_id=agency)
    if kind:
        found = found.filter(kind__code=kind)
    if q:
        found = found.filter(call_sign__icontains=q)
    return found.order_by("call_sign", "pk")
