"""Engines of the fire brigade, a patrol of the police, and devices that speak for them."""

from __future__ import annotations

import pytest

from agencies.models import Agency
from positions.models import Device
from tests.support.cast import JsonClient
from tests.support.fleet import a_unit
from tests.support.moving import a_device
from units.models import Unit


@pytest.fixture
def engine(fire: Agency) -> Unit:
    return a_unit(fire, "E 11")


@pytest.fixture
def ladder(fire: Agency) -> Unit:
    return a_unit(fire, "L 11")


@pytest.fixture
def patrol(police: Agency) -> Unit:
    return a_unit(police, "Patrol 7", "patrol")


@pytest.fixture
def gateway(fire: Agency) -> Device:
    """Speaks for every unit of the fire brigade."""
    return a_device(fire)[0]


@pytest.fixture
def box(fire: Agency) -> JsonClient:
    """REST as a gateway of the fire brigade."""
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Device {a_device(fire, name='box')[1]}")
    return client
