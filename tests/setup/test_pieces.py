"""The small parts of setting up, each by itself."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from launch import accounts, check, debian, lock, node, ports, prepare, say, stamps
from launch.paths import Paths, private_folder
from launch.postgres import Cluster
from launch.redis import Redis
from launch.say import Failed


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths(tmp_path, tmp_path / "var")
    found.make()
    return found


def test_a_step_that_fails_is_named_and_keeps_its_log(tmp_path, capsys):
    log = tmp_path / "step.log"
    log.write_text("first\n" * 100 + "the reason\n")
    with pytest.raises(Failed) as failed, say.step("making tea"):
        raise Failed("no water.", log)
    say.failure(failed.value)
    told = capsys.readouterr().err
    assert told.startswith("\nStep 'making tea' failed: no water.")
    assert "the reason" in told
    assert f"The whole log: {log}" in told


def test_only_what_is_missing_is_asked_of_apt():
    here, absent = debian.Need("here", lambda: True), debian.Need("absent", lambda: False)
    assert debian.missing((here, absent)) == ["absent"]


def test_without_root_and_sudo_the_command_for_an_administrator_is_told(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Failed, match="ask an administrator to run: apt-get install gettext"):
        debian.privilege("apt-get install gettext")


def test_the_installer_lets_no_service_start_and_restores_the_machine():
    text = debian.INSTALLER.read_text()
    assert "create_main_cluster = false" in text
    assert "exit 101" in text
    assert "trap restore EXIT" in text


def test_two_runs_on_one_folder_are_one_too_many(paths):
    with lock.take(paths.run / "lock", "Safety Net") as held:
        lock.note(held, "process 7, http://127.0.0.1:8000/")
        with pytest.raises(Failed, match=r"already running .*process 7, http://127.0.0.1:8000/"):
            lock.take(paths.run / "lock", "Safety Net")
    lock.take(paths.run / "lock", "Safety Net").close()


def test_a_long_or_odd_var_folder_gets_its_sockets_elsewhere(tmp_path):
    ours = accounts.ours()
    for name in ("a b", "x" * 90):
        paths = Paths(tmp_path, tmp_path / name)
        paths.make()
        folder = paths.sockets_for(ours)
        assert len(str(folder)) < 75
        assert " " not in str(folder)
        assert folder.stat().st_uid == os.geteuid()
        assert not folder.stat().st_mode & (stat.S_IRWXO & ~stat.S_IXOTH)
        folder.rmdir()


def test_a_socket_folder_that_somebody_else_laid_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / f"trap-{os.geteuid()}").symlink_to("/etc")
    with pytest.raises(Failed, match="belongs to somebody else"):
        private_folder("trap")


def test_addresses_of_the_services_name_sockets_and_no_port(paths):
    assert Cluster(paths).url.startswith("postgres://safety_net_app@/safety_net?host=/")
    assert Cluster(paths).owner_url.startswith("postgres://safety_net@/safety_net?host=/")
    assert Redis(paths).url.startswith("unix:///")
    assert "listen_addresses=" in Cluster(paths).program().argv
    settings = Redis(paths).program().argv
    assert settings[settings.index("--port") + 1] == "0"


def test_durability_is_given_up_for_throw_away_databases_only(paths):
    assert "fsync=on" in Cluster(paths).program().argv
    assert "fsync=off" in Cluster(paths, throw_away=True).program().argv


def test_a_taken_port_is_refused_by_its_number():
    with ports.open_door(None) as door:
        number = ports.number(door)
        with pytest.raises(Failed, match=f"Port {number} can't be used"):
            ports.open_door(number)


def test_the_secret_key_is_made_once(paths):
    prepare.secret_key(paths)
    key = paths.secret_key.read_text()
    prepare.secret_key(paths)
    assert paths.secret_key.read_text() == key
    assert paths.secret_key.stat().st_mode & 0o777 == 0o600


def test_a_stamp_changes_with_what_it_stands_for(tmp_path):
    file = tmp_path / "file"
    before = stamps.of_files([file])
    file.write_text("one")
    assert stamps.of_files([file]) != before
    stamps.leave(tmp_path / "stamp", before)
    assert stamps.current(tmp_path / "stamp", before)
    assert not stamps.current(tmp_path / "stamp", "other")


def test_vendor_files_are_copied_without_their_source_maps(paths):
    modules = paths.root / "node_modules" / "lib"
    (modules / "parts").mkdir(parents=True)
    (modules / "main.js").write_text("export {};\n//# sourceMappingURL=main.js.map\n")
    (modules / "parts" / "a.js").write_text("export {};\n")
    (modules / "parts" / "a.js.map").write_text("{}")
    vendor = {"main.js": "lib/main.js", "lib/parts": "lib/parts"}
    (paths.root / "package.json").write_text(json.dumps({"vendor": vendor}))
    node.copy_vendor(paths)
    copied = paths.var / "assets" / "vendor"
    found = sorted(str(file.relative_to(copied)) for file in copied.rglob("*.*"))
    assert found == ["lib/parts/a.js", "main.js"]
    assert "sourceMappingURL" not in (copied / "main.js").read_text()


def test_a_vendor_file_that_does_not_exist_is_told(paths):
    (paths.root / "package.json").write_text(json.dumps({"vendor": {"x.js": "no/such.js"}}))
    with pytest.raises(Failed, match=r"no/such\.js"):
        node.copy_vendor(paths)


def test_the_closing_line_of_the_tests_is_kept_for_the_end(capsys):
    closing = check.pass_on(["one\n", "\n", "two\n", "=== 2 passed ===\n", "\n"])
    assert closing == "=== 2 passed ==="
    assert capsys.readouterr().out == "one\n\ntwo\n"
