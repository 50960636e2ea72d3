"""The grant register: a grant's state and why, which articles are about it, what each rule says of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from datasette_config.reading.rows import Record, one, records

# what an officer should see first
STATES = ("silent", "late", "incomplete", "cannot tell", "not due", "covered")
VERDICTS = ("not met", "cannot tell", "met", "not applicable")
ADVICE = "advice"
MOST_NAMED = 40  # articles that a reason names

_MATCHES = """
    SELECT m.*, c.identifier, c.title AS project, c.recipient, c.state, c.funder
    FROM grant_matches m JOIN coverage c ON c."grant" = m."grant"
    WHERE m.article = ? ORDER BY m.confidence DESC, m."grant" """
_VERDICTS = """
    SELECT v.*, r.lv, r.en, r.kind, r.status, r.severity, r.binds, r.source, r.precision, r.situations
    FROM verdicts v JOIN rules r ON r.id = v.rule"""
_OF_GRANT = """
    SELECT m.*, ifnull(a.title, a.url) AS title, a.url, a.published, a.state, a.first_seen
    FROM grant_matches m JOIN articles a ON a.id = m.article
    WHERE m."grant" = ? ORDER BY m.role, a.published IS NULL, a.published, a.id"""

_NUMBERED = """
    SELECT count(*) FROM grant_matches m
    JOIN article_grants g ON g.article = m.article AND g."grant" = m."grant"
    WHERE m."grant" = ?"""


@dataclass(frozen=True, slots=True)
class Judged:
    """An article matched to a grant: the row of the match, and what each rule says, the failed ones first."""

    match: Record
    verdicts: tuple[Record, ...]

    def count(self, verdict: str) -> int:
        """How many rules say so; rules that only advise are left out of what is `not met`."""
        return sum(row["verdict"] == verdict for row in self.verdicts)

    @property
    def said(self) -> tuple[Record, ...]:
        """The verdicts that say something of the article."""
        return tuple(row for row in self.verdicts if row["verdict"] != "not applicable")

    @property
    def advice(self) -> tuple[Record, ...]:
        """Rules that only advise and that the article does not follow."""
        return tuple(row for row in self.verdicts if _is_advice(row))

    @property
    def aside(self) -> tuple[Record, ...]:
        """Rules that do not apply to the article."""
        return tuple(
            row for row in self.verdicts if row["verdict"] == "not applicable" and not _is_advice(row)
        )

    @property
    def open_rules(self) -> tuple[Record, ...]:
        """Binding rules that are not met, or that nobody can tell of."""
        return tuple(
            row for row in self.verdicts if row["binds"] and row["verdict"] in ("not met", "cannot tell")
        )


def _is_advice(row: Record) -> bool:
    """Such a verdict is `not applicable` and its note begins with the word (docs/contracts.md)."""
    return bool(row["verdict"] == "not applicable" and row["note_en"].startswith(ADVICE))


@dataclass(frozen=True, slots=True)
class Checked:
    """A grant of the register, how it is covered, and on what that rests.

    `numbered` says how many of its articles give its number; `missing` are the binding rules that no
    article about the grant meets, as the best article leaves them.
    """

    row: Record
    articles: tuple[Judged, ...]
    numbered: int
    missing: tuple[Record, ...]
    sources: tuple[Record, ...]
    disappearances: tuple[Record, ...]


def has_register(connection: sqlite3.Connection) -> bool:
    """Whether the snapshot has the register's tables: one that an older version published has not."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'coverage'").fetchone() is not None


def read_judged(connection: sqlite3.Connection, article: str) -> tuple[Judged, ...]:
    """The grants of the register that the article is about, each with its rules."""
    if not has_register(connection):
        return ()
    verdicts = records(connection, f"{_VERDICTS} WHERE v.article = ?", (article,))
    return tuple(
        Judged(match, sort_verdicts(row for row in verdicts if row["grant"] == match["grant"]))
        for match in records(connection, _MATCHES, (article,))
    )


def read_checked(connection: sqlite3.Connection, number: str) -> Checked | None:
    """The grant of the register with that number, or None."""
    if not has_register(connection):
        return None
    row = one(connection, 'SELECT * FROM coverage WHERE "grant" = ?', (number,))
    if row is None:
        return None
    verdicts = records(connection, f'{_VERDICTS} WHERE v."grant" = ?', (number,))
    articles = tuple(
        Judged(match, sort_verdicts(each for each in verdicts if each["article"] == match["article"]))
        for match in records(connection, _OF_GRANT, (number,))
    )
    return Checked(
        row=row,
        articles=articles,
        numbered=connection.execute(_NUMBERED, (number,)).fetchone()[0],
        missing=_missing(articles),
        sources=records(
            connection,
            """SELECT g.*, ifnull(s.name, g.source) AS name, s.id IS NOT NULL AS known
            FROM grant_sources g LEFT JOIN sources s ON s.id = g.source WHERE g."grant" = ?
            ORDER BY g.read_whole IS NOT NULL, g.read_whole, g.source""",
            (number,),
        ),
        disappearances=records(
            connection,
            """SELECT d.*, ifnull(a.title, a.url) AS title, a.url, r.lv, r.en
            FROM disappearances d JOIN articles a ON a.id = d.article LEFT JOIN rules r ON r.id = d.rule
            WHERE d."grant" = ? ORDER BY d.missed_at DESC, d.article, d.rule""",
            (number,),
        ),
    )


def sort_verdicts(verdicts: Iterable[Record]) -> tuple[Record, ...]:
    """Those not met first, what binds before advice."""
    return tuple(
        sorted(
            verdicts,
            key=lambda row: (VERDICTS.index(row["verdict"]), not row["binds"], row["rule"]),
        )
    )


def _missing(articles: tuple[Judged, ...]) -> tuple[Record, ...]:
    financed = [judged for judged in articles if judged.match["role"] == "financed"]
    if not financed:
        return ()
    met = {row["rule"] for judged in financed for row in judged.verdicts if row["verdict"] == "met"}
    best = min(financed, key=lambda judged: (len(judged.open_rules), judged.match["published"] or "9"))
    return tuple(row for row in best.open_rules if row["rule"] not in met)


def read_named_articles(connection: sqlite3.Connection, urls: Iterable[str]) -> dict[str, Record]:
    """The articles of these addresses, by address: an article's id is made of its address."""
    wanted = [hashlib.sha256(url.encode()).hexdigest()[:12] for url in urls][:MOST_NAMED]
    found = records(
        connection,
        """SELECT id, url, ifnull(title, url) AS title FROM articles
        WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps(wanted),),
    )
    return {row["url"]: row for row in found}
