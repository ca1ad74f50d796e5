"""A database connection that stands where the one who asks stands, at every statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.gis.db.backends.postgis import base
from django.db.utils import OperationalError
from psycopg.pq import TransactionStatus

from safety_net.core.postgis.features import DatabaseFeatures
from safety_net.core.wall.guarding import SCHEMA, digest
from safety_net.core.wall.standing import Standing, standing

# The wall comes before whatever path the session has, and leaves that as it was.
RAISE = """
SELECT set_config('search_path', %(wall)s || ', ' ||
        regexp_replace(current_setting('search_path'), '^' || %(wall)s || ', ', ''), false),
    set_config('safety_net.agency', %(agency)s, false),
    set_config('safety_net.user', %(user)s, false),
    set_config('safety_net.tokens', %(tokens)s, false),
    (SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %(wall)s)
"""
LOWER = """
SELECT set_config('search_path',
    regexp_replace(current_setting('search_path'), '^' || %(wall)s || ', ', ''), false)
"""


class WallIsAway(OperationalError):
    """Migrations are running, or nobody ran them: nothing is shown until the wall stands."""


class Unknown:
    """A rollback took back settings of the session too; nobody knows which."""


UNKNOWN = Unknown()


class DatabaseWrapper(base.DatabaseWrapper):
    """Before each statement it makes sure that the session stands where it should.

    Nothing has to be put back at the end of a request, after an error or on a new connection: who
    asks next stands somewhere, and that is made true first.
    """

    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands: Standing | Unknown | None = None
        self._was_walled = False
        self.execute_wrappers.append(self._in_place)

    def get_new_connection(self, conn_params: Any) -> Any:
        # One from a pool stands where it was left.
        pooled = bool(self.settings_dict["OPTIONS"].get("pool"))
        self._stands, self._was_walled = (UNKNOWN, True) if pooled else (None, False)
        return super().get_new_connection(conn_params)

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()  # type: ignore[misc]  # the stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        self._forget()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # likewise

    def _forget(self) -> None:
        if self._was_walled:
            self._stands = UNKNOWN

    def _in_place(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        wanted = standing()
        if wanted != self._stands and self._can_move():
            self._move(wanted)
        return execute(sql, params, many, context)

    def _can_move(self) -> bool:
        """A transaction that failed takes nothing but its end."""
        status = self.connection.info.transaction_status
        return bool(status != TransactionStatus.INERROR)

    def _move(self, wanted: Standing | None) -> None:
        with self.wrap_database_errors:
            if wanted is None:
                self.connection.execute(LOWER, {"wall": SCHEMA})
            else:
                self._was_walled = True
                self._stands = UNKNOWN
                self._raise(wanted)
        self._stands = wanted

    def _raise(self, wanted: Standing) -> None:
        values = {
            "wall": SCHEMA,
            "agency": str(wanted.agency),
            "user": str(wanted.user),
            "tokens": ",".join(wanted.tokens),
        }
        row = self.connection.execute(RAISE, values).fetchone()
        if row[-1] != digest():
            raise WallIsAway("the second wall does not stand: run manage.py migrate")
