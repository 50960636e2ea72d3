"""The words of all articles, gathered while the snapshot is filled: what a misspelt word is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from sqlite_utils import Database

from normalise.search_terms import fold

SHORTEST = 3  # letters
MOST_KEPT = 100_000  # terms, the most frequent first
MOST_HELD = 1_000_000  # distinct words in memory; beyond it those seen once are let go
_WORD = re.compile(r"[^\W\d_]{3,40}")
_DOCUMENTS = "CREATE VIRTUAL TABLE temp.stem_terms USING fts5vocab('main', 'articles_stems', 'row')"


class WordCounter:
    """Counts in how many texts each word stands, as it is written but in lower case."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._articles: Counter[str] = Counter()
        self._most_held = most_held

    def add(self, text: str) -> None:
        """Counts the words of one article."""
        self._articles.update(set(_WORD.findall(text.lower())))
        if len(self._articles) > self._most_held:
            self._articles = Counter({word: n for word, n in self._articles.items() if n > 1})

    def best_words(self, stems: Callable[[str], str]) -> dict[str, str]:
        """The most frequent word of each stem."""
        best: dict[str, str] = {}
        for word, _ in sorted(self._articles.items(), key=lambda pair: (-pair[1], pair[0])):
            best.setdefault(stems(fold(word)), word)
        return best


def fill_terms(db: Database, words: WordCounter, stems: Callable[[str], str]) -> None:
    """Fills `terms` from the finished index of stems."""
    best = words.best_words(stems)
    db.conn.execute(_DOCUMENTS)
    db.conn.executemany(
        "INSERT INTO terms (term, word, articles) VALUES (?, ?, ?)", list(_most_frequent(db, best))
    )
    db.conn.execute("DROP TABLE temp.stem_terms")


def _most_frequent(db: Database, best: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    rows = db.conn.execute("SELECT term, doc FROM temp.stem_terms ORDER BY doc DESC, term")
    kept = 0
    for term, articles in rows:
        if term in best and len(term) >= SHORTEST:
            yield term, best[term], articles
            kept += 1
            if kept == MOST_KEPT:
                return
