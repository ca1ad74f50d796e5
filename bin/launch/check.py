"""./bin/test: every check of the project on services of its own; pytest speaks last."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from launch import debian, leftovers, lock, node, prepare, say
from launch.application import Application
from launch.paths import Paths
from launch.postgres import Cluster
from launch.redis import Redis
from launch.services import Services
from launch.supervisor import Supervisor, ignore_signals, listen_for_signals

FAST = "not browser and not slow"
AT_ONCE = 2
REDIS_DATABASES = 64


@dataclass(frozen=True)
class Check:
    """One command that must end with 0."""

    name: str
    argv: list[str]
    production: bool = False


@dataclass(frozen=True)
class Result:
    check: Check
    passed: bool
    output: str
    seconds: float


def main(root: Path, words: list[str]) -> int:
    """Run all checks and then pytest. Returns 0 only when every one of them passed."""
    fast = "--fast" in words
    words = [word for word in words if word != "--fast"]
    paths = Paths(root, root / "var" / "test")
    paths.make()
    with lock.take(paths.run / "lock", "bin/test"):
        listen_for_signals()
        supervisor = Supervisor(paths)
        try:
            application = set_up(supervisor, fast=fast)
            failed = [result for result in run_all(application) if not result.passed]
            status, closing = run_pytest(application, words, fast=fast)
        finally:
            ignore_signals()
            supervisor.stop()
    if failed:
        say.line(f"Failed checks: {', '.join(result.check.name for result in failed)}")
    say.line(closing)
    return status or bool(failed)


def set_up(supervisor: Supervisor, *, fast: bool) -> Application:
    """Everything that the checks need, with services that are thrown away."""
    paths = supervisor.paths
    leftovers.end_all(paths)
    shutil.rmtree((paths.var / "postgres").resolve(), ignore_errors=True)
    services = Services(paths, Cluster(paths, throw_away=True), Redis(paths, REDIS_DATABASES))
    needs = (*services.needs, *(() if fast else debian.BROWSER))
    packages = prepare.Packages.begin(paths, needs)
    prepare.python(paths, "base", "dev")
    prepare.browser_libraries(paths, tools=True)
    prepare.secret_key(paths)
    packages.finish()
    prepare.translations(paths)
    services.start(supervisor)
    # Tests make databases of their own, which is the owner's business.
    return Application(
        paths, services.owner_url, services.redis_url, settings="safety_net.settings.test"
    )


def checks(paths: Paths) -> list[Check]:
    """What is checked beside the tests."""
    python = str(paths.python)
    biome = str(paths.root / "node_modules" / ".bin" / "biome")
    javascript = [str(file) for file in sorted(paths.root.glob("tests/js/**/*.test.js"))]
    catalogues = sorted(paths.root.glob("locale/*/LC_MESSAGES/*.po"))
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    found = [
        Check("types (mypy)", [python, "-m", "mypy"]),
        Check("lint (ruff)", [python, "-m", "ruff", "check", "."]),
        Check("format (ruff)", [python, "-m", "ruff", "format", "--check", "."]),
        Check(
            "layers (import-linter)",
            [python, "-c", "import importlinter.cli as c; c.lint_imports_command()"],
        ),
        Check("templates (djlint)", [python, "-m", "djlint", "templates", "--lint", "--quiet"]),
        Check("JavaScript and CSS (biome)", [biome, "ci", "--colors=off"]),
        Check("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check(
            "static files", [python, "manage.py", "collectstatic", "--no-input"], production=True
        ),
        Check("production settings", [python, "manage.py", *deploy], production=True),
    ]
    if javascript:
        found.append(Check("JavaScript tests (node)", ["node", "--test", *javascript]))
    return found + [catalogue_check(file) for file in catalogues]


def catalogue_check(file: Path) -> Check:
    name = f"messages {file.parts[-3]}/{file.name}"
    return Check(name, ["msgfmt", "--check", "-o", os.devnull, str(file)])


def run_all(application: Application) -> list[Result]:
    """Run the checks two at a time, each to its end whatever the others say."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = []
        for result in pool.map(
            lambda check: run_one(application, check), checks(application.paths)
        ):
            say.line(
                f"  {'✓' if result.passed else '✗'} {result.check.name:<44} {result.seconds:5.1f} s"
            )
            if not result.passed:
                say.line("\n".join(f"      {text}" for text in result.output.splitlines()))
            results.append(result)
    return results


def run_one(application: Application, check: Check) -> Result:
    started = time.monotonic()
    environment = environment_of(application)
    if check.production:
        environment["DJANGO_SETTINGS_MODULE"] = "safety_net.settings.production"
        environment["SAFETY_NET_ALLOWED_HOSTS"] = "city.example"
    try:
        done = subprocess.run(
            check.argv,
            env=environment,
            cwd=application.paths.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        passed, output = done.returncode == 0, done.stdout
    except OSError as error:
        passed, output = False, f"{check.argv[0]}: {error.strerror}"
    return Result(check, passed, output, time.monotonic() - started)


def environment_of(application: Application) -> dict[str, str]:
    path = node.environment(application.paths)["PATH"]
    return {**application.environment(), "PATH": path}


def run_pytest(application: Application, words: list[str], *, fast: bool) -> tuple[int, str]:
    """Run pytest and pass on what it says, except its closing line, which is returned."""
    colour = "yes" if sys.stdout.isatty() else "no"
    chosen = ["-m", FAST] if fast else []
    # Tests of one file share a running city or a browser, so one worker has them all. The order
    # is that of tests/support/order.py.
    workers = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    pytest = [str(application.paths.python), "-m", "pytest", f"--color={colour}"]
    with subprocess.Popen(
        [*pytest, *workers, *chosen, *words],
        env=environment_of(application),
        cwd=application.paths.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as running:
        try:
            closing = pass_on(running.stdout or ())
        except BaseException:
            running.terminate()
            raise
    return running.returncode, closing


def pass_on(lines: Iterable[str]) -> str:
    """Print lines as they come, always one behind; the last that is not empty is returned."""
    held: list[str] = []
    for text in lines:
        if text.strip():
            for earlier in held:
                say.line(earlier)
            held = []
        held.append(text.rstrip("\n"))
    return held[0] if held else "pytest said nothing"
