"""What to let go of when nothing answers a search: each way with the number of articles that it finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from datasette_config.query_language import parse, without_quotes
from datasette_config.search.facets import narrow
from datasette_config.search.index import Index
from datasette_config.search.matching import Matcher
from datasette_config.search.wish import Wish

MOST_TRIED = 8  # each costs a count


@dataclass(frozen=True, slots=True)
class Loosened:
    """A wider search: what was let go (`dropped`, as typed), and how many articles it finds."""

    kind: Literal["facets", "quotes", "piece", "words"]
    dropped: str
    wish: Wish
    count: int


def loosen(connection: sqlite3.Connection, wish: Wish, index: Index) -> list[Loosened]:
    """The wider searches that find something."""
    tried = list(_wider(wish))[:MOST_TRIED]
    counted = [replace(way, count=_count(connection, way.wish, index)) for way in tried]
    return [way for way in counted if way.count]


def _count(connection: sqlite3.Connection, wish: Wish, index: Index) -> int:
    match = Matcher(connection, index).match(wish.query)
    return len(narrow(match.found, wish.selection, index))


def _wider(wish: Wish) -> Iterator[Loosened]:
    chosen = any(wish.selection.values())
    if chosen and wish.typed:
        yield Loosened("facets", "", replace(wish, selection={}), 0)
    if any(term.phrase for term in wish.query.terms):
        yield Loosened("quotes", "", _typed(wish, without_quotes(wish.typed)), 0)
    pieces = wish.query.pieces
    for position, piece in enumerate(pieces):
        rest = " ".join(pieces[:position] + pieces[position + 1 :])
        if rest:
            yield Loosened("piece", piece, _typed(wish, rest), 0)
    if chosen and wish.typed:
        yield Loosened("words", "", _typed(wish, ""), 0)


def _typed(wish: Wish, typed: str) -> Wish:
    return replace(wish, typed=typed, query=parse(typed))
