"""Who one is in the database: the application, or the owner who migrates and keeps house."""

from __future__ import annotations

import os

from safety_net.settings import environment

# Commands that lay out tables or move whole ones; manage.py runs them as the owner.
OWNERS_COMMANDS = frozenset(
    {
        "migrate",
        "give_rights",
        "load_city",
        "build_roads",
        "import_records",
        "purge",
    }
)


def take_place(words: list[str]) -> None:
    """Remember that this process is a command of the owner's, if it is; see manage.py."""
    if len(words) > 1 and words[1] in OWNERS_COMMANDS:
        os.environ.setdefault("SAFETY_NET_AS_OWNER", "1")


def as_owner() -> bool:
    return environment.flag("SAFETY_NET_AS_OWNER") and bool(owner_url())


def owner_url() -> str:
    """The owner's address; empty where owner and application are one role."""
    return environment.text("DATABASE_OWNER_URL", "")


def url(default: str) -> str:
    """The address of this process's role."""
    return owner_url() if as_owner() else environment.text("DATABASE_URL", default)


def application_role(default: str) -> str:
    """Whom the owner lets in; empty for everybody but the owner."""
    if not as_owner():
        return ""
    return str(environment.database(environment.text("DATABASE_URL", default))["USER"])
