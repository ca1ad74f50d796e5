"""How often one may ask; and that a counter out of order never keeps anybody waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches

from safety_net.core import throttling
from safety_net.settings import base
from tests.api.bodies import a_fire, is_refused
from tests.support.cast import JsonClient, Person, file
from tests.support.own_redis import OwnRedis

FEW = {"stranger": 2, "member": 4}


@pytest.fixture
def own_redis(tmp_path: Path, settings: Any) -> Iterator[OwnRedis]:
    """A Redis that this test alone counts in."""
    with OwnRedis(tmp_path) as own:
        options = {**base.CACHES["default"], "LOCATION": own.url}
        settings.CACHES = {"default": options}
        settings.SAFETY_NET_REQUESTS_PER_MINUTE = FEW
        throttling.fuse.renew()
        yield own
        throttling.fuse.renew()
    caches["default"].close()


@pytest.fixture(autouse=True)
def steady_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No minute ends in the middle of a test."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_010.0)


def asks(client: JsonClient, times: int) -> list[int]:
    return [client.get("/api/me/").status_code for _ in range(times)]


@pytest.mark.usefixtures("own_redis")
class TestCounting:
    def test_a_member_who_runs_wild(self, dani: Person, mina: Person) -> None:
        assert asks(dani.client, 5) == [200, 200, 200, 200, 429]
        answer = dani.client.get("/api/me/")
        is_refused(answer, 429, "throttled")
        assert 0 < int(answer.headers["Retry-After"]) <= 61
        assert asks(mina.client, 1) == [200]

    def test_a_stranger_is_given_less(self, anonymous: JsonClient) -> None:
        assert asks(anonymous, 3) == [401, 401, 429]

    def test_guessing_tokens_is_counted(self, anonymous: JsonClient) -> None:
        anonymous.credentials(HTTP_AUTHORIZATION="Token guess")
        assert asks(anonymous, 3) == [401, 401, 429]

    def test_the_next_minute_is_a_new_one(
        self, dani: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert asks(dani.client, 5)[-1] == 429
        monkeypatch.setattr(time, "time", lambda: 1_800_000_070.0)
        assert asks(dani.client, 1) == [200]


class TestWithoutRedis:
    """Filing and acknowledging keep working, and do not wait."""

    def test_redis_is_dead(self, dani: Person, own_redis: OwnRedis) -> None:
        own_redis.dies()
        assert self.seconds_of_work(dani) < 0.1
        assert asks(dani.client, 6) == [200] * 6

    def test_redis_hangs(self, dani: Person, own_redis: OwnRedis) -> None:
        assert asks(dani.client, 1) == [200]
        own_redis.hangs()
        try:
            assert self.seconds_of_work(dani) < 0.1
            assert asks(dani.client, 6) == [200] * 6
        finally:
            own_redis.goes_on()

    def test_it_is_asked_again_after_a_while(self, dani: Person, own_redis: OwnRedis) -> None:
        own_redis.dies()
        assert asks(dani.client, 6) == [200] * 6
        own_redis.returns()
        assert asks(dani.client, 6) == [200] * 6
        throttling.fuse.renew()
        assert asks(dani.client, 5)[-1] == 429

    def test_people_file_and_acknowledge(self, dani: Person, own_redis: OwnRedis) -> None:
        own_redis.dies()
        fire = file(dani)
        path = f"/api/incidents/{fire.pk}/acknowledge/"
        assert dani.client.post("/api/incidents/", a_fire()).status_code == 201
        assert dani.client.post(path, {}).status_code == 200

    def seconds_of_work(self, who: Person) -> float:
        """What counting alone costs, the first time that it fails."""
        began = time.perf_counter()
        assert throttling.count(f"user:{who.user.pk}") == 0
        return time.perf_counter() - began


def test_the_fuse_burns_and_is_whole_again(monkeypatch: pytest.MonkeyPatch) -> None:
    moments: Any = iter([100.0, 104.9, 105.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    fuse = throttling.Fuse(rest=5.0)
    fuse.burn(ConnectionError("gone"))
    assert fuse.burnt
    assert not fuse.burnt
