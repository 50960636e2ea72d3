"""Bounds on what a reader's own SQL may take from the machine: time, memory, rows, bytes.

The clock stops a query between the steps of SQLite's machine. Some single steps have no end of their own:
those are forbidden (printf with a width of a billion) or replaced (LIKE and GLOB try all ways of fitting
their stars, which grows with a power of the length).
"""

from __future__ import annotations

import fnmatch
import re
import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Self

LONGEST_VALUE = 4_000_000  # bytes of one string, blob or row
LONGEST_PATTERN = 1_000  # characters
MOST_BYTES = 16_000_000  # of all values of an answer
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
HEAP_BYTES = 1 << 29  # of SQLite in the whole process; a query that needs more fails, the server stays
SHADOWS = ("articles_fts_", "articles_stems_")  # tables in which SQLite keeps its search index
FORBIDDEN = frozenset({"printf", "format", "load_extension"})
_AS_GLOB = {"%": "*", "_": "?"}
# Datasette asks so for the columns and the size of all tables
_COUNTED = re.compile(r"\s*PRAGMA\s|select count\(\*\) from \[\w+\]$", re.IGNORECASE)
Fits = Callable[[str], bool]


class BoundedCursor(sqlite3.Cursor):
    """A cursor for a reader's SQL: no closed tables, and no page of rows that are too large together."""

    def execute(self, sql: str, *values: Any) -> Self:
        # a name can be quoted in SQL, but neither put together nor written otherwise
        if any(shadow in sql.lower() for shadow in SHADOWS) and not _COUNTED.match(sql):
            raise sqlite3.OperationalError("the tables of the search index are closed")
        try:
            return super().execute(sql, *values)
        except MemoryError as error:
            raise _too_much_memory() from error

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return self._taken(size or 1)
        except MemoryError as error:
            raise _too_much_memory() from error

    def _taken(self, size: int) -> list[Any]:
        rows: list[Any] = []
        taken = 0
        while len(rows) < size and (row := self.fetchone()) is not None:
            taken += sum(len(value) for value in row if isinstance(value, str | bytes))
            if taken > MOST_BYTES:
                raise sqlite3.OperationalError(f"the answer is larger than {MOST_BYTES // 1_000_000} MB")
            rows.append(row)
        return rows


def _too_much_memory() -> sqlite3.OperationalError:
    return sqlite3.OperationalError(f"the question needs more memory than {HEAP_BYTES // 1_000_000} MB")


class BoundedConnection(sqlite3.Connection):
    """A connection whose cursors are bounded."""

    def cursor(self, factory: Any = BoundedCursor) -> Any:
        return super().cursor(factory)


def bound(connection: sqlite3.Connection) -> None:
    """Sets the bounds on `connection`, which is also forbidden to write."""
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP_BYTES}")
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    for arguments in (2, 3):
        connection.create_function("like", arguments, like, deterministic=True)
    connection.create_function("glob", 2, glob, deterministic=True)
    connection.set_authorizer(_may)


def _may(action: int, first: str | None, second: str | None, database: str | None, inner: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and second in FORBIDDEN:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_ATTACH:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first == "database_list":
        return sqlite3.SQLITE_IGNORE  # it would tell where the file lies
    return sqlite3.SQLITE_OK


def like(pattern: object, text: object, escape: str | None = None) -> bool | None:
    """SQL's `text LIKE pattern ESCAPE escape`; letters of every language are the same in both cases."""
    if pattern is None or text is None:
        return None
    return _like(_pattern(pattern).lower(), escape)(_plain(text).lower())


def glob(pattern: object, text: object) -> bool | None:
    """SQL's `text GLOB pattern`."""
    if pattern is None or text is None:
        return None
    return _regex(_pattern(pattern).replace("[^", "[!"))(_plain(text))


def _pattern(value: object) -> str:
    pattern = _plain(value)
    if len(pattern) > LONGEST_PATTERN:
        raise ValueError("LIKE or GLOB pattern too complex")
    return pattern


def _plain(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


@lru_cache(maxsize=256)
def _like(pattern: str, escape: str | None) -> Fits:
    if "_" not in pattern and not escape:
        first, *rest = pattern.split("%")
        return lambda text: _in_order(text, first, rest)
    letters = iter(pattern)
    return _regex("".join(_as_glob(letter, letters, escape) for letter in letters))


def _as_glob(letter: str, letters: Iterator[str], escape: str | None) -> str:
    """A letter of a LIKE pattern as GLOB writes it; after `escape` the next one of `letters` as it is."""
    if letter != escape and letter in _AS_GLOB:
        return _AS_GLOB[letter]
    plain = next(letters, "") if letter == escape else letter
    return f"[{plain}]" if plain in ("*", "?", "[") else plain


def _in_order(text: str, first: str, rest: list[str]) -> bool:
    """Whether `text` begins with `first`, ends with the last of `rest` and has the others between them."""
    if not rest:
        return text == first
    if not text.startswith(first):
        return False
    *middle, last = rest
    position = len(first)
    for piece in middle:
        found = text.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return len(text) - position >= len(last) and text.endswith(last)


@lru_cache(maxsize=256)
def _regex(pattern: str) -> Fits:
    """`pattern` of the shell as an expression that never goes back over a star."""
    fits = re.compile(fnmatch.translate(pattern)).match
    return lambda text: fits(text) is not None
