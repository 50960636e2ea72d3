"""What stands on nearly every page of a site says nothing about one article.

Boilerplate is taken out when a page is read; a footer or a sidebar that gets through is noticed by its
recurrence, and a person says whether it is one: the statement of a site's only project recurs as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normalise.document import Document, Span, flatten

# fewer articles tell nothing; a line on this share of them belongs to the site
LEAST_ARTICLES = 6
SHARE = 0.6
_SHORTEST, _LONGEST = 4, 600


@dataclass(frozen=True, slots=True)
class Standing:
    """A site's own words, from the source's file: funders and grant numbers of its footer, and whole lines.

    `lines` are keys as `line_key` gives them.
    """

    funders: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


def line_key(line: str) -> str:
    """A line in the form in which lines are compared: flattened, blanks at the edges left out."""
    return flatten(line).strip()


def standing_lines(texts: Iterable[str]) -> frozenset[str]:
    """Keys of the lines that stand in most of a site's texts; none for fewer than six texts."""
    counts: Counter[str] = Counter()
    articles = 0
    for text in texts:
        articles += 1
        keys = {line_key(line) for line in text.split("\n")}
        counts.update(key for key in keys if _SHORTEST <= len(key) <= _LONGEST)
    if articles < LEAST_ARTICLES:
        return frozenset()
    return frozenset(key for key, count in counts.items() if count >= SHARE * articles)


def standing_spans(document: Document, lines: frozenset[str]) -> list[Span]:
    """The document's lines that belong to the site."""
    if not lines:
        return []
    return [line for line in document.lines if document.flat[line.start : line.end].strip() in lines]
