"""Who lives in the city that is broken: people of a brigade, and a program that may act."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.models import Role
from escalation.models import EngineSettings
from tests.support import small_city
from tests.support.cast import Person, a_person, a_token

KEY = "key-of-the-tests-of-faults"


@dataclass(frozen=True)
class Cast:
    """Dani is asked by every rule; Sol is the duty officer; a program acts with Dani's token."""

    dani: Person
    sol: Person


def moves_in() -> Cast:
    city = small_city.build()
    dani = a_person("dani", city.fire, Role.DISPATCHER)
    sol = a_person("sol", city.fire, Role.SUPERVISOR)
    a_token(dani.membership, KEY)
    stored = [{"kind": "person", "person": sol.user.pk}]
    EngineSettings.objects.update(last_resort=stored)
    return Cast(dani=dani, sol=sol)
