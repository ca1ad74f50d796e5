"""What every test may ask for: a database, the cast of a small city, a clock that can be moved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import hypothesis
import pytest
from django.test.utils import teardown_databases
from django.utils import translation

from safety_net.core import wall
from tests.support import databases
from tests.support.databases import Made

pytest_plugins = [
    "tests.support.cast",
    "tests.support.moved_time",
    "tests.support.application_role",
    "tests.support.order",
    "tests.support.one_entry",
]

hypothesis.settings.register_profile("fast", max_examples=40, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def make_databases(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Callable[[], Made]:
    """How this process comes by its test database."""
    told = getattr(request.config, "workerinput", None)
    if told is None or django_db_keepdb:
        return partial(databases.migrated, reuse=django_db_keepdb and not django_db_createdb)
    folder = tmp_path_factory.getbasetemp().parent
    return partial(databases.shared, folder, worker=told["workerid"], workers=told["workercount"])


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    make_databases: Callable[[], Made],
) -> Iterator[None]:
    """The test database, whichever fixture asks for it.

    pytest-django's own makes one only if a test names `db`; others would meet the real database.
    """
    with django_db_blocker.unblock():
        made = make_databases()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins in English, whatever language a request of the one before it left behind."""
    with translation.override("en", deactivate=True):
        yield


@pytest.fixture(autouse=True)
def nobody_looks() -> Iterator[None]:
    """Each test begins as the system, whoever the one before it let look."""
    with wall.lifted():
        yield
