"""File an incident: type and place are enough."""

from __future__ import annotations

from tests.support.cast import Person, file


def test_a_call_taker_files_and_the_incident_exists(hana: Person) -> None:
    incident = file(by=hana)
    assert incident.number == "20261122-0001"
    assert incident.filed_by == hana.agency
