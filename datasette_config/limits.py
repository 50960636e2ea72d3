"""Bounds on what a reader's own SQL may take from the machine."""

from __future__ import annotations

import sqlite3

LONGEST_VALUE = 4_000_000  # bytes of one string, blob or row
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
HEAP_BYTES = 1 << 30  # of SQLite in the whole process; a query that needs more fails, the server stays


def bound(connection: sqlite3.Connection) -> None:
    """Sets the bounds on `connection`, which is also forbidden to write."""
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP_BYTES}")
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
