"""What must be done before the product can start; what is already done is skipped."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from launch import debian, node, python_env, run, say, stamps
from launch.application import Application
from launch.paths import Paths


@dataclass(frozen=True)
class Packages:
    """Debian packages on their way; other steps go on meanwhile, for apt mostly waits for disks."""

    absent: list[str]
    job: run.Job | None

    @classmethod
    def begin(cls, paths: Paths, needs: tuple[debian.Need, ...]) -> "Packages":
        """Silent and without apt when all are there."""
        absent = debian.missing(needs)
        if not absent:
            return cls(absent, None)
        say.line(f"  … packages: {', '.join(absent)} (by apt)")
        return cls(absent, debian.begin_install(absent, paths.log / "packages.log"))

    def finish(self) -> None:
        if self.job is not None:
            with say.step("packages"):
                self.job.finish()


def python(paths: Paths, *locks: str) -> None:
    if not all(python_env.current(paths, lock) for lock in locks):
        with say.step("Python environment"):
            python_env.make(paths, list(locks), paths.log / "python.log")


def browser_libraries(paths: Paths, *, tools: bool = False) -> None:
    """node_modules, and from it var/assets/vendor."""
    if not node.current(paths, tools=tools):
        with say.step("browser libraries"):
            node.fetch(paths, paths.log / "npm.log", tools=tools)
    named = stamps.of_files([paths.root / "package.json", paths.root / "package-lock.json"])
    when_changed(paths, "vendor", named, lambda: node.copy_vendor(paths))


def secret_key(paths: Paths) -> None:
    """A key of this installation's own, readable by its user alone."""
    with suppress(FileExistsError):
        descriptor = os.open(paths.secret_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))


def translations(paths: Paths) -> None:
    """Compile the message catalogues that are newer than what was made of them."""
    for catalogue in sorted(paths.root.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < catalogue.stat().st_mtime_ns:
            run.logged(["msgfmt", "-o", compiled, catalogue], paths.log / "messages.log")


def static_files(application: Application) -> None:
    """Collect static files under hashed names."""
    paths = application.paths
    storage = [paths.root / "requirements.txt", paths.root / "safety_net" / "static_storage.py"]
    value = stamps.of_trees([paths.root / "static", paths.var / "assets"], stamps.of_files(storage))
    when_changed(paths, "static", value, lambda: collect(application))


def collect(application: Application) -> None:
    with say.step("static files"):
        application.manage("collectstatic", "--no-input")


def when_changed(paths: Paths, name: str, value: str, action: Callable[[], None]) -> None:
    stamp = paths.stamps / name
    if not stamps.current(stamp, value):
        action()
        stamps.leave(stamp, value)
