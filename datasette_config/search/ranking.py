"""In which order the found articles are shown: what a word says is weighed within a bounded number of them.

bm25 reads every article of every word that it weighs, so it is asked for scarce words only. Of words that
stand nearly everywhere it could say little: there a title decides, and then the date.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from datasette_config.search.matching import Match, Matcher, Sought
from datasette_config.search.sets import NOTHING, ArticleSet, newest
from datasette_config.search.snippets import Run, find_runs, split_runs
from datasette_config.search.wish import Wish

SCARCE = 20_000  # articles up to which a word is weighed by bm25
MOST_SCORED = 2_000  # the newest matches are scored by bm25; older ones come after
MOST_BETWEEN = 4 * MOST_SCORED  # matches that facets leave out are scored with those between them
MOST_RANKED = 200  # the best by bm25, and as many with the words in their titles, are ordered by both
TITLE_WEIGHT = 1.0


def rows_of(matcher: Matcher, wish: Wish, match: Match, listed: ArticleSet) -> list[int]:
    """The rowids of the asked page; publishing gives the newest article the highest, undated the lowest."""
    offset = (wish.page - 1) * wish.size
    if wish.order == "newest" or not match.sought:
        return newest(listed, offset, wish.size)
    best = _best(matcher, match, listed)
    shown = best[offset : offset + wish.size]
    if len(shown) == wish.size:
        return shown
    rest = listed - ArticleSet(best)
    return shown + newest(rest, max(0, offset - len(best)), wish.size - len(shown))


def _best(matcher: Matcher, match: Match, listed: ArticleSet) -> list[int]:
    """The best of the newest matches, best first: by bm25, those in front by their titles too."""
    if not listed:
        return []
    everything = len(matcher.index.everything)
    scarce = [sought for sought in match.sought if sought.articles <= SCARCE]
    scores = _scores(matcher, scarce, match.found, listed) if scarce else {}
    scored = sorted(scores, key=lambda row: (-scores[row], -row))
    front = list(dict.fromkeys([*scored[:MOST_RANKED], *_titled(matcher, match.sought, listed)]))
    once = sum(_rarity(sought.articles, everything) for sought in scarce)
    titles = _titles(matcher, front)
    runs = split_runs(match.runs)
    # a title that was not scored is taken to be of an article that has each word once
    front.sort(key=lambda row: (-_with_title(scores.get(row, once), titles[row], runs), -row))
    shown = set(front)
    return front + [row for row in scored[MOST_RANKED:] if row not in shown]


def _scores(
    matcher: Matcher, scarce: Sequence[Sought], found: ArticleSet, listed: ArticleSet
) -> Mapping[int, float]:
    """bm25 of the newest of `listed` by their scarce words."""
    first, last = _scorable(found, newest(listed, 0, MOST_SCORED))
    needed = [sought.expression for sought in scarce if sought.needed]
    expression = " AND ".join(needed) or " OR ".join(sought.expression for sought in scarce)
    rows = matcher.connection.execute(
        "SELECT rowid, -bm25(articles_stems) FROM articles_stems"
        " WHERE articles_stems MATCH ? AND rowid BETWEEN ? AND ?",
        (expression, first, last),
    )
    return {row: score for row, score in rows if row in listed}


def _scorable(found: ArticleSet, candidates: Sequence[int]) -> tuple[int, int]:
    """The ends of the newest of `candidates` between which there are not too many articles found."""
    last = candidates[0]
    while len(candidates) > MOST_RANKED:
        if found.range_cardinality(candidates[-1], last + 1) <= MOST_BETWEEN:
            break
        candidates = candidates[: len(candidates) // 2]
    return candidates[-1], last


def _titled(matcher: Matcher, sought: Sequence[Sought], listed: ArticleSet) -> list[int]:
    """The newest articles with the words in their titles: all of them first, then the rarest.

    Publishing keeps the titles of common words alone: of others all articles are scored.
    """
    sets = []
    for each in sorted(sought, key=lambda each: each.articles):
        found = listed if each.stems else NOTHING
        for stem in each.stems:
            found &= matcher.stored("title", stem)
        sets.append(found)
    together = ArticleSet.intersection(*sets)
    rows = dict.fromkeys(row for found in (together, *sets) for row in newest(found, 0, MOST_RANKED))
    return list(rows)[:MOST_RANKED]


def _titles(matcher: Matcher, rows: Sequence[int]) -> Mapping[int, str | None]:
    sql = "SELECT rowid, title FROM articles WHERE rowid IN (SELECT value FROM json_each(?))"
    return dict(matcher.connection.execute(sql, (json.dumps(rows),)).fetchall())


def _rarity(articles: int, everything: int) -> float:
    """What bm25 counts a word that stands in `articles` of `everything`."""
    return max(math.log((everything - articles + 0.5) / (articles + 0.5)), 1e-6)


def _with_title(score: float, title: str | None, runs: Sequence[Run]) -> float:
    """bm25 of the text, raised by the share of the asked words that stand in the title."""
    found = len(find_runs(title or "", runs))
    share = min(1.0, found / len(runs)) if runs else 0.0
    return score * (1 + TITLE_WEIGHT * share) + share
