"""Gathers names that are spelled in more than one way, in time that grows with their number only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Words = frozenset[str]

# An article with more names than this is a list: further names are joined only when their words are equal.
_MOST_COMPARED = 100
_MOST_SPELLINGS = 8


def group_alike(
    items: Iterable[T],
    words_of: Callable[[T], Words],
    alike: Callable[[Words, Words], bool],
    spellings: int = _MOST_SPELLINGS,
) -> list[list[T]]:
    """The items in groups of one name each, in their order; items without words are left out.

    An item joins the first group of which one of the first `spellings` is `alike` its own words.
    """
    groups: list[list[T]] = []
    seen: list[list[Words]] = []
    at_of: dict[Words, int] = {}
    for item in items:
        words = words_of(item)
        if not words:
            continue
        at = at_of.get(words)
        if at is None:
            near = (
                n for n, known in enumerate(seen[:_MOST_COMPARED]) if any(alike(words, one) for one in known)
            )
            at = next(near, None)
            if at is None:
                at = len(groups)
                groups.append([])
                seen.append([])
            at_of[words] = at
            if len(seen[at]) < spellings:
                seen[at].append(words)
        groups[at].append(item)
    return groups
