"""python -m launch up|test|assets|manage, called by the scripts in bin/."""

import sys
from pathlib import Path

from launch import check, say, up
from launch.assets import copy_assets
from launch.operating import manage
from launch.supervisor import Stopped

COMMANDS = {"up": up.main, "test": check.main, "assets": copy_assets, "manage": manage}


def main() -> int:
    root = Path(__file__).resolve().parents[2]
    command, *words = sys.argv[1:]
    try:
        return COMMANDS[command](root, words)
    except say.Failed as problem:
        say.failure(problem)
        return 1
    except (Stopped, KeyboardInterrupt):
        return 130


if __name__ == "__main__":
    sys.exit(main())
