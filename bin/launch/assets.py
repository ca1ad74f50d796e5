"""bin/assets: the browser's libraries alone, for who changes package.json."""

from pathlib import Path

from launch import node, prepare
from launch.paths import Paths


def copy_assets(root: Path, words: list[str]) -> int:
    """Fetch what package-lock.json names and copy the files of package.json's "vendor"."""
    paths = Paths(root, Path(words[0]).resolve() if words else root / "var")
    paths.make()
    prepare.python(paths, "base")
    prepare.browser_libraries(paths)
    node.copy_vendor(paths)
    return 0
