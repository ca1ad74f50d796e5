"""Finds the folders that are there; nothing else knows a vendor by name."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from notify import channels as home
from notify.channels.base import Adapter, Channel


@cache
def adapters() -> dict[str, Adapter]:
    """Kind → adapter, of every folder beside this file."""
    found = {}
    for module in pkgutil.iter_modules(home.__path__):
        if module.ispkg:
            adapter: Adapter = import_module(f"{home.__name__}.{module.name}").ADAPTER
            found[adapter.kind] = adapter
    return found


@cache
def channels() -> dict[str, Channel]:
    """Name → channel, of every adapter."""
    return {one.name: one for adapter in adapters().values() for one in adapter.channels}


def label_of(channel: str) -> str:
    """What people call it; its bare name where its folder is gone."""
    found = channels().get(channel)
    return str(found.label) if found else channel


def mask(channel: str, address: str) -> str:
    """An address as others may see it."""
    found = channels().get(channel)
    return found.mask(address) if found else "•••"


def browser_channel() -> Channel | None:
    """The channel whose addresses are given by browsers, where its folder is there."""
    return next((one for one in channels().values() if one.clean_keys is not None), None)
