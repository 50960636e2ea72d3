"""The published snapshot as Datasette reads it: a file that is replaced while it is being served.

Datasette keeps a connection a thread, so a renamed file would be seen by none of them. Here each
question first looks whether the file is still the one that the connection opened (device and inode)
and opens it anew when it is not. A question that has begun ends on the file that it began with.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
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


class Snapshot(Database):  # type: ignore[misc]
    """A read-only database whose file may be replaced by a new one at any time."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self._kept = threading.local()

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

    def _reopen(self, identity: tuple[int, int]) -> None:
        stale = getattr(self._kept, "connection", None)
        if stale is not None:
            stale.close()
        connection = sqlite3.connect(f"file:{quote(self.path)}?mode=ro", uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda raw: str(raw, "utf-8", "replace")
        pm.hook.prepare_connection(conn=connection, database=self.name, datasette=self.ds)
        self._kept.connection = connection
        self._kept.identity = identity


def _identity(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except FileNotFoundError:
        raise CatalogueError(f"There is no snapshot at {path}: run “fundtrace publish” first.") from None
    return (state.st_dev, state.st_ino)


async def read(datasette: Datasette, question: Callable[[sqlite3.Connection], Result]) -> Result:
    """Asks `question` of the snapshot: one connection, one state of the file, one time limit.

    TooSlow when it takes longer than the setting `sql_time_limit_ms`.
    """
    limit: int = datasette.setting("sql_time_limit_ms")

    def bounded(connection: sqlite3.Connection) -> Result:
        with sqlite_timelimit(connection, limit):
            try:
                return question(connection)
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise TooSlow from error
                raise

    answer: Any = await datasette.get_database(DATABASE_NAME).execute_fn(bounded)
    return answer  # type: ignore[no-any-return]
