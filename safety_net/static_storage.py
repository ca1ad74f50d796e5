"""Hashed static files in which JavaScript modules find each other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import` statements too, so that a changed module is never served stale."""

    support_js_module_import_aggregation = True
    # Passes end when nothing changes any more; in the right order that is the second one.
    max_post_process_passes = 40

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        yield from super().post_process(imported_first(paths), dry_run, **options)


def imported_first(paths: dict[str, Any]) -> dict[str, Any]:
    """The same files, every module after those that it imports.

    A module's hashed name depends on the names inside it, so Django goes through all files again
    for each step of the longest chain of imports, which is a dozen steps here.
    """
    ordered: dict[str, Any] = {}
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen or name not in paths:
            return
        seen.add(name)
        for imported in imports_of(name, paths[name]):
            visit(imported)
        ordered[name] = paths[name]

    for name in paths:
        visit(name)
    return ordered


def imports_of(name: str, found: tuple[Any, str]) -> list[str]:
    """Names of the modules that a module imports; nothing for other files."""
    if not name.endswith(".js"):
        return []
    storage, path = found
    with storage.open(path) as file:
        text = file.read().decode("utf-8", "replace")
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, there)) for there in IMPORTED.findall(text)]
