"""One run over one file: read, stage, look, store, and one entry in the log; all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from atlas.loading.city import load_agencies, load_city
from atlas.packs.report import Report
from atlas.packs.spec import Pack
from records.faults import Faults
from records.models import RecordsImport
from records.profile import Profile
from records.selectors import expect_own_database, expect_words, known_codes
from records.services import staging
from records.services.block_reader import ROWS, Block, BlockReader
from records.services.helpers import Helpers
from records.services.running import run
from records.services.storing import Stored, store
from records.source import Row, Source, opened
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor

# progress(bytes of the file that were read, what is being done)
Progress = Callable[[int, str], None]
PIECE = 1024 * 1024


def silent(done: int, step: str) -> None:
    """Progress that nobody watches."""


@dataclass
class Counted:
    """How many rows the file has."""

    rows: int = 0


def import_file(
    *,
    profile: Profile,
    path: Path,
    report: Path,
    at: datetime,
    progress: Progress = silent,
) -> RecordsImport:
    """Bring the file into this database; BadFile, NotItsDatabase or UnknownWords before that.

    Rows that are there already add nothing. Every fault is a line of `report`.
    """
    by = Actor(name=f"import {profile.name}", kind="system")
    counted = Counted()
    with city_log.change(by=by, at=at) as log, Faults(report, profile.rules) as faults:
        run("SET LOCAL statement_timeout = 0")
        run("SET LOCAL work_mem = '64MB'")
        expect_own_database(profile.city.slug)
        codes = known_codes()
        expect_words(profile, codes)
        _name_the_city(profile)
        with opened(path, encoding=profile.encoding, delimiter=profile.delimiter) as source:
            reader = BlockReader(profile, source.header, codes)
            with Helpers(reader) as helpers:
                staging.fill(_told(helpers.map(_blocks(source, counted, progress)), faults))
        progress(path.stat().st_size, "comparing")
        staging.look(faults, arrivals="on_scene" in profile.times)
        progress(path.stat().st_size, "storing")
        stored = store(source=profile.name, by=by.name, at=at)
        made = _remember(profile, path, counted.rows, stored, faults, at=at)
        log.append(made.entry(), audience={AUDITORS, ADMINS})
    return made


def _blocks(source: Source, counted: Counted, progress: Progress) -> Iterator[list[Row]]:
    rows = source.rows()
    while block := list(islice(rows, ROWS)):
        counted.rows += len(block)
        progress(source.done(), "reading")
        yield block


def _told(blocks: Iterable[Block], faults: Faults) -> Iterator[str]:
    """The lines for COPY; the faults go into the report in the order of the file."""
    for block in blocks:
        for noted in block.noted:
            noted.tell(faults)
        yield block.lines


def _name_the_city(profile: Profile) -> None:
    pack = Pack(root=Path(), city=profile.city, agencies=profile.agencies, layers=())
    load_city(pack, Report(), replace=False)
    load_agencies(pack, Report(), replace=False)


def _remember(
    profile: Profile, path: Path, read: int, stored: Stored, faults: Faults, *, at: datetime
) -> RecordsImport:
    return RecordsImport.objects.create(
        profile=profile.name,
        file=path.name[:255],
        sha256=_digest(path),
        at=at,
        read=read,
        imported=stored.rows,
        known=stored.known,
        refused=faults.refused,
        flagged=len(faults.flagged),
        incidents=stored.incidents,
        units=stored.units,
        faults={f"{code} {done}": number for (code, done), number in sorted(faults.counts.items())},
    )


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()
