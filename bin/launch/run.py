"""Running one command to its end, its output in a log file."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch.say import Failed


def logged(
    argv: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Run `argv`, its output appended to `log`. Raises Failed unless it ends with 0."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"$ {' '.join(str(part) for part in argv)}\n".encode())
        out.flush()
        try:
            result = subprocess.run(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=env,
                cwd=cwd,
                check=False,
            )
        except OSError as error:
            raise Failed(f"{argv[0]} could not be started: {error.strerror}", log) from error
    if result.returncode:
        raise Failed(f"{Path(argv[0]).name} ended with {result.returncode}.", log)


def clean_environment() -> dict[str, str]:
    """This process's environment without what belongs to another Python or another project."""
    dropped = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
