"""A search from its parameters to the page of articles that answers it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from datasette_config.query_language import Query, parse
from datasette_config.reading.articles import Summary, read_summaries
from datasette_config.search.aliases import read_aliases
from datasette_config.search.facets import (
    FACETS,
    FacetName,
    FacetValue,
    chosen_conditions,
    joined,
    read_facets,
)
from datasette_config.search.matching import Condition, Match, match_query
from datasette_config.search.snippets import Piece, Run, find_runs, mark, snippet, split_runs

Order = Literal["newest", "relevance"]
PAGE_SIZE = 20
LARGEST_PAGE = 100
MOST_RANKED = 200  # the best by bm25 are ordered again with their titles counted
TITLE_WEIGHT = 1.0
_NEWEST = "a.rowid DESC"  # publish gives the newest article the highest rowid, the undated the lowest


class Arguments(Protocol):
    """The parameters of a request."""

    def get(self, name: str, default: str | None = None) -> str | None: ...

    def getlist(self, name: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a search asks for; `order` None stands for the best order of the query."""

    typed: str
    query: Query
    selection: Mapping[FacetName, tuple[str, ...]]
    order: Order
    page: int = 1
    size: int = PAGE_SIZE

    def parameters(self, **changes: str) -> list[tuple[str, str]]:
        """The parameters that lead back to this search, with `changes`; the page is left out."""
        pairs = [("q", self.typed)]
        pairs += [(name, value) for name in FACETS for value in self.selection.get(name, ())]
        if self.order != default_order(self.query):
            pairs.append(("sort", self.order))
        kept = [(name, value) for name, value in pairs if name not in changes]
        return [pair for pair in kept + list(changes.items()) if pair[1]]

    def chosen_parameters(self) -> list[tuple[str, str]]:
        """The chosen facets alone, without the words."""
        return [pair for pair in self.parameters() if pair[0] in FACETS]

    def without_facets(self) -> list[tuple[str, str]]:
        """The words alone, without the chosen facets."""
        return [pair for pair in self.parameters() if pair[0] not in FACETS]

    def ordered(self, order: Order) -> list[tuple[str, str]]:
        """The same search in another order."""
        return self.parameters(sort="" if order == default_order(self.query) else order)

    def on_page(self, page: int) -> list[tuple[str, str]]:
        """Another page of the same search."""
        size = [("size", str(self.size))] if self.size != PAGE_SIZE else []
        return [*self.parameters(), *size, ("page", str(page))]

    def with_value(self, facet: FacetName, value: str) -> list[tuple[str, str]]:
        """The parameters with `value` chosen too."""
        return [*self.parameters(), (facet, value)]

    def without_value(self, facet: FacetName, value: str) -> list[tuple[str, str]]:
        """The parameters with `value` no longer chosen."""
        return [pair for pair in self.parameters() if pair != (facet, value)]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article of the list, its title and the piece of its text that answers the query."""

    article: Summary
    title: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: how many articles in all, one page of them, the facets, names not known."""

    wish: Wish
    count: int
    hits: list[Hit]
    facets: Mapping[FacetName, list[FacetValue]]
    unknown: Sequence[tuple[str, str]]

    @property
    def chosen(self) -> list[tuple[FacetName, FacetValue]]:
        """The chosen values of all facets."""
        return [(facet, item) for facet, items in self.facets.items() for item in items if item.chosen]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.wish.size))


def read_wish(arguments: Arguments) -> Wish:
    """The search that a request's parameters stand for; what cannot be read falls back."""
    typed = " ".join((arguments.get("q") or "").split())
    query = parse(typed)
    selection = {facet: tuple(dict.fromkeys(filter(None, arguments.getlist(facet)))) for facet in FACETS}
    asked = arguments.get("sort")
    order: Order = "newest" if asked == "newest" else "relevance"
    if asked not in ("newest", "relevance"):
        order = default_order(query)
    return Wish(
        typed,
        query,
        selection,
        order,
        page=_whole_number(arguments.get("page"), 1, 100_000),
        size=_whole_number(arguments.get("size"), PAGE_SIZE, LARGEST_PAGE),
    )


def default_order(query: Query) -> Order:
    """Relevance where words are asked for, else the newest first."""
    return "relevance" if query.words else "newest"


def answer(connection: sqlite3.Connection, wish: Wish, *, with_facets: bool = True) -> Results:
    """Answers `wish` from the snapshot."""
    match = match_query(wish.query, read_aliases(connection), connection)
    conditions = match.conditions + chosen_conditions(wish.selection)
    within = joined(conditions)
    count = connection.execute(
        f"SELECT count(*) FROM articles a WHERE {within.sql}",  # noqa: S608
        within.values,
    ).fetchone()[0]
    ids = _ids(connection, wish, match, within)
    runs = split_runs(match.runs)
    hits = [
        Hit(item, mark(item.title, runs), _snippet(item, runs)) for item in read_summaries(connection, ids)
    ]
    facets = read_facets(connection, match.conditions, wish.selection) if with_facets else {}
    return Results(wish, count, hits, facets, match.unknown)


def _snippet(item: Summary, runs: list[Run]) -> list[Piece]:
    text = item.text.removeprefix(item.title).lstrip()
    return snippet(text or item.text, runs)


def _ids(connection: sqlite3.Connection, wish: Wish, match: Match, within: Condition) -> list[str]:
    offset = (wish.page - 1) * wish.size
    if wish.order == "newest" or match.rank is None:
        sql = f"SELECT a.id FROM articles a WHERE {within.sql} ORDER BY {_NEWEST} LIMIT ? OFFSET ?"  # noqa: S608
        return [row[0] for row in connection.execute(sql, (*within.values, wish.size, offset))]
    if offset + wish.size <= MOST_RANKED:
        best = _ranked(connection, match, within, MOST_RANKED, 0)
        best.sort(key=lambda row: -_score(row, split_runs(match.runs)))
        return [row["id"] for row in best[offset : offset + wish.size]]
    return [row["id"] for row in _ranked(connection, match, within, wish.size, offset)]


def _ranked(
    connection: sqlite3.Connection, match: Match, within: Condition, size: int, offset: int
) -> list[sqlite3.Row]:
    sql = f"""
        WITH ranked AS MATERIALIZED (
            SELECT rowid AS row, bm25(articles_stems) AS rank
            FROM articles_stems WHERE articles_stems MATCH ?)
        SELECT a.id, a.title, ifnull(-ranked.rank, 0) AS score
        FROM articles a LEFT JOIN ranked ON ranked.row = a.rowid
        WHERE {within.sql} ORDER BY score DESC, {_NEWEST} LIMIT ? OFFSET ?"""  # noqa: S608
    return list(connection.execute(sql, (match.rank, *within.values, size, offset)))


def _score(row: sqlite3.Row, runs: Sequence[Run]) -> float:
    """bm25 of the text, raised by the share of the asked words that stand in the title."""
    found = len(find_runs(row["title"] or "", runs))
    share = min(1.0, found / len(runs)) if runs else 0.0
    return float(row["score"]) * (1 + TITLE_WEIGHT * share) + share


def _whole_number(text: str | None, default: int, largest: int) -> int:
    if text is None or not text.isdecimal():
        return default
    return min(max(int(text[:9]), 1), largest)
