"""Organisations of one quoted name: a register writes what stands before it, news leave it out."""

from __future__ import annotations

import re
import sqlite3

from datasette_config.reading.register import has_register
from datasette_config.reading.rows import Record, records
from normalise.search_terms import fold

_QUOTED = re.compile(r"[„“”«»\"]([^„“”«»\"]+)[„“”«»\"]")
_WORD = re.compile(r"[a-z0-9]+")
_NAMED = "SELECT id, name, articles, 0 AS registered FROM organisations WHERE id = ?1 OR id LIKE '%-' || ?1"
_REGISTERED = """
    SELECT DISTINCT organisation AS id, recipient AS name, 0 AS articles, 1 AS registered FROM coverage
    WHERE organisation = ?1 OR organisation LIKE '%-' || ?1"""


def read_namesake(connection: sqlite3.Connection, row: Record) -> Record | None:
    """The one other organisation with the same quoted name, where one of the two has grants; else None."""
    key = _key(row)
    if not key or not has_register(connection):
        return None
    found: list[Record] = [*records(connection, _NAMED, (key,)), *records(connection, _REGISTERED, (key,))]
    same = [one for one in found if _key(one) == key]
    others: dict[str, Record] = {one["id"]: one for one in reversed(same) if one["id"] != row["id"]}
    if len(others) != 1 or not any(one["registered"] for one in same):
        return None
    return next(iter(others.values()))


def _key(row: Record) -> str:
    """The quoted name as it stands in addresses; of a name without one quoted part its own address."""
    quoted = _QUOTED.findall(row["name"])
    return "-".join(_WORD.findall(fold(quoted[0]))) if len(quoted) == 1 else str(row["id"])
