"""Which user runs a program: PostgreSQL refuses to be root, so root lends it another name."""

import grp
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.say import Failed

DATABASE_USER = "postgres"


@dataclass(frozen=True)
class Account:
    """A user of this machine. `lent` says that it is not the one who started us."""

    name: str
    uid: int
    gid: int
    lent: bool

    def prefix(self, death_signal: str) -> list[str]:
        """Words before a command: become this user, and die when the process that started you does.

        The second part is why a supervisor that is killed outright leaves nothing behind.
        """
        setpriv = ["setpriv", "--pdeathsig", death_signal]
        if self.lent:
            group = grp.getgrgid(self.gid).gr_name
            setpriv += ["--reuid", self.name, "--regid", group, "--init-groups"]
        return [*setpriv, "--"]

    def give(self, folder: Path, mode: int = 0o700) -> None:
        """Make a folder that only this user enters."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.lent:
            shutil.chown(folder, self.uid, self.gid)
        folder.chmod(mode)

    def reaches(self, folder: Path) -> bool:
        """Whether this user can pass through every folder down to `folder`."""
        if not self.lent:
            return True
        test = [*self.prefix("KILL"), "test", "-x", str(folder)]
        return subprocess.run(test, cwd="/", check=False).returncode == 0


def ours() -> Account:
    """Whoever started us."""
    uid = os.geteuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    return Account(name, uid, os.getegid(), lent=False)


def for_database() -> Account:
    """Who runs PostgreSQL: we ourselves, or the user of its package when we are root."""
    if os.geteuid() != 0:
        return ours()
    try:
        found = pwd.getpwnam(DATABASE_USER)
    except KeyError:
        raise Failed(
            f"PostgreSQL does not run as root and there is no user '{DATABASE_USER}'."
        ) from None
    return Account(found.pw_name, found.pw_uid, found.pw_gid, lent=True)
