"""Articles: in a list, and one whole with its findings, evidence and revisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from datasette_config.reading.rows import Record, by_article, records

# a record names the funder in Latvian
FUNDER_OF_ISSUE = """(SELECT f.name_en FROM funders f WHERE i.kind = 'grant number missing'
    AND i.detail LIKE f.name_lv || ': %' LIMIT 1) AS funder_en"""
_ISSUES = f"SELECT i.*, {FUNDER_OF_ISSUE} FROM issues i WHERE article = ? ORDER BY since, kind"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Summary:
    """An article as a list shows it; `funders` and `grants` are rows with names and roles."""

    id: str
    title: str
    url: str
    text: str
    source: str
    source_name: str
    published: str | None
    published_how: str | None
    first_seen: str
    modified: str | None
    state: str
    funders: tuple[Record, ...]
    grants: tuple[Record, ...]
    places: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article whole; each group of findings is a list of rows of its table."""

    row: Record
    source: Record | None
    funders: tuple[Record, ...]
    grants: tuple[Record, ...]
    projects: tuple[Record, ...]
    dates: tuple[Record, ...]
    amounts: tuple[Record, ...]
    organisations: tuple[Record, ...]
    places: tuple[Record, ...]
    evidence: tuple[Record, ...]
    revisions: tuple[Record, ...]
    issues: tuple[Record, ...]
    documents: tuple[Record, ...] = ()

    @property
    def has_findings(self) -> bool:
        findings = (self.funders, self.grants, self.projects, self.dates, self.amounts)
        return any((*findings, self.organisations, self.places))


WALKED = 5_000  # articles of a value from which they lie close enough together to be walked to
_FUNDERS = """
    SELECT f.article, f.funder, f.programme, f.role, f.confidence, n.name_lv, n.name_en,
        p.name_lv AS programme_lv, p.name_en AS programme_en
    FROM article_funders f LEFT JOIN funders n ON n.id = f.funder
    LEFT JOIN programmes p ON p.id = f.programme AND p.funder = f.funder
    WHERE f.article IN (SELECT value FROM json_each(?)) ORDER BY f.role, f.confidence DESC, f.funder"""
_GRANTS = """
    SELECT article, "grant", funder, role, confidence FROM article_grants
    WHERE article IN (SELECT value FROM json_each(?)) ORDER BY role, "grant" """
_PLACES = """
    SELECT article, name FROM article_places
    WHERE article IN (SELECT value FROM json_each(?)) ORDER BY position"""


def read_summaries(
    connection: sqlite3.Connection, rows: Sequence[int], *, with_text: bool = True
) -> list[Summary]:
    """The articles of these rowids, in that order, unknown ones left out; `text` is "" if not asked for."""
    text = "a.text" if with_text else "''"
    found = records(
        connection,
        f"""SELECT a.rowid AS number, a.id, ifnull(a.title, a.url) AS title, a.url, {text} AS text, a.source,
            ifnull(s.name, a.source) AS source_name, a.published, a.published_how, a.first_seen,
            a.modified, a.state
        FROM articles a LEFT JOIN sources s ON s.id = a.source
        WHERE a.rowid IN (SELECT value FROM json_each(?))""",  # noqa: S608 - text is ours
        (json.dumps(list(rows)),),
    )
    ids = (json.dumps([row["id"] for row in found]),)
    named = (by_article(records(connection, question, ids)) for question in (_FUNDERS, _GRANTS, _PLACES))
    funders, grants, places = named
    summaries = {
        row.pop("number"): Summary(
            **row,
            funders=funders.get(row["id"], ()),
            grants=grants.get(row["id"], ()),
            places=places.get(row["id"], ()),
        )
        for row in found
    }
    return [summaries[row] for row in rows if row in summaries]


def newest(connection: sqlite3.Connection, where: str, values: Sequence[Any], limit: int) -> list[Summary]:
    """The newest articles for which `where` (SQL of ours, over `articles a`) is true."""
    sql = (
        f"SELECT a.rowid FROM articles a WHERE {where}"  # noqa: S608
        " ORDER BY a.rowid DESC LIMIT ?"
    )
    return read_summaries(connection, [row[0] for row in connection.execute(sql, (*values, limit))])


def newest_of(
    connection: sqlite3.Connection, table: str, column: str, value: str, count: int, limit: int
) -> list[Summary]:
    """The newest of the about `count` articles that `table` (ours) links to `value`.

    Few are gathered and sorted; of many the articles are walked from the newest until enough are found.
    """
    if count > WALKED:
        where = f'EXISTS (SELECT 1 FROM {table} t WHERE t.article = a.id AND t."{column}" = ?)'  # noqa: S608
    else:
        where = f'a.id IN (SELECT article FROM {table} WHERE "{column}" = ?)'  # noqa: S608 - our names
    return newest(connection, where, (value,), limit)


def read_article(connection: sqlite3.Connection, article: str) -> Article | None:
    """The article whole, or None when there is none of that id."""
    found = records(connection, "SELECT * FROM articles WHERE id = ?", (article,))
    if not found:
        return None
    source = records(connection, "SELECT * FROM sources WHERE id = ?", (found[0]["source"],))
    one = [article]
    wanted = (json.dumps(one),)
    return Article(
        row=found[0],
        source=source[0] if source else None,
        funders=records(connection, _FUNDERS, wanted),
        grants=records(connection, _GRANTS, wanted),
        projects=_positioned(connection, "article_projects", article),
        dates=_positioned(connection, "article_dates", article),
        amounts=_positioned(connection, "article_amounts", article),
        organisations=_positioned(connection, "article_organisations", article),
        places=_positioned(connection, "article_places", article),
        evidence=records(
            connection, 'SELECT * FROM evidence WHERE article = ? ORDER BY start, "end", field, "key"', one
        ),
        revisions=records(connection, "SELECT * FROM revisions WHERE article = ? ORDER BY seen_at DESC", one),
        issues=records(connection, _ISSUES, one),
        documents=_documents(connection, article),
    )


def _documents(connection: sqlite3.Connection, article: str) -> tuple[Record, ...]:
    """What the article links to as documents, each with its own `findings`; the texts are left out."""
    listed = records(
        connection,
        """SELECT position, url, label, state, detail, title, pages FROM article_documents
        WHERE article = ? ORDER BY position""",
        (article,),
    )
    found = records(
        connection,
        """SELECT d.*, f.name_lv, f.name_en FROM document_findings d
        LEFT JOIN funders f ON d.field = 'funders' AND f.id = d.key
        WHERE d.article = ? ORDER BY d.position, d.field, d.number""",
        (article,),
    )
    return tuple(
        {**row, "findings": [each for each in found if each["position"] == row["position"]]} for row in listed
    )


def _positioned(connection: sqlite3.Connection, table: str, article: str) -> tuple[Record, ...]:
    sql = f"SELECT * FROM {table} WHERE article = ? ORDER BY position"  # noqa: S608 - table is ours
    return records(connection, sql, (article,))
