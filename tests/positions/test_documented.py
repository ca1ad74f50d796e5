"""docs/positions.md says what the city does."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from agencies.models import Agency, City
from positions import tasks
from positions.models.rules import FASTEST_KMH, FORGET_AFTER_SECONDS, STALE_AFTER_SECONDS
from positions.selectors import tracks
from positions.services import ingesting, judging, knowing, refusing
from positions.states import Reason
from safety_net.settings import base
from tests.support.cast import JsonClient
from tests.support.fleet import a_unit
from tests.support.moved_time import Time

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "positions.md").read_text(encoding="utf-8")


def example(name: str) -> dict[str, Any]:
    [text] = re.findall(rf"```json {name}\n(.*?)```", PAGE, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_example_is_taken(fire: Agency, box: JsonClient, time: Time) -> None:
    City.objects.update(bbox=[126.3, 37.3, 126.8, 37.7])
    a_unit(fire, "Pump 3")
    time.becomes(datetime.fromisoformat("2026-11-22T18:00:01+09:00"))
    batch = example("batch")
    assert json.dumps(batch)[1:-1] in PAGE.replace("'", "")  # the same that curl sends
    batch["fixes"].append({**batch["fixes"][0], "call_sign": "Pump 99"})
    answer = box.post("/api/positions/", batch, headers={"Accept-Language": "en"})
    assert answer.json() == example("answer")


def test_every_reason_is_told() -> None:
    told = re.findall(r"^\| `(\w+)` \| \w", PAGE.split("## Why")[1].split("##")[0], re.MULTILINE)
    assert sorted(told) == sorted(Reason.values)


def test_the_figures_are_those_of_the_code() -> None:
    true = [
        f"up to {ingesting.LARGEST_BATCH:,} positions",
        f"{base.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes",
        f"{base.SAFETY_NET_REQUESTS_PER_MINUTE['device']:,} requests a minute of one device",
        f"more than {judging.AHEAD_SECONDS:.0f} seconds ahead",
        f"more than {judging.OLDEST_SECONDS / 3600:.0f} hours old",
        f"more than {FASTEST_KMH} km/h",
        f"{judging.WANDERING_METRES:.0f} metres",
        f"after {STALE_AFTER_SECONDS} seconds",
        f"after {FORGET_AFTER_SECONDS // 3600} hours",
        f"{refusing.KEPT_OF_AN_AGENCY:,} positions of each agency",
        f"at most {refusing.KEPT_OF_A_BATCH} of one batch",
        f"{tracks.MOST:,} positions at most",
    ]
    assert [one for one in true if one not in PAGE] == []
    assert (refusing.KEPT_FOR.days, tracks.LONGEST.days, knowing.MARGIN_DEGREES) == (7, 7, 2)
    assert tasks.DAYS_AHEAD >= 2
