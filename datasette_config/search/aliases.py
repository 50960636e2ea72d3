"""The names under which a funder is asked for: full names, abbreviations, initials, its id."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from normalise.search_terms import fold, stems

LONGEST_ALIAS = 8  # words
SHORTEST_INITIALS = 3  # letters
SHORTEST_BEGINNING = 3  # words of a longer name that stand for it


@dataclass(frozen=True, slots=True)
class Aliases:
    """Stemmed names of funders: `found["aktiv iedzivotaj fond"] == ("acf-lv",)`."""

    found: dict[str, tuple[str, ...]]

    def funders(self, words: str) -> tuple[str, ...]:
        """The ids of the funders that `words` (in any case, with or without diacritics) name."""
        return self.found.get(stems(words), ())

    def names(self, funders: Iterable[str]) -> list[str]:
        """All stemmed names of `funders`, for marking them in a snippet."""
        wanted = set(funders)
        return [name for name, ids in self.found.items() if wanted.intersection(ids)]


def read_aliases(connection: sqlite3.Connection) -> Aliases:
    """The aliases of all funders of the snapshot."""
    found: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for row in connection.execute("SELECT id, name_lv, name_en, aliases FROM funders"):
        for name in _names(row):
            words = stems(name).split()
            if words:
                found.setdefault(" ".join(words), set()).add(row["id"])
            for length in range(SHORTEST_BEGINNING, len(words)):
                begun.setdefault(" ".join(words[:length]), set()).add(row["id"])
    # “Active Citizens Fund” of “Active Citizens Fund Latvia”, where only one funder begins so
    named = {name: ids for name, ids in begun.items() if len(ids) == 1} | found
    return Aliases({name: tuple(sorted(ids)) for name, ids in named.items()})


def _names(row: sqlite3.Row) -> Iterator[str]:
    yield row["id"]
    yield row["id"].removeprefix("other:").removesuffix("-lv")
    for name in filter(None, chain((row["name_lv"], row["name_en"]), json.loads(row["aliases"]))):
        yield name
        yield from _initials(name)


def _initials(name: str) -> Iterator[str]:
    """“Aktīvo iedzīvotāju fonds” → "aif"; none of names of one or two words."""
    letters = "".join(word[0] for word in fold(name).split() if word[0].isalnum())
    if len(letters) >= SHORTEST_INITIALS:
        yield letters
