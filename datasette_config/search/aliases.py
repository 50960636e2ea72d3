"""The names under which a funder is asked for: full names, abbreviations, initials, its id."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from normalise.search_terms import fold, stems

LONGEST_ALIAS = 8  # words
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")  # “Eiropas Sociālais fonds (ESF, ESF+)”
SHORTEST_INITIALS = 3  # letters
SHORTEST_BEGINNING = 3  # words of a longer name that stand for it


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names of funders with the ids that they stand for.

    Names are kept by their stems, so that any case finds them: `found["aktiv iedzivotaj fond"]`.
    Abbreviations are kept folded but whole, lest “lapa” (a page) be taken for LAP: `short["lap"]`.
    """

    found: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]

    def funders(self, words: str) -> tuple[str, ...]:
        """The ids of the funders that `words` (in any case, with or without diacritics) name."""
        return self.short.get(fold(words)) or self.found.get(stems(words), ())

    def names(self, funders: Iterable[str]) -> list[str]:
        """All stemmed names of `funders`, for marking them in a snippet."""
        wanted = set(funders)
        return [name for name, ids in self.found.items() if wanted.intersection(ids)]


def read_aliases(connection: sqlite3.Connection) -> Aliases:
    """The aliases of all funders of the snapshot."""
    found: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for row in connection.execute("SELECT id, name_lv, name_en, aliases FROM funders"):
        for name in _names(row):
            words = stems(name).split()
            if words:
                found.setdefault(" ".join(words), set()).add(row["id"])
            for length in range(SHORTEST_BEGINNING, len(words)):
                begun.setdefault(" ".join(words[:length]), set()).add(row["id"])
        for name in _short_names(row):
            short.setdefault(fold(name), set()).add(row["id"])
    # “Active Citizens Fund” of “Active Citizens Fund Latvia”, where only one funder begins so
    named = {name: ids for name, ids in begun.items() if len(ids) == 1} | found
    return Aliases(_sorted(named), _sorted(short))


def _names(row: sqlite3.Row) -> Iterator[str]:
    """Full names; a word in capitals is an abbreviation."""
    named = filter(None, chain((row["name_lv"], row["name_en"]), json.loads(row["aliases"])))
    return (name for name in named if " " in name or not name.isupper())


def _short_names(row: sqlite3.Row) -> Iterator[str]:
    """The id, abbreviations, what stands in brackets, the initials of names of three words or more."""
    yield row["id"]
    yield row["id"].removeprefix("other:").removesuffix("-lv")
    for name in filter(None, chain((row["name_lv"], row["name_en"]), json.loads(row["aliases"]))):
        if name.isupper() and " " not in name:
            yield name
        for brackets in _IN_BRACKETS.findall(name):
            yield from re.split(r"[,;]\s*", brackets)
        initials = "".join(word[0] for word in name.split() if word[0].isalnum())
        if len(initials) >= SHORTEST_INITIALS:
            yield initials


def _sorted(names: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(ids)) for name, ids in names.items()}
