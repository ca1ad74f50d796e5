"""The web process starts only on a right configuration, and no statement holds it for long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import SystemCheckError

from safety_net import server
from safety_net.settings import environment

ROOT = Path(__file__).parents[2]
URL = "postgres://somebody@/city?host=/run"


def test_a_web_process_does_not_start_with_the_demo_door_open_to_the_world(settings):
    settings.SAFETY_NET_DEMO = True
    settings.ALLOWED_HOSTS = ["city.example"]
    with pytest.raises(SystemCheckError, match=r"console\.E001"):
        server.check()


def test_statements_and_locks_are_bounded(monkeypatch):
    monkeypatch.delenv("SAFETY_NET_UNBOUNDED", raising=False)
    options = environment.database(URL)["OPTIONS"]["options"]
    assert "statement_timeout=" in options
    assert "lock_timeout=" in options


def test_an_operators_command_takes_its_time():
    shell = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", shell],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "statement_timeout" not in told.stdout
