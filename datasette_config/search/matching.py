"""From a query to the articles that answer it; what was typed reaches SQLite only as bound values."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from datasette_config.query_language import FieldName, FieldTerm, Query, Term
from datasette_config.search.aliases import LONGEST_ALIAS, Aliases
from datasette_config.search.bitmaps import bitmap
from datasette_config.search.facets import paired, union
from datasette_config.search.index import Index
from normalise.search_terms import fold, stems


@dataclass(slots=True)
class Match:
    """The articles of a query as a bitmap; `runs` are the stems to mark, `rank` is what bm25 scores by.

    `unknown` holds names that the snapshot does not know, with the field in which they were looked for.
    """

    bits: int
    runs: list[tuple[str, ...]] = field(default_factory=list)
    rank: str | None = None
    unknown: list[tuple[FieldName, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the articles for the parts of a query."""

    connection: sqlite3.Connection
    index: Index

    def match(self, query: Query) -> Match:
        """The articles for which every part of `query` holds."""
        match = Match(self.index.everything)
        self._match_words(query.words, match)
        for term in query.terms:
            if not term.wanted and any(map(str.isalnum, term.text)):
                match.bits &= ~self._text(term)
        for wish in query.fields:
            found = self._field(wish, match)
            match.bits &= found if wish.wanted else ~found
        if query.after:
            match.bits &= self._rows("SELECT rowid FROM articles WHERE published >= ?", query.after)
        if query.before:
            match.bits &= self._rows("SELECT rowid FROM articles WHERE published < ?", query.before)
        return match

    def _match_words(self, terms: Sequence[Term], match: Match) -> None:
        ranked: list[str] = []
        plain: list[str] = []
        position = 0
        while position < len(terms):
            term = terms[position]
            length, funders = alias_at(terms, position, self.index.aliases)
            run = " ".join(stems(word.text) for word in terms[position : position + length]).strip()
            position += length
            if not run:
                continue
            if term.beginning:
                ranked.append(fts_beginning(run))
                match.runs.extend((known,) for known in self.index.terms.beginning(run))
                plain.append(fts_beginning(run))
                continue
            ranked.append(fts_phrase(run))
            match.runs.append(tuple(run.split()))
            if funders:
                match.bits &= self._stems(fts_phrase(run)) | paired(self.index, funders, ())
                match.runs.extend(tuple(name.split()) for name in self.index.aliases.names(funders))
            elif term.phrase or _looks_like_a_number(term.text):
                match.bits &= self._text(term)
            else:
                plain.append(fts_phrase(run))
        if plain:
            match.bits &= self._stems(" AND ".join(plain))
        match.rank = " OR ".join(ranked) or None

    def _text(self, term: Term) -> int:
        """A phrase as written (diacritics folded), a grant number by its beginning, a word by its stem."""
        if term.beginning:
            return self._stems(fts_beginning(stems(term.text)))
        if term.phrase:
            sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
            return self._rows(sql, fts_phrase(term.text))
        found = self._stems(fts_phrase(stems(term.text)))
        return found | self._grants(term.text) if _looks_like_a_number(term.text) else found

    def _field(self, wish: FieldTerm, match: Match) -> int:
        match wish.field:
            case "grant":
                return self._grants(wish.value)
            case "funder":
                names = self.index.aliases.funders(wish.value) or _containing(self.index.aliases, wish.value)
                found = paired(self.index, names, ()) if names else 0
            case "place":
                wanted = stems(wish.value)
                names = [name for name in self.index.values["place"] if stems(name) == wanted]
                found = union(self.index.values["place"][name] for name in names)
            case "site":
                names = self._sources(wish.value)
                found = union(self.index.values["source"].get(name, 0) for name in names)
        if not names:
            match.unknown.append((wish.field, wish.value))
        return found

    def _sources(self, value: str) -> list[str]:
        """Sources whose id is `value` or whose home or name contains it."""
        wanted = fold(value)
        rows = self.connection.execute("SELECT id, name, home FROM sources")
        return [row[0] for row in rows if wanted == row[0] or wanted in fold(f"{row[1]} {row[2]}")]

    def _stems(self, expression: str) -> int:
        return self._rows("SELECT rowid FROM articles_stems WHERE articles_stems MATCH ?", expression)

    def _grants(self, number: str) -> int:
        """Articles of the grants whose number begins with `number`."""
        beginning = number.upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        sql = """SELECT a.rowid FROM article_grants g JOIN articles a ON a.id = g.article
            WHERE g."grant" LIKE ? ESCAPE '\\'"""
        return self._rows(sql, f"{beginning}%")

    def _rows(self, sql: str, value: str) -> int:
        found = self.index.kept.get((sql, value))
        if found is None:
            cursor = self.connection.cursor()
            cursor.row_factory = None  # plain tuples: half the time
            found = bitmap(cursor.execute(sql, (value,)), self.index.largest)
            self.index.kept.put((sql, value), found)
        return found


def fts_phrase(words: str) -> str:
    """`words` as one quoted FTS5 string, so that nothing in it is read as syntax."""
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def fts_beginning(words: str) -> str:
    """`words` as an FTS5 expression for all words that begin so."""
    return fts_phrase(words) + "*"


def alias_at(terms: Sequence[Term], position: int, aliases: Aliases) -> tuple[int, tuple[str, ...]]:
    """The longest run of words from `position` that names a funder: (words, funders), else (1, ())."""
    if terms[position].phrase:
        return 1, aliases.funders(terms[position].text)
    if terms[position].beginning:
        return 1, ()
    for end in range(min(len(terms), position + LONGEST_ALIAS), position, -1):
        run = terms[position:end]
        if not any(term.phrase or term.beginning for term in run):
            funders = aliases.funders(" ".join(term.text for term in run))
            if funders:
                return len(run), funders
    return 1, ()


def _looks_like_a_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(mark in text for mark in "/-.")


def _containing(aliases: Aliases, words: str) -> list[str]:
    """Funders one of whose full names contains `words`."""
    wanted = stems(words)
    named = (ids for name, ids in aliases.found.items() if wanted and f" {wanted} " in f" {name} ")
    return sorted({funder for ids in named for funder in ids})
