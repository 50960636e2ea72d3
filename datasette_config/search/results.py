"""A search from its parameters to the page of articles that answers it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datasette_config.reading.articles import Summary, read_summaries
from datasette_config.search.aliases import read_aliases
from datasette_config.search.facets import (
    FacetName,
    FacetValue,
    chosen_conditions,
    joined,
    read_facets,
)
from datasette_config.search.loosening import Loosened, count_articles, loosen
from datasette_config.search.matching import Condition, Match, match_query
from datasette_config.search.snippets import Piece, Run, find_runs, mark, snippet, split_runs
from datasette_config.search.wish import Wish

MOST_SCORED = 5_000  # the newest matches are scored by bm25, which reads each; older ones come after
MOST_RANKED = 200  # the best by bm25 are ordered again with their titles counted
TITLE_WEIGHT = 1.0
_NEWEST = "a.rowid DESC"  # publish gives the newest article the highest rowid, the undated the lowest


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
    loosened: Sequence[Loosened] = ()

    @property
    def chosen(self) -> list[tuple[FacetName, FacetValue]]:
        """The chosen values of all facets."""
        return [(facet, item) for facet, items in self.facets.items() for item in items if item.chosen]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.wish.size))


def answer(connection: sqlite3.Connection, wish: Wish, *, with_facets: bool = True) -> Results:
    """Answers `wish` from the snapshot."""
    aliases = read_aliases(connection)
    match = match_query(wish.query, aliases, connection)
    within = joined(match.conditions + chosen_conditions(wish.selection))
    count = count_articles(connection, wish, aliases)
    if not count:
        loosened = loosen(connection, wish, aliases) if with_facets else []
        facets = read_facets(connection, match.conditions, wish.selection) if with_facets else {}
        return Results(wish, 0, [], facets, match.unknown, loosened)
    runs = split_runs(match.runs)
    articles = read_summaries(connection, _ids(connection, wish, match, within))
    hits = [Hit(item, mark(item.title, runs), _snippet(item, runs)) for item in articles]
    facets = read_facets(connection, match.conditions, wish.selection) if with_facets else {}
    return Results(wish, count, hits, facets, match.unknown)


def list_articles(connection: sqlite3.Connection, wish: Wish) -> list[Summary]:
    """The articles of `wish` without their texts and snippets, for long lists."""
    match = match_query(wish.query, read_aliases(connection), connection)
    within = joined(match.conditions + chosen_conditions(wish.selection))
    return read_summaries(connection, _ids(connection, wish, match, within), with_text=False)


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
            FROM articles_stems WHERE articles_stems MATCH ? AND rowid >= (SELECT ifnull(min(row), 0) FROM (
                SELECT a.rowid AS row FROM articles a WHERE {within.sql}
                ORDER BY a.rowid DESC LIMIT {MOST_SCORED})))
        SELECT a.id, a.title, ifnull(-ranked.rank, 0) AS score
        FROM articles a LEFT JOIN ranked ON ranked.row = a.rowid
        WHERE {within.sql} ORDER BY score DESC, {_NEWEST} LIMIT ? OFFSET ?"""  # noqa: S608
    return list(connection.execute(sql, (match.rank, *within.values, *within.values, size, offset)))


def _score(row: sqlite3.Row, runs: Sequence[Run]) -> float:
    """bm25 of the text, raised by the share of the asked words that stand in the title."""
    found = len(find_runs(row["title"] or "", runs))
    share = min(1.0, found / len(runs)) if runs else 0.0
    return float(row["score"]) * (1 + TITLE_WEIGHT * share) + share
