"""Sets of articles: compressed bitmaps (Roaring) of their rowids, the newest article the highest.

They intersect and are counted in microseconds, so the counts of all facets together cost less than one
grouped query.
"""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from itertools import chain

from pyroaring import FrozenBitMap as ArticleSet

__all__ = ["NOTHING", "ArticleSet", "Kept", "between", "newest", "of_rows", "union", "unpacked"]

MOST_KEPT = 256  # sets: 32 MB at a million articles
NOTHING = ArticleSet()
Question = tuple[str, str]  # SQL and its one value


class Kept:
    """The sets that were asked for last: the same words come again with every facet and page."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._sets: OrderedDict[Question, ArticleSet] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def get(self, question: Question) -> ArticleSet | None:
        with self._lock:
            if question in self._sets:
                self._sets.move_to_end(question)
            return self._sets.get(question)

    def put(self, question: Question, found: ArticleSet) -> None:
        with self._lock:
            self._sets[question] = found
            if len(self._sets) > self._most:
                self._sets.popitem(last=False)


def of_rows(rows: Iterable[tuple[int]]) -> ArticleSet:
    """The set of the rowids that a query gives, each a row of one number."""
    return ArticleSet(array("I", chain.from_iterable(rows)))


def between(first: int, last: int) -> ArticleSet:
    """All articles from the rowid `first` to `last`, both included."""
    return ArticleSet(range(first, last + 1))


def unpacked(stored: bytes) -> ArticleSet:
    """The set that a snapshot stores in the portable Roaring format."""
    return ArticleSet.deserialize(stored)


def union(sets: Iterable[ArticleSet]) -> ArticleSet:
    """All articles of the sets together."""
    return ArticleSet.union(NOTHING, *sets)


def newest(found: ArticleSet, offset: int, limit: int) -> list[int]:
    """`limit` members from the largest downwards, the first `offset` left out."""
    end = max(0, len(found) - offset)
    return list(found[max(0, end - limit) : end])[::-1] if end else []
