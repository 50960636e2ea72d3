"""Rows of the snapshot as plain dictionaries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

Record = dict[str, Any]


def records(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> tuple[Record, ...]:
    """All rows that `sql` gives, a dictionary each."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor)


def one(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Record | None:
    """The first row that `sql` gives, or None."""
    return next(iter(records(connection, sql, values)), None)


def by_article(rows: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The rows grouped by their column `article`, their order kept."""
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["article"], []).append(row)
    return {article: tuple(group) for article, group in groups.items()}
