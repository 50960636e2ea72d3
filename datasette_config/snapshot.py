"""The published snapshot as Datasette reads it: a file that is replaced while it is being served.

Datasette keeps a connection a thread, so a renamed file would be seen by none of them. Here each
question is asked of an edition of the file (see `editions`); one that has begun ends on the edition it
began with.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit

from datasette_config.editions import Edition, Editions
from datasette_config.errors import TooSlow
from datasette_config.limits import BoundedConnection

DATABASE_NAME = "catalogue"
Result = TypeVar("Result")
Built = TypeVar("Built")


class Snapshot(Database):  # type: ignore[misc]
    """A read-only database whose file may be replaced by a new one at any time."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self._editions = Editions(path, self._open, datasette.setting("num_sql_threads"))

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs `fn` with a connection to the file that now bears the name."""
        return await self.ask(lambda _, connection: fn(connection))

    async def ask(self, question: Callable[[Edition, sqlite3.Connection], Result]) -> Result:
        """Runs `question` with the edition that answers now and a connection to it."""

        def asked() -> Result:
            edition = self._editions.current()
            with edition.connection() as connection:
                return question(edition, connection)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, asked)

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(self.path)}?mode=ro"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, factory=BoundedConnection)
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: str(raw, "utf-8", "replace")
        pm.hook.prepare_connection(conn=connection, database=self.name, datasette=self.ds)
        return connection


async def read(datasette: Datasette, question: Callable[[sqlite3.Connection], Result]) -> Result:
    """Asks `question` of the snapshot: one connection, one state of the file, one time limit.

    TooSlow when it takes longer than the setting `sql_time_limit_ms`.
    """
    snapshot = datasette.get_database(DATABASE_NAME)
    answer: Any = await snapshot.execute_fn(lambda connection: _bounded(datasette, connection, question))
    return answer  # type: ignore[no-any-return]


async def read_with(
    datasette: Datasette,
    build: Callable[[sqlite3.Connection], Built],
    question: Callable[[sqlite3.Connection, Built], Result],
) -> Result:
    """Asks `question` with what `build` has worked out of the same file, for which there is no time limit."""
    snapshot = datasette.get_database(DATABASE_NAME)

    def asked(edition: Edition, connection: sqlite3.Connection) -> Result:
        built = edition.worked_out(build, connection)
        return _bounded(datasette, connection, lambda bounded: question(bounded, built))

    answer: Any = await snapshot.ask(asked)
    return answer  # type: ignore[no-any-return]


def _bounded(
    datasette: Datasette, connection: sqlite3.Connection, question: Callable[[sqlite3.Connection], Result]
) -> Result:
    limit: int = datasette.setting("sql_time_limit_ms")
    deadline = time.perf_counter() + limit / 1000
    with sqlite_timelimit(connection, limit):
        try:
            return question(connection)
        except sqlite3.OperationalError as error:
            # the full-text index says of an interruption only that it failed, so the clock decides
            if time.perf_counter() >= deadline:
                raise TooSlow from error
            raise
