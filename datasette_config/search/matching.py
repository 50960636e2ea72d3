"""From a query to SQL conditions on `articles a`; every value is bound, no text is spliced in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from datasette_config.query_language import FieldTerm, Query, Term
from datasette_config.search.aliases import LONGEST_ALIAS, Aliases
from normalise.search_terms import fold, stems

NothingKind = Literal["funder", "place", "site"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false of a row of `articles a`, with its bound values."""

    sql: str
    values: tuple[str, ...] = ()

    def negated(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


@dataclass(slots=True)
class Match:
    """What a query asks for: all `conditions` hold; `runs` are the stems to mark, `rank` orders."""

    conditions: list[Condition] = field(default_factory=list)
    runs: list[tuple[str, ...]] = field(default_factory=list)
    rank: str | None = None
    unknown: list[tuple[NothingKind, str]] = field(default_factory=list)


def match_query(query: Query, aliases: Aliases, connection: sqlite3.Connection) -> Match:
    """The conditions of `query`; names that the snapshot does not know are kept in `unknown`."""
    match = Match()
    _match_words(query.words, aliases, match)
    for term in query.terms:
        if not term.wanted and (condition := _text_condition(term)):
            match.conditions.append(condition.negated())
    for wish in query.fields:
        condition = _field_condition(wish, aliases, connection, match)
        match.conditions.append(condition if wish.wanted else condition.negated())
    if query.after:
        match.conditions.append(Condition("a.published >= ?", (query.after,)))
    if query.before:
        match.conditions.append(Condition("a.published < ?", (query.before,)))
    return match


def any_of(column: str, values: Sequence[str]) -> Condition:
    """`column IN (…)`; false when there are no values."""
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def fts_phrase(words: str) -> str:
    """`words` as one quoted FTS5 string, so that nothing in it is read as syntax."""
    return '"' + words.replace('"', " ") + '"'


def _match_words(terms: Sequence[Term], aliases: Aliases, match: Match) -> None:
    ranked: list[str] = []
    plain: list[str] = []
    position = 0
    while position < len(terms):
        length, funders = _alias_at(terms, position, aliases)
        run = " ".join(stems(term.text) for term in terms[position : position + length]).strip()
        if run:
            ranked.append(fts_phrase(run))
            match.runs.append(tuple(run.split()))
        if funders:
            match.conditions.append(_alias_condition(run, funders))
            match.runs.extend(tuple(name.split()) for name in aliases.names(funders))
        elif terms[position].phrase or _looks_like_a_number(terms[position].text):
            condition = _text_condition(terms[position])
            match.conditions.extend([condition] if condition else [])
        elif run:
            plain.append(fts_phrase(run))
        position += length
    if plain:
        match.conditions.insert(0, _stems_condition(" AND ".join(plain)))
    match.rank = " OR ".join(ranked) or None


def _alias_at(terms: Sequence[Term], position: int, aliases: Aliases) -> tuple[int, tuple[str, ...]]:
    """The longest run of words from `position` that names a funder: (words, funders), else (1, ())."""
    if terms[position].phrase:
        return 1, aliases.funders(terms[position].text)
    for end in range(min(len(terms), position + LONGEST_ALIAS), position, -1):
        run = terms[position:end]
        if not any(term.phrase for term in run):
            funders = aliases.funders(" ".join(term.text for term in run))
            if funders:
                return len(run), funders
    return 1, ()


def _alias_condition(run: str, funders: Sequence[str]) -> Condition:
    named = any_of("funder", funders)
    text = _stems_condition(fts_phrase(run))
    paid = f"a.id IN (SELECT article FROM article_funders WHERE {named.sql})"  # noqa: S608 - values are bound
    return Condition(f"({text.sql} OR {paid})", text.values + named.values)


def _stems_condition(expression: str) -> Condition:
    return Condition(
        "a.rowid IN (SELECT rowid FROM articles_stems WHERE articles_stems MATCH ?)", (expression,)
    )


def _text_condition(term: Term) -> Condition | None:
    """A phrase as written (diacritics folded), a grant number by its beginning, a word by its stem."""
    if term.phrase:
        return Condition(
            "a.rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)",
            (fts_phrase(term.text),),
        )
    words = stems(term.text)
    if not words:
        return None
    condition = _stems_condition(fts_phrase(words))
    if _looks_like_a_number(term.text):
        number = _grant_condition(term.text)
        return Condition(f"({condition.sql} OR {number.sql})", condition.values + number.values)
    return condition


def _looks_like_a_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(mark in text for mark in "/-.")


def _grant_condition(number: str) -> Condition:
    """Grants whose number begins with `number`."""
    beginning = number.upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Condition(
        "a.id IN (SELECT article FROM article_grants WHERE \"grant\" LIKE ? ESCAPE '\\')", (f"{beginning}%",)
    )


def _field_condition(
    wish: FieldTerm, aliases: Aliases, connection: sqlite3.Connection, match: Match
) -> Condition:
    match wish.field:
        case "grant":
            return _grant_condition(wish.value)
        case "funder":
            values: Sequence[str] = aliases.funders(wish.value) or _containing(aliases, wish.value)
            condition = any_of("funder", values)
            sql = f"a.id IN (SELECT article FROM article_funders WHERE {condition.sql})"  # noqa: S608 - values are bound
        case "place":
            values = _places(connection, wish.value)
            condition = any_of("name", values)
            sql = f"a.id IN (SELECT article FROM article_places WHERE {condition.sql})"  # noqa: S608 - values are bound
        case "site":
            values = _sources(connection, wish.value)
            condition = any_of("a.source", values)
            sql = condition.sql
    if not values:
        match.unknown.append((wish.field, wish.value))
    return Condition(sql, condition.values)


def _containing(aliases: Aliases, words: str) -> list[str]:
    """Funders one of whose names contains `words`."""
    wanted = stems(words)
    named = (ids for name, ids in aliases.found.items() if wanted and f" {wanted} " in f" {name} ")
    return sorted({funder for ids in named for funder in ids})


def _places(connection: sqlite3.Connection, name: str) -> list[str]:
    wanted = stems(name)
    return [row[0] for row in connection.execute("SELECT name FROM places") if stems(row[0]) == wanted]


def _sources(connection: sqlite3.Connection, value: str) -> list[str]:
    """Sources whose id is `value` or whose home or name contains it."""
    wanted = fold(value)
    rows: Iterable[sqlite3.Row] = connection.execute("SELECT id, name, home FROM sources")
    return [row[0] for row in rows if wanted == row[0] or wanted in fold(f"{row[1]} {row[2]}")]
