"""A digest of each row, kept by triggers as rows are written, so that a bit that flips later is noticed.

SQLite's own check sees a damaged structure, not a letter that became another. Every table is covered but
those that a visit works through and empties again. Triggers and digests follow the schema by themselves: what
a migration adds or changes is covered when it was applied.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

TABLE = "row_digests"
FUNCTION = "row_digest"
# what a visit has still to ask
NOT_COVERED = frozenset({TABLE, "visits", "frontier"})
_MOST_NAMED = 20
_EVENTS = ("insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not as it was written, named by its key, or rows that are no more; `said` says which."""

    table: str
    said: str


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    key: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]

    def digest(self, row: str, *, of_key: bool = False) -> str:
        """SQL for the digest of a row (`NEW`, `OLD` or the name of the table)."""
        chosen = [each for each in self.columns if not of_key or each[0] in self.key]
        values = (
            # a damaged text may be no UTF-8
            f'CAST({row}."{column}" AS BLOB)' if kind == "TEXT" else f'{row}."{column}"'
            for column, kind in chosen
        )
        return f"{FUNCTION}({', '.join(values)})"

    def triggers(self) -> dict[str, str]:
        """The SQL of each trigger, by its name."""
        old = self.digest("OLD", of_key=True)
        new = f"'{self.name}', {self.digest('NEW', of_key=True)}, {self.digest('NEW')}"
        gone = f"DELETE FROM {TABLE} WHERE tab = '{self.name}' AND key = {old};"  # noqa: S608 - names of ours
        there = f"INSERT OR REPLACE INTO {TABLE} (tab, key, digest) VALUES ({new});"  # noqa: S608 - as above
        steps = {"insert": there, "update": f"{gone} {there}", "delete": gone}
        return {
            f"{self.name}_digest_{event}": f'CREATE TRIGGER "{self.name}_digest_{event}" '
            f'AFTER {event.upper()} ON "{self.name}" BEGIN {steps[event]} END'
            for event in _EVENTS
        }


def add_function(connection: sqlite3.Connection) -> None:
    """Gives a connection what the triggers call; one without it can read the tables, not write them."""
    connection.create_function(FUNCTION, -1, row_digest, deterministic=True)


def row_digest(*values: bytes | int | float | None) -> int:
    """64 bits of a digest over values and their types."""
    digest = hashlib.blake2b(repr(values).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def cover(connection: sqlite3.Connection) -> None:
    """Makes the triggers fit the schema; tables whose triggers change are taken as they are now.

    To be called in a transaction.
    """
    held = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    tables = _tables(connection)
    names = [table.name for table in tables]
    marks = ", ".join("?" for _ in names)
    connection.execute(f"DELETE FROM {TABLE} WHERE tab NOT IN ({marks})", names)  # noqa: S608 - marks alone
    for table in tables:
        triggers = table.triggers()
        if all(held.get(name) == sql for name, sql in triggers.items()):
            continue
        connection.execute(f"DELETE FROM {TABLE} WHERE tab = ?", [table.name])  # noqa: S608 - a name of ours
        connection.execute(
            f"""INSERT INTO {TABLE} (tab, key, digest)
            SELECT ?, {table.digest("t", of_key=True)}, {table.digest("t")} FROM "{table.name}" t""",  # noqa: S608
            [table.name],
        )
        for name, sql in triggers.items():
            connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            connection.execute(sql)


def is_covered(connection: sqlite3.Connection) -> bool:
    """Whether the database keeps digests of its rows."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(sql, [TABLE]).fetchone() is not None


def row_faults(connection: sqlite3.Connection) -> Iterator[RowFault]:
    """Rows that changed since they were written and rows that are lost; the first ones of a table by name."""
    add_function(connection)
    # names of rows may be damaged, too
    connection.text_factory = lambda body: body.decode(errors="replace")
    for table in _tables(connection):
        yield from _changed(connection, table)
        yield from _lost(connection, table)


def _changed(connection: sqlite3.Connection, table: _Table) -> Iterator[RowFault]:
    key = ", ".join(f't."{column}"' for column in table.key)
    rows = connection.execute(
        f"""SELECT {key} FROM "{table.name}" t
        LEFT JOIN {TABLE} d ON d.tab = ? AND d.key = {table.digest("t", of_key=True)}
        WHERE d.digest IS NOT {table.digest("t")}""",  # noqa: S608 - names of ours
        [table.name],
    )
    more = 0
    for row in rows:
        more += 1
        if more <= _MOST_NAMED:
            named = ", ".join(f"{column} {value!r}" for column, value in zip(table.key, row, strict=True))
            yield RowFault(table.name, f"a row of {table.name} is not as it was written: {named}")
    if more > _MOST_NAMED:
        yield RowFault(table.name, f"so are {more - _MOST_NAMED} more rows of {table.name}")


def _lost(connection: sqlite3.Connection, table: _Table) -> Iterator[RowFault]:
    lost = connection.execute(
        f"""SELECT count(*) FROM {TABLE} WHERE tab = ? AND key NOT IN
        (SELECT {table.digest("t", of_key=True)} FROM "{table.name}" t)""",  # noqa: S608 - names of ours
        [table.name],
    ).fetchone()[0]
    if lost:
        yield RowFault(table.name, f"rows of {table.name} that are lost or have another key now: {lost}")


def _tables(connection: sqlite3.Connection) -> list[_Table]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    names = sorted(row[0] for row in connection.execute(sql))
    return [_table(connection, name) for name in names if name not in NOT_COVERED]


def _table(connection: sqlite3.Connection, name: str) -> _Table:
    rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = sorted((place, column) for _, column, _, _, _, place in rows if place)
    return _Table(
        name, tuple(column for _, column in key), tuple((column, kind) for _, column, kind, *_ in rows)
    )
