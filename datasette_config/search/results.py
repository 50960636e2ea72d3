"""A search from its parameters to the page of articles that answers it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from datasette_config.query_language import parse
from datasette_config.reading.articles import Summary, read_summaries
from datasette_config.search.facets import FacetName, FacetValue, narrow, read_facets
from datasette_config.search.index import Index
from datasette_config.search.loosening import Loosened, loosen
from datasette_config.search.matching import Matcher
from datasette_config.search.ranking import rows_of
from datasette_config.search.snippets import Piece, Run, mark, snippet, split_runs
from datasette_config.search.spelling import respellings
from datasette_config.search.wish import Wish


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
    suggested: Wish | None = None  # the same search with its misspelt words mended
    typed_instead: str = ""  # what was typed, where nothing was found and `suggested` is shown

    @property
    def chosen(self) -> list[tuple[FacetName, FacetValue]]:
        """The chosen values of all facets."""
        return [(facet, item) for facet, items in self.facets.items() for item in items if item.chosen]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.wish.size))


def answer(connection: sqlite3.Connection, index: Index, wish: Wish, *, with_facets: bool = True) -> Results:
    """Answers `wish` from the snapshot."""
    matcher = Matcher(connection, index)
    match = matcher.match(wish.query)
    listed = narrow(match.found, wish.selection, index)
    facets = read_facets(match.found, wish.selection, index) if with_facets else {}
    if not listed:
        loosened = loosen(connection, wish, index) if with_facets else []
        return Results(wish, 0, [], facets, match.unknown, loosened, _suggested(connection, wish, index))
    runs = split_runs(match.runs)
    articles = read_summaries(connection, rows_of(matcher, wish, match, listed))
    hits = [Hit(item, mark(item.title, runs), _snippet(item, runs)) for item in articles]
    suggested = _suggested(connection, wish, index) if with_facets else None
    return Results(wish, len(listed), hits, facets, match.unknown, suggested=suggested)


def answer_or_mend(connection: sqlite3.Connection, index: Index, wish: Wish) -> Results:
    """Answers `wish`; where it finds nothing and a mended spelling does, answers that one.

    A page past the last is the last.
    """
    results = answer(connection, index, wish)
    if wish.page > results.pages:
        results = answer(connection, index, replace(wish, page=results.pages))
    if results.count or results.suggested is None:
        return results
    mended = answer(connection, index, results.suggested)
    return replace(mended, typed_instead=wish.typed) if mended.count else results


def list_articles(connection: sqlite3.Connection, index: Index, wish: Wish) -> list[Summary]:
    """The articles of `wish` without their texts and snippets, for long lists."""
    matcher = Matcher(connection, index)
    match = matcher.match(wish.query)
    listed = narrow(match.found, wish.selection, index)
    return read_summaries(connection, rows_of(matcher, wish, match, listed), with_text=False)


def _suggested(connection: sqlite3.Connection, wish: Wish, index: Index) -> Wish | None:
    """The likeliest mended spelling that finds something."""
    for typed in respellings(wish.query, index.terms, index.aliases):
        mended = replace(wish, typed=typed, query=parse(typed), page=1)
        if narrow(Matcher(connection, index).match(mended.query).found, wish.selection, index):
            return mended
    return None


def _snippet(item: Summary, runs: list[Run]) -> list[Piece]:
    text = item.text.removeprefix(item.title).lstrip()
    return snippet(text or item.text, runs)
