"""Which geometry libraries Django uses: those inside our Python packages, pinned like the rest.

The system's ones differ with every release of Debian, and GDAL before 3.9 opens files and addresses
that a spatial reference names.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def bundled(package: str, library: str) -> str | None:
    """Path of a shared library in a wheel; None when that wheel was built against the system's."""
    found = find_spec(package)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent.parent / f"{package}.libs"
    return next((str(path) for path in sorted(folder.glob(f"{library}-*.so*"))), None)
