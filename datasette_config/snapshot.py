"""The published snapshot as Datasette reads it: a file that is replaced while it is being served.

Datasette keeps a connection a thread, so a renamed file would be seen by none of them. Here each
question first looks whether the file is still the one that the connection opened (device, inode, time
and size) and opens it anew when it is not. A question that has begun ends on the file it began with.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import sqlite_timelimit

from datasette_config.errors import CatalogueError, TooSlow

DATABASE_NAME = "catalogue"
Result = TypeVar("Result")
Built = TypeVar("Built")
Identity = tuple[int, int, int, int]  # device, inode, time of change, size


class Snapshot(Database):  # type: ignore[misc]
    """A read-only database whose file may be replaced by a new one at any time."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self._kept = threading.local()
        self._worked_out: dict[Callable[[sqlite3.Connection], Any], tuple[Identity, Any]] = {}
        self._working = threading.Lock()

    def worked_out(self, build: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `build` makes of the file that this thread reads, made once for each state of the file."""
        identity: Identity = self._kept.identity
        with self._working:
            held = self._worked_out.get(build)
            if held is None or held[0] != identity:
                held = self._worked_out[build] = (identity, build(self._kept.connection))
        result: Result = held[1]
        return result

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs `fn` with this thread's connection to the file that now bears the name."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.ds.executor, lambda: fn(self._connection()))

    def _connection(self) -> sqlite3.Connection:
        identity = _identity(Path(self.path))
        if getattr(self._kept, "identity", None) != identity:
            self._reopen(identity)
        connection: sqlite3.Connection = self._kept.connection
        return connection

    def _reopen(self, identity: Identity) -> None:
        stale = getattr(self._kept, "connection", None)
        if stale is not None:
            stale.close()
        self._kept.connection = self._open()
        while (now := _identity(Path(self.path))) != identity:  # replaced while it was being opened
            identity = now
            self._kept.connection.close()
            self._kept.connection = self._open()
        self._kept.identity = identity

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(self.path)}?mode=ro", uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: str(raw, "utf-8", "replace")
        pm.hook.prepare_connection(conn=connection, database=self.name, datasette=self.ds)
        return connection


def _identity(path: Path) -> Identity:
    try:
        state = path.stat()
    except FileNotFoundError:
        raise CatalogueError(f"There is no snapshot at {path}: run “fundtrace publish” first.") from None
    return (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)


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

    def asked(connection: sqlite3.Connection) -> Result:
        built = snapshot.worked_out(build)
        return _bounded(datasette, connection, lambda bounded: question(bounded, built))

    answer: Any = await snapshot.execute_fn(asked)
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
