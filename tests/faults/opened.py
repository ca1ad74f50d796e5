"""A stand with an empty city in it, and the product loaded here with its database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.faults.stand import Stand

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened(var: Path | None = None, *, like: str = "") -> Iterator[Stand]:
    """Import what needs the product inside of it. `var` keeps the logs; else nothing is kept.

    `like` is the address of a database that is migrated already, which takes less time to copy.
    """
    sys.path[:0] = [str(ROOT), str(ROOT / "bin")]
    from tests.faults.stand import Stand

    with (
        tempfile.TemporaryDirectory(prefix="faults-") as folder,
        Stand(var or Path(folder) / "var") as stand,
    ):
        os.environ.update(stand.environment)
        if like:
            _copy(like, stand)
            stand.application.manage("give_rights")
        else:
            stand.application.manage("migrate", "--verbosity", "0")
        django.setup()
        yield stand


def _copy(like: str, stand: Stand) -> None:
    """What only the server's owner may do is done already, so its refusal is no matter."""
    dump, psql = (stand.cluster.binary(name) for name in ("pg_dump", "psql"))
    urls = (like, stand.cluster.owner_url)
    there, here = (url.replace("postgres://", "postgresql://") for url in urls)
    words = [dump, "--exclude-table=spatial_ref_sys", "-d", there]
    made = subprocess.run(words, capture_output=True, check=True)
    words = [psql, "-X", "-q", "-d", here]
    with (stand.paths.log / "copy.log").open("wb") as log:
        subprocess.run(words, input=made.stdout, stdout=log, stderr=log, check=True)
