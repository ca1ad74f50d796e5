"""The small desk, 1366 px wide: nothing that matters is cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from incidents.services.filing import FirstReport
from incidents.services.reporting import attach_report
from tests.browser.conftest import Sit
from tests.support.cast import NOON, Person, file

pytestmark = pytest.mark.browser
SMALL = {"width": 1366, "height": 768}


def ends(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


def test_the_marks_of_an_exercise_and_of_reports_are_whole_with_a_long_type(
    sit: Sit, hana: Person
) -> None:
    incident = file(hana, "FIRE.VEHICLE", exercise=True)
    again = FirstReport(narrative="I see it too")
    attach_report(incident_id=incident.pk, report=again, by=hana.actor, at=NOON)
    desk = sit(hana, viewport=SMALL)
    cell = desk.row(incident.number).locator(".cell-type")
    expect(cell.locator(".tag.exercise")).to_have_text("EXExercise")
    left, right = ends(cell)
    mark, name, count = (
        ends(cell.locator(one)) for one in (".tag.exercise", ".type-name", ".tag:not(.exercise)")
    )
    assert left <= mark[0] < mark[1] <= name[0] < name[1] <= right
    # On a line of its own.
    assert left <= count[0] < count[1] <= right
