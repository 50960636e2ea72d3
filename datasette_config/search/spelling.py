"""“Did you mean”: the word of the snapshot that a misspelt one is closest to."""

from __future__ import annotations

import math
import sqlite3
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from datasette_config.query_language import Query, Term
from datasette_config.search.aliases import Aliases
from normalise.search_terms import fold, stems

SHORTEST = 4  # letters: shorter words have too many neighbours
TWO_MISTAKES = 7  # letters from which a word may have two
MOST_COMPARED = 50
MOST_TRIED = 10  # words for one, and queries in all
RARE = 20  # a neighbour that is so many times as frequent is offered for a known word too
OFTEN = 0.03  # likeness that ten times as many articles outweigh
MOST_WORDS = 50  # that a beginning stands for when its matches are marked


@dataclass(frozen=True, slots=True)
class Terms:
    """The stems of the snapshot's words: sorted, with the word as most often written and its articles."""

    stems: Sequence[str]
    folded: Sequence[str]  # of the words, in the order of the stems
    words: Sequence[str]
    articles: Mapping[str, int]

    def beginning(self, stem: str, most: int = MOST_WORDS) -> list[str]:
        """The most frequent stems that begin with `stem`, at most `most`."""
        start = bisect_left(self.stems, stem)
        end = bisect_left(self.stems, stem + "\U0010ffff")
        return sorted(self.stems[start:end], key=lambda each: -self.articles[each])[:most]

    def nearest(self, word: str) -> list[str]:
        """Known words with fewest mistakes between them and `word`, the likeliest first."""
        typed = fold(word)
        found: dict[int, int] = {}
        for asked, known in ((stems(word), self.stems), (typed, self.folded)):
            # two mistakes in a short stem leave another word
            allowed = 2 if len(asked) >= TWO_MISTAKES else 1
            for _, distance, place in process.extract(
                asked, known, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_COMPARED
            ):
                found[place] = min(found.get(place, allowed), int(distance))

        def likelihood(place: int) -> tuple[int, bool, float]:
            known = self.folded[place]
            often = math.log10(1 + self.articles[self.stems[place]])
            alike = JaroWinkler.similarity(typed, known)
            return found[place], known[0] != typed[0], -alike - OFTEN * often

        return [self.words[place] for place in sorted(found, key=likelihood)[:MOST_TRIED]]


def read_terms(connection: sqlite3.Connection) -> Terms:
    """The words of the snapshot."""
    rows = connection.execute("SELECT term, word, articles FROM terms ORDER BY term").fetchall()
    return Terms(
        [row[0] for row in rows],
        [fold(row[1]) for row in rows],
        [row[1] for row in rows],
        {row[0]: row[2] for row in rows},
    )


def respellings(query: Query, terms: Terms, aliases: Aliases) -> list[str]:
    """What was typed with its unknown words mended, the likeliest first; empty: nothing to mend."""
    words = {term.text: term for term in query.words}
    choices = [
        (_mended(words[piece], terms, aliases) if piece in words else []) or [piece] for piece in query.pieces
    ]
    typed = " ".join(query.pieces)
    mended = islice(product(*choices), MOST_TRIED)
    return [each for each in map(" ".join, mended) if each != typed]


def _mended(term: Term, terms: Terms, aliases: Aliases) -> list[str]:
    stem = stems(term.text)
    if term.phrase or term.beginning or len(term.text) < SHORTEST or not term.text.isalpha():
        return []
    known = terms.articles.get(stem, 0)
    if known > 1 or aliases.funders(term.text):
        return []
    better = {word: stems(word) for word in terms.nearest(term.text)}
    likely = [word for word, its in better.items() if its != stem and terms.articles[its] >= known * RARE]
    return [term.text, *likely] if known else likely
