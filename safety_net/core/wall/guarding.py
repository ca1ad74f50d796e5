"""Which tables stand behind the wall, and what of them a viewer may see."""

from __future__ import annotations

import functools
import hashlib

SCHEMA = "safety_net_seen"
# Of the viewer, as conditions name them; asked once a statement.
AGENCY = "(SELECT NULLIF(current_setting('safety_net.agency', true), '')::bigint)"
USER = "(SELECT NULLIF(current_setting('safety_net.user', true), '')::bigint)"
TOKENS = "(SELECT string_to_array(current_setting('safety_net.tokens', true), ','))"

_guarded: dict[str, str] = {}


def guard(table: str, condition: str) -> None:
    """Of `table`, as `t`, a viewer sees the rows that meet `condition`.

    It names tables with their schema, `public.…`, and the viewer as {agency}, {user}, {tokens}.
    """
    _guarded[table] = condition
    digest.cache_clear()


def is_guarded(table: str) -> bool:
    return table in _guarded


def definitions() -> dict[str, str]:
    """Table → the condition, as SQL."""
    names = {"{agency}": AGENCY, "{user}": USER, "{tokens}": TOKENS}
    made = {}
    for table, condition in sorted(_guarded.items()):
        text = condition
        for name, sql in names.items():
            text = text.replace(name, sql)
        made[table] = text
    return made


@functools.cache
def digest() -> str:
    """What the wall that the database has must have been built from."""
    return hashlib.sha256(repr(sorted(definitions().items())).encode()).hexdigest()
