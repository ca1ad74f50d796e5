"""Disaster messages are filed at the district or dong that they name, and that is said."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from agencies.models import City, District
from incidents.models import Incident
from rehearsal import messages
from rehearsal.player import Player
from rehearsal.script import BadScript
from rehearsal.stage import Stage
from rehearsal.steps import Step
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[3] / "shared/data/incidents/korea_disaster_messages.csv.gz"
SINCE, UNTIL = datetime.fromisoformat("2024-07-17"), datetime.fromisoformat("2024-07-19")
COLUMNS = ["NO", "메시지내용", "수신지역", "등록일자", "단계", "재난유형"]


@pytest.fixture
def broadcast(tmp_path: Path):
    """A file with one message a row: text, area, time, kind."""

    def write(*rows: tuple[str, str, str, str]) -> Path:
        path = tmp_path / "messages.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(COLUMNS)
            for number, (text, area, at, kind) in enumerate(rows):
                lines.writerow([number, text, area, at, "안전안내", kind])
        return path

    return write


def filings(steps: list[Step]) -> list[Step]:
    return [one for one in steps if one.act == "file"]


def named(city: SmallCity, level: str, name: str) -> None:
    district = District.objects.filter(level=level).first()
    assert district is not None
    district.name_ko = name
    district.save()


def test_a_message_is_filed_at_the_dong_that_it_names(city: SmallCity, broadcast) -> None:
    named(city, "dong", "작은시 물레구 방앗동")
    path = broadcast(
        ("방앗동 일대 도로 침수", "작은시 물레구", "2024/07/17 10:00:00", "호우"),
        ("다른 시 이야기", "먼시 먼구", "2024/07/17 10:01:00", "호우"),
        ("너무 늦은 방앗동", "작은시 물레구", "2024/07/20 10:01:00", "호우"),
    )
    steps = messages.read(path, since=SINCE, until=UNTIL)
    Player(Stage.of_the_city(language="ko"), 1_000_000).play(filings(steps))

    incident = Incident.objects.get()
    assert incident.type.code == "NAT.FLOOD"
    assert incident.address.startswith("작은시 물레구 방앗동")
    assert incident.exercise


def test_a_file_without_its_columns_is_refused(city: SmallCity, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadScript, match="메시지내용"):
        messages.read(path, since=SINCE, until=UNTIL)


def test_a_row_with_a_broken_time_is_named_by_its_line(city: SmallCity, broadcast) -> None:
    path = broadcast(("글", "작은시", "yesterday", "호우"))
    with pytest.raises(BadScript, match="line 2"):
        messages.read(path, since=SINCE, until=UNTIL)


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the public data folder ../shared is not here")
def test_two_days_of_rain_over_incheon(city: SmallCity) -> None:
    City.objects.update(name_ko="인천광역시")
    named(city, "gu", "서구")
    named(city, "dong", "인천광역시 강화군 화도면")

    filed = filings(messages.read(SHARED, since=SINCE, until=UNTIL))

    places = {one.data["spot"].district for one in filed}
    assert places == {"서구", "화도면"}
    assert {one.data["type"] for one in filed} == {"NAT.RAIN", "NAT.FLOOD"}
