"""What the snapshot knows of the things that a reader wants to follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from datasette_config.reading.rows import Record, one
from datasette_config.search.facets import narrow
from datasette_config.search.index import Index
from datasette_config.search.matching import Matcher
from datasette_config.watching import Following, Kind


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that is followed: its row, or None where the catalogue knows nothing by that name."""

    kind: Kind
    value: str
    row: Record | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked for as the catalogue writes it, each thing, and how many articles the search finds."""

    following: Following
    things: tuple[Followed, ...]
    found: int


def read_known(connection: sqlite3.Connection, index: Index, following: Following) -> Known:
    """Looks up all that is followed; a funder may be named in words, an organisation by its id."""
    funders = dict.fromkeys(
        chain.from_iterable(_funders(connection, index, value) for value in following.funders)
    )
    things = (
        *(_grant(connection, value) for value in following.grants),
        *(_funder(connection, value) for value in funders),
        *(_organisation(connection, value) for value in following.organisations),
    )
    found = 0
    if following.search:
        match = Matcher(connection, index).match(following.search.query)
        found = len(narrow(match.found, following.search.selection, index))
    written = replace(
        following,
        grants=_values(things, "grants"),
        funders=_values(things, "funders"),
        organisations=_values(things, "organisations"),
    )
    return Known(written, things, found)


def _values(things: Iterable[Followed], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing.value for thing in things if thing.kind == kind))


def _grant(connection: sqlite3.Connection, value: str) -> Followed:
    number = "".join(value.split()).upper()
    row = one(connection, "SELECT id, title FROM grants WHERE id = ?", (number,))
    return Followed("grants", number, row)


def _funders(connection: sqlite3.Connection, index: Index, value: str) -> tuple[str, ...]:
    if one(connection, "SELECT id FROM funders WHERE id = ?", (value,)):
        return (value,)
    return index.aliases.funders(value) or (value,)


def _funder(connection: sqlite3.Connection, value: str) -> Followed:
    row = one(connection, "SELECT id, name_lv, name_en FROM funders WHERE id = ?", (value,))
    return Followed("funders", value, row)


def _organisation(connection: sqlite3.Connection, value: str) -> Followed:
    row = one(connection, "SELECT id, name FROM organisations WHERE id = ?1 OR name = ?1", (value,))
    if row is None:
        sql = "SELECT organisation id, recipient name FROM coverage WHERE organisation = ?1 OR recipient = ?1"
        row = one(connection, sql, (value,))
    return Followed("organisations", row["name"] if row else value, row)
