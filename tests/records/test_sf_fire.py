"""A week of San Francisco's fire department: every count, and every known fault named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dispatch.models import Assignment
from incidents.models import Incident
from records.profile_schema import PROFILES, read_profile
from records.services.importing import import_file
from safety_net.core.city_log import verifying
from tests.support.cast import NOON
from units.models import Unit

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "data" / "incidents" / "sf_fire_calls_20161231_20170107.csv.gz"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason="the open data is not beside the project"),
]


def test_a_week_of_calls(tmp_path: Path) -> None:
    profile = read_profile(PROFILES / "sf-fire.toml")
    report = tmp_path / "faults.csv"
    made = import_file(profile=profile, path=FILE, report=report, at=NOON)

    assert (made.read, made.imported, made.refused) == (7_704, 7_704, 0)
    assert (made.incidents, made.units) == (3_560, 178)
    assert made.faults == {
        "arrival_at_call keep": 68,
        "negative_interval keep": 28,
        "no_arrival keep": 131,
        "no_clear keep": 5,
    }
    assert (Incident.objects.count(), Assignment.objects.count()) == (3_560, 7_704)
    assert Unit.objects.get(call_sign="E03").brings.get().capability.code == "engine"
    with report.open(encoding="utf-8-sig") as stream:
        told = list(csv.DictReader(stream))
    early = [row for row in told if row["message"].startswith("on_scene")]
    assert [row["message"] for row in early] == ["on_scene 46 s before en_route"]
    assert len(told) == sum(made.faults.values())

    again = import_file(profile=profile, path=FILE, report=report, at=NOON)

    assert (again.imported, again.known, again.refused) == (0, 7_704, 0)
    assert Assignment.objects.count() == 7_704
    assert verifying.verify().seq is None
