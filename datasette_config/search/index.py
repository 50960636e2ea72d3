"""What is worked out once for a snapshot: which articles each facet value stands for, and all names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from datasette_config.search.aliases import Aliases, read_aliases
from datasette_config.search.bitmaps import Kept
from datasette_config.search.facets import UNKNOWN_YEAR, FacetName
from datasette_config.search.spelling import Terms, read_terms

Names = Mapping[str, str]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Index:
    """Sets of articles as bitmaps (see `bitmaps`), the names of funders and sources, all words.

    `pairs` holds the articles for each (funder, role); `values` those for each year, place and source.
    """

    largest: int
    everything: int
    pairs: Mapping[tuple[str, str], int]
    values: Mapping[FacetName, Mapping[str, int]]
    names: Mapping[FacetName, Mapping[str, Names]]
    aliases: Aliases
    terms: Terms
    kept: Kept


def build_index(connection: sqlite3.Connection) -> Index:
    """Reads the whole snapshot once; about a third of a second for 25,000 articles."""
    largest = connection.execute("SELECT ifnull(max(rowid), 0) FROM articles").fetchone()[0]
    rows = dict(connection.execute("SELECT id, rowid FROM articles"))
    years = connection.execute(
        "SELECT ifnull(substr(published, 1, 4), ?), rowid FROM articles", (UNKNOWN_YEAR,)
    )
    pairs = connection.execute("SELECT funder, role, article FROM article_funders")
    places = connection.execute("SELECT name, article FROM article_places")
    values: dict[FacetName, Mapping[str, int]] = {
        "year": _bitmaps(years, largest),
        "source": _bitmaps(connection.execute("SELECT source, rowid FROM articles"), largest),
        "place": _bitmaps(((name, rows[article]) for name, article in places), largest),
    }
    return Index(
        largest=largest,
        everything=_bitmaps((("", row) for row in rows.values()), largest).get("", 0),
        pairs=_bitmaps((((funder, role), rows[article]) for funder, role, article in pairs), largest),
        values=values,
        names={"funder": _funder_names(connection), "source": _source_names(connection)},
        aliases=read_aliases(connection),
        terms=read_terms(connection),
        kept=Kept(),
    )


def _bitmaps(members: Iterable[tuple[Key, int]], largest: int) -> dict[Key, int]:
    """The set of rows of each key."""
    buffers: dict[Key, bytearray] = {}
    for key, row in members:
        buffer = buffers.get(key)
        if buffer is None:
            buffer = buffers[key] = bytearray((largest >> 3) + 1)
        buffer[row >> 3] |= 1 << (row & 7)
    return {key: int.from_bytes(buffer, "little") for key, buffer in buffers.items()}


def _funder_names(connection: sqlite3.Connection) -> dict[str, Names]:
    rows = connection.execute("SELECT id, name_lv, name_en FROM funders")
    return {row[0]: {"lv": row[1] or row[0], "en": row[2] or row[1] or row[0]} for row in rows}


def _source_names(connection: sqlite3.Connection) -> dict[str, Names]:
    return {
        row[0]: {"lv": row[1], "en": row[1]} for row in connection.execute("SELECT id, name FROM sources")
    }
