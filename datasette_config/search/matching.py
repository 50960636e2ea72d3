"""From a query to the articles that answer it; what was typed reaches SQLite only as bound values."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from datasette_config.query_language import FieldName, FieldTerm, Query, Term
from datasette_config.search.aliases import LONGEST_ALIAS, Aliases
from datasette_config.search.facets import paired
from datasette_config.search.index import Index
from datasette_config.search.sets import NOTHING, ArticleSet, between, of_rows, union, unpacked
from normalise.search_terms import fold, opening, stems

FEW = 20_000  # articles that are gathered from the full-text index as quickly as sets are joined
MOST_JOINED = 500  # words of a beginning
_STORED = "SELECT articles FROM article_sets WHERE kind = ? AND value = ?"
_BY_STEMS = "SELECT rowid FROM articles_stems WHERE articles_stems MATCH ?"

_BY_NUMBER = """SELECT a.rowid FROM article_grants g JOIN articles a ON a.id = g.article
    WHERE g."grant" >= ?1 AND g."grant" < ?1 || char(1114111)"""
_BY_MATCH = """SELECT a.rowid FROM grant_matches g JOIN articles a ON a.id = g.article
    WHERE g."grant" >= ?1 AND g."grant" < ?1 || char(1114111)"""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word, phrase or beginning that was asked for, and how many articles have it.

    `expression` finds it in the index of stems. `needed`: every article found has these very words;
    not so for a funder's name, which also finds the articles that name it otherwise.
    """

    expression: str
    stems: tuple[str, ...]
    articles: int
    needed: bool


