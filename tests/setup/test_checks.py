"""System checks tell a wrong set-up before anybody works with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safety_net.core import checks


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_a_secret_key_that_others_may_read_is_an_error(settings, tmp_path, monkeypatch):
    key = tmp_path / "secret-key"
    monkeypatch.setenv("SAFETY_NET_SECRET_KEY_FILE", str(key))
    key.write_text("x" * 60)
    key.chmod(0o640)
    assert ids(checks.secret_key_is_private(None)) == ["core.E002"]
    key.chmod(0o600)
    assert checks.secret_key_is_private(None) == []


def test_a_base_map_that_is_not_there_is_an_error(settings, tmp_path):
    settings.SAFETY_NET_MBTILES = str(tmp_path / "city.mbtiles")
    assert ids(checks.base_map_is_there(None)) == ["core.E003"]
    settings.SAFETY_NET_MBTILES = ""
    assert checks.base_map_is_there(None) == []


def test_missing_browser_libraries_are_told_by_name(settings, tmp_path):
    settings.SAFETY_NET_VAR = tmp_path
    [message] = checks.browser_libraries_are_there(None)
    assert message.id == "core.W001"
    assert "lit-html" in message.msg
    named = json.loads((settings.BASE_DIR / "package.json").read_text())["vendor"]
    for name in named:
        (tmp_path / "assets" / "vendor" / name).mkdir(parents=True)
    assert checks.browser_libraries_are_there(None) == []


def test_a_catalogue_that_is_not_compiled_is_told(settings, tmp_path):
    folder = tmp_path / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").touch()
    settings.LOCALE_PATHS = [tmp_path]
    [message] = checks.translations_are_compiled(None)
    assert message.id == "core.W002"
    assert "ko" in message.msg
    (folder / "django.mo").touch()
    assert checks.translations_are_compiled(None) == []


@pytest.mark.parametrize("exists", [True, False])
def test_a_var_folder_of_ours_is_fine(settings, tmp_path: Path, exists: bool):
    settings.SAFETY_NET_VAR = tmp_path if exists else tmp_path / "later"
    assert checks.var_is_ours(None) == []
