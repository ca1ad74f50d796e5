"""bin/manage: a management command in the environment of the city that bin/up runs."""

import os
import subprocess
from pathlib import Path

from launch import leftovers
from launch.application import Application
from launch.paths import Paths
from launch.services import Services


def manage(root: Path, words: list[str]) -> int:
    """Run manage.py. SAFETY_NET_VAR says which installation, when it is not var."""
    paths = Paths(root, Path(os.environ.get("SAFETY_NET_VAR", root / "var")).resolve())
    services = Services.wanted(paths)
    application = Application(
        paths,
        services.database_url,
        services.redis_url,
        demo=paths.logins.exists(),
        owner_url=services.owner_url,
    )
    environment = application.operators_environment()
    del environment[leftovers.MARK]  # it is the operator's, and no part of a run
    argv = [str(paths.python), str(root / "manage.py"), *words]
    return subprocess.run(argv, env=environment, check=False).returncode