@dataclass(slots=True)
class Match:
    """The articles of a query; `runs` are the stems to mark, `sought` what the order is decided by.

    `unknown` holds names that the snapshot does not know, with the field in which they were looked for.
    """

    found: ArticleSet
    runs: list[tuple[str, ...]] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
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
                match.found -= self._text(term)
        for wish in query.fields:
            found = self._field(wish, match)
            match.found = match.found & found if wish.wanted else match.found - found
        if query.after or query.before:
            match.found &= self._published(query.after, query.before)
        return match

    def _match_words(self, terms: Sequence[Term], match: Match) -> None:
        position = 0
        while position < len(terms):
            term = terms[position]
            length, funders = alias_at(terms, position, self.index.aliases)
            run = " ".join(stems(word.text) for word in terms[position : position + length]).strip()
            position += length
            if not run:
                continue
            if term.beginning:
                begun = opening(term.text)
                match.runs.extend((known,) for known in (run, *self.index.terms.beginning(begun)))
                found = beginning(self, term.text)
                expression = fts_beginning(begun)
                if not run.startswith(begun):
                    expression = f"({expression} OR {fts_phrase(run)})"
                match.sought.append(Sought(expression, (), len(found), needed=True))
            else:
                match.runs.append(tuple(run.split()))
                found, needed = self._wanted(term, run, funders)
                match.sought.append(Sought(fts_phrase(run), tuple(run.split()), len(found), needed))
            if funders:
                match.runs.extend(tuple(name.split()) for name in self.index.aliases.names(funders))
            match.found &= found

    def _wanted(self, term: Term, run: str, funders: Sequence[str]) -> tuple[ArticleSet, bool]:
        """The articles of a word or phrase, and whether all of them have its very stems."""
        if funders:
            return self.stems(run) | paired(self.index, funders, ()), False
        return self._text(term), not _looks_like_a_number(term.text)

    def _text(self, term: Term) -> ArticleSet:
        """A phrase as written (diacritics folded), a grant number by its beginning, a word by its stem."""
        if term.beginning:
            return beginning(self, term.text)
        if term.phrase:
            sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
            return self.rows(sql, fts_phrase(term.text))
        found = self.stems(stems(term.text))
        return found | self._grants(term.text) if _looks_like_a_number(term.text) else found

    def _published(self, after: str | None, before: str | None) -> ArticleSet:
        """The articles of a time: publishing has put them in order, those without a date first."""
        first = "SELECT rowid FROM articles WHERE published >= ? ORDER BY published, rowid LIMIT 1"
        ends = [
            self.connection.execute(first, (moment,)).fetchone() if moment is not None else None
            for moment in (after or "", before)
        ]
        largest = self.index.everything.max() if self.index.everything else 0
        start, end = (place[0] if place else largest + 1 for place in ends)
        return between(start, end - 1)

    def _field(self, wish: FieldTerm, match: Match) -> ArticleSet:
        match wish.field:
            case "grant":
                return self._grants(wish.value)
            case "funder":
                names = self.index.aliases.funders(wish.value) or _containing(self.index.aliases, wish.value)
                found = paired(self.index, names, ()) if names else NOTHING
            case "place":
                wanted = stems(wish.value)
                names = [name for name in self.index.values["place"] if stems(name) == wanted]
                found = union(self.index.values["place"][name] for name in names)
            case "year":
                names = [wish.value]
                found = self.index.values["year"].get(wish.value, NOTHING)
            case "site":
                names = self._sources(wish.value)
                found = union(self.index.values["source"].get(name, NOTHING) for name in names)
        if not names:
            match.unknown.append((wish.field, wish.value))
        return found

    def _sources(self, value: str) -> list[str]:
        """Sources whose id is `value` or whose home or name contains it."""
        wanted = fold(value)
        rows = self.connection.execute("SELECT id, name, home FROM sources")
        return [row[0] for row in rows if wanted == row[0] or wanted in fold(f"{row[1]} {row[2]}")]

    def stems(self, run: str) -> ArticleSet:
        """The articles in which the stems of `run` stand side by side."""
        return self.stored("stem", run) or self.rows(_BY_STEMS, fts_phrase(run))

    def stored(self, kind: str, value: str) -> ArticleSet:
        """A set that publishing has worked out; empty where it has not."""
        row = self.connection.execute(_STORED, (kind, value)).fetchone()
        return unpacked(row[0]) if row else NOTHING

    def _grants(self, number: str) -> ArticleSet:
        """Articles that give a number beginning with `number`, or that were matched to such a grant."""
        return union(self.rows(sql, number.upper()) for sql in self._grant_queries())

    def _grant_queries(self) -> tuple[str, ...]:
        # a snapshot without a register has no matches
        sql = "SELECT 1 FROM sqlite_master WHERE name = 'grant_matches'"
        registered = self.connection.execute(sql).fetchone()
        return (_BY_NUMBER, _BY_MATCH) if registered else (_BY_NUMBER,)

    def rows(self, sql: str, value: str) -> ArticleSet:
        """The articles whose rowids a query gives for `value`; the last ones asked for are remembered."""
        found = self.index.kept.get((sql, value))
        if found is None:
            cursor = self.connection.cursor()
            cursor.row_factory = None  # plain tuples: half the time
            found = of_rows(cursor.execute(sql, (value,)))
            self.index.kept.put((sql, value), found)
        return found


def beginning(matcher: Matcher, typed: str) -> ArticleSet:
    """The articles with a word that begins as `typed`, or that `typed` is a case of."""
    begun, whole = opening(typed), stems(typed)
    found = _beginning(matcher, begun)
    return found if whole.startswith(begun) else found | matcher.stems(whole)


def _beginning(matcher: Matcher, run: str) -> ArticleSet:
    """The articles with a stem that begins with `run`.

    Where these are very many, they are put together from the sets of the words that are known; a word so
    rare that it is not among `terms` is then left out.
    """
    if stored := matcher.stored("beginning", run):
        return stored
    terms = matcher.index.terms
    known = terms.beginning(run, MOST_JOINED)
    if sum(terms.articles[term] for term in known) <= FEW:
        return matcher.rows(_BY_STEMS, fts_beginning(run))
    sets = {term: matcher.stored("stem", term) for term in known}
    rare = [term for term, found in sets.items() if not found]
    joined = " OR ".join(map(fts_phrase, rare))
    return union([*sets.values(), matcher.rows(_BY_STEMS, joined) if rare else NOTHING])


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
