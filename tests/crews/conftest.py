"""An engine of the fire brigade, its crew, and where it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.models import Assignment
from dispatch.services.sending import send
from incidents.models import Incident
from safety_net.core import clock
from tests.support.cast import Person, file
from tests.support.fleet import a_unit
from tests.support.small_city import SmallCity
from units.models import Unit


@pytest.fixture
def engine(city: SmallCity) -> Unit:
    """Pump 1 of the fire brigade."""
    return a_unit(city.fire, "Pump 1")


@pytest.fixture
def ladder(city: SmallCity) -> Unit:
    return a_unit(city.fire, "Ladder 1", "ladder")


@pytest.fixture
def patrol(city: SmallCity) -> Unit:
    """A car of the police."""
    return a_unit(city.police, "Patrol 7", "patrol")


@pytest.fixture
def fire_at_mill(dani: Person) -> Incident:
    return file(by=dani, at=clock.now())


@pytest.fixture
def sent(dani: Person, engine: Unit, fire_at_mill: Incident) -> Assignment:
    """Dani sends the engine."""
    return sends(dani, fire_at_mill, engine)


def sends(who: Person, it: Incident, unit: Unit) -> Assignment:
    """`who` sends the unit now."""
    (made,) = send(incident_id=it.pk, unit_ids=[unit.pk], by=who.actor, at=clock.now())
    return made


def logs_on(who: Person, unit: Unit) -> Any:
    return who.client.post("/api/crew/log-on/", {"unit": unit.pk})


def acts(who: Person, kind: str, unit: Unit, *, key: str = "", **values: Any) -> Any:
    """What the phone sends."""
    headers = {"Idempotency-Key": key} if key else {}
    body = {"kind": kind, "unit": unit.pk, **values}
    return who.client.post("/api/crew/acts/", body, headers=headers)
