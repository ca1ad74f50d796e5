"""Units that move, for tests: fixes as devices send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from agencies.models import Agency
from positions.models import Device
from positions.services.ingesting import ingest
from positions.services.scope import Outcome, Scope
from tests.support.small_city import MILL_BRIDGE
from units.models import Unit


def a_device(agency: Agency, unit: Unit | None = None, *, name: str = "") -> tuple[Device, str]:
    """A gateway, or with `unit` the device of one; and its key."""
    made = datetime.fromisoformat("2026-01-01T00:00:00Z")
    name = name or (unit.call_sign if unit else "gateway")
    device = Device(agency=agency, unit=unit, name=name, created_at=made)
    device.expires_at = made + timedelta(days=36_500)
    key = device.give_key("device", at=made)
    device.save()
    return device, key


def a_fix(unit: Unit | None, at: datetime, *, ago: float = 0, **more: Any) -> dict[str, Any]:
    """A fix at Mill Bridge, `ago` seconds before `at`."""
    named = {} if unit is None else {"unit": unit.pk}
    when = (at - timedelta(seconds=ago)).isoformat()
    place = {"lon": MILL_BRIDGE.lon, "lat": MILL_BRIDGE.lat}
    return {**named, "at": when, **place, **more}


def tells(agency: Agency, at: datetime, *fixes: Any, **scope: Any) -> Outcome:
    """A gateway of the agency sends these."""
    return ingest(list(fixes), scope=Scope(agency_id=agency.pk, **scope), received=at)


def reasons(outcome: Outcome) -> list[tuple[int, str]]:
    return [(one.index, one.reason.value) for one in outcome.refused]
