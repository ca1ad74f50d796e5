"""Files of more than one block: read by helpers, stored as one, or not at all."""

from __future__ import annotations

import csv
import gzip
from multiprocessing import active_children
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from dispatch.models import Assignment
from incidents.models import Incident
from records.models import RecordsImport
from records.profile_schema import read_profile
from records.services.block_reader import ROWS
from records.services.importing import import_file
from records.source import BadFile
from safety_net.core.models import LogEntry
from tests.records import paper
from tests.support.cast import NOON
from units.models import Unit

pytestmark = pytest.mark.django_db
MANY = 3 * ROWS + 10


def bring(folder: Path, path: Path) -> RecordsImport:
    profile = read_profile(paper.profile(folder))
    return import_file(profile=profile, path=path, report=folder / "faults.csv", at=NOON)


def many(folder: Path) -> Path:
    """Every hundredth row lies nowhere."""
    rows = (paper.row(no=str(n), x="" if n % 100 == 0 else "126.1") for n in range(1, MANY + 1))
    return paper.write(folder, rows)


def indexes_and_keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL"
            " SELECT conrelid::regclass || pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1"
        )
        return [definition for (definition,) in cursor.fetchall()]


def nothing_is_stored() -> bool:
    models = (Incident, Assignment, Unit, RecordsImport, LogEntry)
    return not any(model._default_manager.exists() for model in models)


def test_every_row_of_every_block_is_accounted_for(tmp_path: Path) -> None:
    before = indexes_and_keys()
    made = bring(tmp_path, many(tmp_path))
    refused = MANY // 100
    assert (made.read, made.imported, made.refused) == (MANY, MANY - refused, refused)
    assert Incident.objects.count() == MANY - refused
    with (tmp_path / "faults.csv").open(encoding="utf-8-sig") as stream:
        told = [(int(row["line"]), row["incident"]) for row in csv.DictReader(stream)]
    assert told == [(n + 1, f"X{n}") for n in range(100, MANY + 1, 100)]
    assert indexes_and_keys() == before
    again = bring(tmp_path, many(tmp_path))
    assert (again.imported, again.known, again.refused) == (0, MANY - refused, refused)


def test_a_text_arrives_as_it_was_written(tmp_path: Path) -> None:
    street = "Back\\slash \\N \t tab, \r\n lines, \\. 물방아길 \v \u2028 end"
    bring(tmp_path, paper.write(tmp_path, [paper.row(street=street)]))
    assert Incident.objects.get().address == street


def test_a_file_that_breaks_off_in_the_middle_stores_nothing(tmp_path: Path) -> None:
    before = indexes_and_keys()
    packed = gzip.compress(many(tmp_path).read_bytes())
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(packed[: len(packed) * 4 // 5])
    with pytest.raises(BadFile, match="breaks off"):
        bring(tmp_path, cut)
    assert nothing_is_stored()
    assert indexes_and_keys() == before
    assert not active_children()


def test_a_database_that_refuses_in_the_middle_stores_nothing(tmp_path: Path) -> None:
    refuse = "ALTER TABLE dispatch_assignment ADD CONSTRAINT none CHECK (alarm_level > 1) NOT VALID"
    with connection.cursor() as cursor:
        cursor.execute(refuse)
    before = indexes_and_keys()
    with pytest.raises(IntegrityError, match="none"):
        bring(tmp_path, many(tmp_path))
    assert nothing_is_stored()
    assert indexes_and_keys() == before
    assert not active_children()
