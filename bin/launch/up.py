"""./bin/up: from a fresh clone to a running city, and down again."""

import argparse
import json
import os
import socket
from pathlib import Path

from launch import leftovers, lock, ports, prepare, say
from launch.application import Application
from launch.city import City
from launch.paths import Paths
from launch.services import Services
from launch.supervisor import Stopped, Supervisor, ignore_signals, listen_for_signals

WEB_SECONDS = 60.0


def options(root: Path, words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/up", description="Starts a whole city on this machine."
    )
    parser.add_argument(
        "--port", type=int, help="port on loopback (default: 8000, or the next free one)"
    )
    parser.add_argument(
        "--var", type=Path, default=root / "var", help="folder for data, logs and sockets"
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="an empty installation, without a city"
    )
    parser.add_argument(
        "--city", type=Path, metavar="PACK", help="load this city pack, not the demo city"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the files of --city lie")
    return parser.parse_args(words)


def main(root: Path, words: list[str]) -> int:
    """Start everything and stay until Ctrl-C or SIGTERM."""
    chosen = options(root, words)
    paths = Paths(root, chosen.var.resolve())
    paths.make()
    held = lock.take(paths.run / "lock", "Safety Net")
    listen_for_signals()
    supervisor = Supervisor(paths)
    try:
        clear_leftovers(paths)
        with ports.open_door(chosen.port) as door, ports.listen(0) as stub_door:
            lock.note(held, f"process {os.getpid()}, {address(door)}")
            start(supervisor, chosen, door, stub_door)
            supervisor.watch()
    except Stopped:
        return 0  # to be asked to stop is no failure
    finally:
        ignore_signals()
        say.line("\n  stopping …")
        supervisor.stop()
        say.line("  stopped")


def clear_leftovers(paths: Paths) -> None:
    found = leftovers.end_all(paths)
    if found:
        names = ", ".join(sorted({leftover.program for leftover in found}))
        say.line(f"  ! an earlier run was killed; ended what it left behind: {names}")


def start(
    supervisor: Supervisor,
    chosen: argparse.Namespace,
    door: socket.socket,
    stub_door: socket.socket,
) -> None:
    """Every step from nothing to a city that answers."""
    paths = supervisor.paths
    say.line(f"Safety Net in {paths.root}")
    if chosen.port is None and ports.number(door) != ports.DEFAULT:
        say.line(f"  ! port {ports.DEFAULT} is taken; using {ports.number(door)}")
    services = Services.wanted(paths)
    packages = prepare.Packages.begin(paths, services.needs)
    prepare.python(paths, "base")
    prepare.browser_libraries(paths)
    packages.finish()
    prepare.secret_key(paths)
    prepare.translations(paths)
    application = Application(
        paths,
        services.database_url,
        services.redis_url,
        demo=not chosen.no_demo,
        owner_url=services.owner_url,
        extra=told(door, stub_door, demo=not chosen.no_demo),
    )
    city = City(application, services, chosen.city, chosen.data)
    drawing = city.begin_drawing()
    services.start(supervisor)
    prepare.static_files(application)
    with say.step("database structure"):
        application.manage("migrate", "--no-input")
    if not paths.audit_key.exists():
        application.manage("audit_key")
    city.load(drawing)
    if application.demo:
        # Before the sentinel, which says aloud when nothing but a desk reaches a duty officer.
        supervisor.start(application.stub(stub_door, door))
    start_programs(supervisor, application, door)
    if application.demo:
        start_demo(supervisor, application)
    welcome(application, door)
    if application.demo:
        say.line(f"Text messages of the demo arrive at {ports.url(stub_door)}/ and nowhere else.")


def start_programs(supervisor: Supervisor, application: Application, door: socket.socket) -> None:
    with say.step("web, workers, beat, sentinel"):
        web = supervisor.start(application.web(door))
        supervisor.start(application.urgent())
        supervisor.start(application.worker())
        supervisor.start(application.beat())
        supervisor.wait_ready(web, WEB_SECONDS)
        supervisor.start(application.sentinel())


def start_demo(supervisor: Supervisor, application: Application) -> None:
    """Whoever calls and drives where nothing is real."""
    supervisor.start(application.rehearsal())
    supervisor.start(application.driving())


def told(door: socket.socket, stub_door: socket.socket, *, demo: bool) -> dict[str, str]:
    """Where people find this installation; and in the demo that the stub may be asked."""
    where = {"SAFETY_NET_URL": os.environ.get("SAFETY_NET_URL", ports.url(door))}
    if not demo:
        return where
    return {
        **where,
        "SAFETY_NET_OUTGOING_LOOPBACK": "1",
        "SAFETY_NET_STUB": f"127.0.0.1:{ports.number(stub_door)}",
    }


def welcome(application: Application, door: socket.socket) -> None:
    say.line(f"\nSafety Net is running: {address(door)}")
    if application.demo and application.paths.logins.exists():
        say.line(f"Demo people (also in {application.paths.logins}):")
        for person in json.loads(application.paths.logins.read_text()):
            say.line("    " + "  ".join(str(value) for value in person.values()))
    say.line(f"Logs are in {application.paths.log}. Ctrl-C stops everything.")


def address(door: socket.socket) -> str:
    return f"http://127.0.0.1:{ports.number(door)}/"
