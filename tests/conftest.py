"""What every test may ask for: a database, the cast of a small city, a clock that can be moved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

pytest_plugins = [
    "tests.support.cast",
    "tests.support.moved_time",
    "tests.support.application_role",
    "tests.support.order",
]

hypothesis.settings.register_profile("fast", max_examples=40, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database, whichever fixture asks for it.

    pytest-django's own makes one only if a test names `db`; others would meet the real database.
    """
    reuse = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=reuse, serialized_aliases=set()
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test begins in English, whatever language a request of the one before it left behind."""
    with translation.override("en", deactivate=True):
        yield
