"""Records whose name or number was written in another way: other letters, no diacritics, an abbreviation."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from normalise.search_terms import fold


def grant_otherwise(connection: sqlite3.Connection, number: str) -> str | None:
    """The number of the one grant that differs by capitals and blanks only, or None."""
    plain = re.sub(r"\s", "", number).upper()
    sql = "SELECT id FROM grants WHERE upper(replace(id, ' ', '')) = ?"
    return _only(row[0] for row in connection.execute(sql, (plain,)))


def place_otherwise(connection: sqlite3.Connection, name: str) -> str | None:
    """The one place whose name differs by capitals and diacritics only, or None."""
    plain = fold(name)
    return _only(row[0] for row in connection.execute("SELECT name FROM places") if fold(row[0]) == plain)


def funder_otherwise(connection: sqlite3.Connection, name: str) -> str | None:
    """The id of the one funder with this name or abbreviation, or None."""
    plain = fold(name)
    return _only(
        id
        for id, aliases, *names in connection.execute("SELECT id, aliases, id, name_lv, name_en FROM funders")
        if plain in {fold(each) for each in (*names, *json.loads(aliases or "[]")) if each}
    )


def _only(found: Iterable[str]) -> str | None:
    different = list(dict.fromkeys(found))
    return different[0] if len(different) == 1 else None
