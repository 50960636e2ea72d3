"""A search from its parameters to the page of articles that answers it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from datasette_config.query_language import parse
from datasette_config.reading.articles import Summary, read_summaries
from datasette_config.search.bitmaps import contains, newest
from datasette_config.search.facets import FacetName, FacetValue, narrow, read_facets
from datasette_config.search.index import Index
from datasette_config.search.loosening import Loosened, loosen
from datasette_config.search.matching import Match, Matcher
from datasette_config.search.snippets import Piece, Run, find_runs, mark, snippet, split_runs
from datasette_config.search.spelling import respellings
from datasette_config.search.wish import Wish

MOST_SCORED = 2_000  # the newest matches are scored by bm25, which reads each; older ones come after
MOST_BETWEEN = 4 * MOST_SCORED  # matches that facets leave out are scored with those between them
MOST_RANKED = 200  # the best by bm25 are ordered again with their titles counted
TITLE_WEIGHT = 1.0


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
    match = Matcher(connection, index).match(wish.query)
    listed = narrow(match.bits, wish.selection, index)
    facets = read_facets(match.bits, wish.selection, index) if with_facets else {}
    if not listed:
        loosened = loosen(connection, wish, index) if with_facets else []
        return Results(wish, 0, [], facets, match.unknown, loosened, _suggested(connection, wish, index))
    runs = split_runs(match.runs)
    articles = read_summaries(connection, _rows(connection, wish, match, listed))
    hits = [Hit(item, mark(item.title, runs), _snippet(item, runs)) for item in articles]
    suggested = _suggested(connection, wish, index) if with_facets else None
    return Results(wish, listed.bit_count(), hits, facets, match.unknown, suggested=suggested)


def answer_or_mend(connection: sqlite3.Connection, index: Index, wish: Wish) -> Results:
    """Answers `wish`; where it finds nothing and a mended spelling does, answers that one."""
    results = answer(connection, index, wish)
    if results.count or results.suggested is None:
        return results
    mended = answer(connection, index, results.suggested)
    return replace(mended, typed_instead=wish.typed) if mended.count else results


def list_articles(connection: sqlite3.Connection, index: Index, wish: Wish) -> list[Summary]:
    """The articles of `wish` without their texts and snippets, for long lists."""
    match = Matcher(connection, index).match(wish.query)
    listed = narrow(match.bits, wish.selection, index)
    return read_summaries(connection, _rows(connection, wish, match, listed), with_text=False)


def _suggested(connection: sqlite3.Connection, wish: Wish, index: Index) -> Wish | None:
    """The likeliest mended spelling that finds something."""
    for typed in respellings(wish.query, index.terms, index.aliases):
        mended = replace(wish, typed=typed, query=parse(typed), page=1)
        if narrow(Matcher(connection, index).match(mended.query).bits, wish.selection, index):
            return mended
    return None


def _snippet(item: Summary, runs: list[Run]) -> list[Piece]:
    text = item.text.removeprefix(item.title).lstrip()
    return snippet(text or item.text, runs)


def _rows(connection: sqlite3.Connection, wish: Wish, match: Match, listed: int) -> list[int]:
    """The rowids of the asked page; publishing gives the newest article the highest, undated the lowest."""
    offset = (wish.page - 1) * wish.size
    if wish.order == "newest" or match.rank is None:
        return newest(listed, offset, wish.size)
    best = _best(connection, match, listed)
    shown = best[offset : offset + wish.size]
    if len(shown) == wish.size:
        return shown
    rest = listed
    for row in best:
        rest ^= 1 << row
    return shown + newest(rest, max(0, offset - len(best)), wish.size - len(shown))


def _best(connection: sqlite3.Connection, match: Match, listed: int) -> list[int]:
    """The best of the newest matches, best first: by bm25, those in front by their titles too."""
    candidates = _scorable(match.bits, newest(listed, 0, MOST_SCORED))
    scores = dict(
        connection.execute(
            "SELECT rowid, -bm25(articles_stems) FROM articles_stems"
            " WHERE articles_stems MATCH ? AND rowid BETWEEN ? AND ?",
            (match.rank, candidates[-1], candidates[0]),
        ).fetchall()
    )
    scored = sorted(contains(listed, scores), key=lambda row: (-scores[row], -row))
    front = scored[:MOST_RANKED]
    titles = dict(
        connection.execute(
            "SELECT rowid, title FROM articles WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(front),),
        ).fetchall()
    )
    runs = split_runs(match.runs)
    front.sort(key=lambda row: (-_with_title(scores[row], titles[row], runs), -row))
    return front + scored[MOST_RANKED:]


def _scorable(matches: int, candidates: list[int]) -> list[int]:
    """The newest of `candidates` between which there are not too many matches: all of them are scored."""
    while len(candidates) > MOST_RANKED:
        between = matches >> candidates[-1] & ((1 << candidates[0] - candidates[-1] + 1) - 1)
        if between.bit_count() <= MOST_BETWEEN:
            break
        candidates = candidates[: len(candidates) // 2]
    return candidates


def _with_title(score: float, title: str | None, runs: Sequence[Run]) -> float:
    """bm25 of the text, raised by the share of the asked words that stand in the title."""
    found = len(find_runs(title or "", runs))
    share = min(1.0, found / len(runs)) if runs else 0.0
    return score * (1 + TITLE_WEIGHT * share) + share
