"""The Debian and Ubuntu packages we lean on, found by what they bring."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch import run
from launch.say import Failed

INSTALLER = Path(__file__).with_name("apt-install.sh")
SERVERS = Path("/usr/lib/postgresql")
KOREAN_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@dataclass(frozen=True)
class Need:
    """Something that must be on the machine, and the package that brings it."""

    package: str
    present: Callable[[], bool]


def command(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def versions_with(extension: str) -> list[int]:
    """Major versions of PostgreSQL whose server and extension are both installed, newest first."""
    servers = [path.parent.parent.name for path in SERVERS.glob("*/bin/postgres")]
    control = f"/usr/share/postgresql/{{}}/extension/{extension}.control"
    found = [int(v) for v in servers if v.isdigit() and Path(control.format(v)).exists()]
    return sorted(found, reverse=True)


def versions_with_postgis() -> list[int]:
    """Major versions of PostgreSQL that can hold a city, newest first."""
    return versions_with("postgis")


BASE = (
    Need("tzdata", Path("/usr/share/zoneinfo/Asia/Seoul").exists),
    Need("gettext", command("msgfmt")),
)
DATABASE = Need("postgresql-postgis", lambda: bool(versions_with_postgis()))
# The names without a version bring the one of this Debian or Ubuntu: 15 on Debian 12, 16 on
# Ubuntu 24.04.
ROUTING = Need("postgresql-pgrouting", lambda: bool(versions_with("pgrouting")))
REDIS = Need("redis-server", command("redis-server"))
# The browser without its own windows: half the work for the tests of what it shows.
HEADLESS = Need("chromium-headless-shell", command("chromium-headless-shell"))
BROWSER = (HEADLESS, Need("fonts-noto-cjk", KOREAN_FONT.exists))


def missing(needs: tuple[Need, ...]) -> list[str]:
    """Package names for the needs that this machine does not meet."""
    return [need.package for need in needs if not need.present()]


def begin_install(packages: list[str], log: Path) -> run.Job:
    """Begin to install by apt, as root or through sudo. Raises Failed when we may not."""
    by_hand = f"apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise Failed(f"this is no Debian or Ubuntu; install what brings {', '.join(packages)}.")
    return run.begin([*privilege(by_hand), "sh", INSTALLER, *packages], log)


def privilege(by_hand: str) -> list[str]:
    """What goes in front of a command so that it runs as root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise Failed(f"neither root nor sudo here; ask an administrator to run: {by_hand}")
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        if not sys.stdin.isatty():
            raise Failed(f"sudo wants a password; run this in a terminal, or first: {by_hand}")
        subprocess.run(["sudo", "-v"], check=False)
    fresh = os.environ.get("SAFETY_NET_APT_FRESH", "")
    return ["sudo", "env", f"SAFETY_NET_APT_FRESH={fresh}"]
