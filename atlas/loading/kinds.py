"""Kinds of layers that an app above stores; safety_net/wiring.py provides their loaders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from agencies.models import Agency
from atlas.packs.faults import FileFault
from atlas.packs.report import LayerReport, Report
from atlas.packs.row import Row
from safety_net.core.city_log import Log


class Loader(Protocol):
    """Stores the rows of one kind of layer, so that loading twice changes nothing."""

    def begin(self, layers: Collection[str], report: Report, log: Log) -> None:
        """Let go of what belongs to layers that the pack has no more."""
        ...

    def load(
        self,
        layer: LayerReport,
        rows: list[Row],
        agencies: Mapping[str, Agency],
        log: Log,
        *,
        prune: bool,
    ) -> None:
        """Write one layer; `prune` lets go even when most of it vanished from the file."""
        ...


_loaders: dict[str, Loader] = {}


def provide(kind: str, loader: Loader) -> None:
    """`loader` stores layers of this kind from now on."""
    _loaders[kind] = loader


def provided() -> dict[str, Loader]:
    return dict(_loaders)


def loader_of(kind: str) -> Loader:
    """FileFault where no app stores such layers."""
    if kind not in _loaders:
        raise FileFault(f"nothing here stores layers of the kind {kind}")
    return _loaders[kind]
