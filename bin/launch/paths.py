"""Where everything of one installation lies, and a place for sockets that is short enough."""

import hashlib
import os
import re
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launch.accounts import Account
from launch.say import Failed

# A unix socket's path holds 107 bytes; ".s.PGSQL.5432.lock" and a folder name need about 30.
LONGEST_SOCKET_FOLDER = 75
PLAIN = re.compile(r"[\w/.-]+", re.ASCII)


@dataclass(frozen=True)
class Paths:
    """One installation: the source tree `root`, and `var` for everything made at run time."""

    root: Path
    var: Path

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def stamps(self) -> Path:
        return self.var / "stamps"

    @property
    def secret_key(self) -> Path:
        return self.var / "secret-key"

    @property
    def audit_key(self) -> Path:
        """What signs the list of data that was removed for good."""
        return self.var / "audit" / "purge-key.pem"

    @property
    def logins(self) -> Path:
        return self.var / "demo-logins.json"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def fingerprint(self) -> str:
        """Eight letters that tell this var folder from any other on the machine."""
        return hashlib.sha256(os.fsencode(self.var)).hexdigest()[:8]

    def make(self) -> None:
        """Make the folders. Raises Failed when var belongs to somebody else."""
        try:
            self.var.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failed(f"{self.var} can't be made: {error.strerror}.") from error
        owner = self.var.stat().st_uid
        if os.geteuid() not in (0, owner):
            raise Failed(
                f"{self.var} belongs to user {owner}; start as that user, or choose another --var."
            )
        for folder in (self.log, self.run, self.stamps):
            folder.mkdir(exist_ok=True)

    def sockets_for(self, account: Account) -> Path:
        """A folder for unix sockets: var/run, or a short private one where that path is too long
        or closed to the account that makes its socket there."""
        short = len(os.fsencode(self.run)) <= LONGEST_SOCKET_FOLDER
        if short and PLAIN.fullmatch(str(self.run)) and account.reaches(self.run):
            return self.run
        return private_folder(f"safety-net-{self.fingerprint}")


def private_folder(name: str) -> Path:
    """A folder of ours for short-lived things, refused when somebody else laid it there first."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    base = (
        runtime
        if runtime.is_absolute() and os.access(runtime, os.W_OK)
        else Path(tempfile.gettempdir())
    )
    folder = base / f"{name}-{os.geteuid()}"
    # Root's database runs as another user, who must be able to pass through.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    with suppress(FileExistsError):
        folder.mkdir(mode=mode)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Failed(f"{folder} belongs to somebody else; remove it, or set XDG_RUNTIME_DIR.")
    folder.chmod(mode)
    return folder
