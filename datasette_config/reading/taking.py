"""What goes out in other forms: dated activities, grants with their news, addresses for a sitemap."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from datasette_config.reading.register import has_register
from datasette_config.reading.rows import Record, records

MOST_DOCUMENTS = 100  # of one grant
_DATES = """
    SELECT d.article, d.position, d.start, d."end", d.role, ifnull(a.title, a.url) AS title, a.url
    FROM article_dates d JOIN articles a ON a.id = d.article
    WHERE a.id IN (SELECT value FROM json_each(?))
        AND d.role IN ('activity', 'deadline') AND d.precision = 'day'
    ORDER BY d.start DESC, d.article, d.position LIMIT ?"""
_REGISTERED = (
    *("description", "amount", "currency", "awarded", "start", "end", "programme", "location"),
    *("recipient", "recipient_id", "organisation"),
)
_GRANTS = """
    SELECT g.id, g.title, g.funder, f.name_lv, f.name_en, f.website, {columns}
    FROM grants g LEFT JOIN funders f ON f.id = g.funder {register}
    WHERE ? = '' OR g.funder = ? ORDER BY g.id LIMIT ? OFFSET ?"""
_DOCUMENTS = """
    SELECT g."grant", a.id, ifnull(a.title, a.url) AS title, a.url, a.published, a.archived_at, a.sha256
    FROM article_grants g JOIN articles a ON a.id = g.article
    WHERE g."grant" IN (SELECT value FROM json_each(?)) ORDER BY g."grant", a.published, a.id"""
_LEADERS = """
    SELECT g."grant", n.id, n.name, count(DISTINCT o.article) AS articles
    FROM article_grants g JOIN article_organisations o ON o.article = g.article AND o.role = 'lead'
    JOIN organisations n ON n.id = o.organisation
    WHERE g.role = 'financed' AND g."grant" IN (SELECT value FROM json_each(?))
    GROUP BY g."grant", n.id ORDER BY articles DESC, n.id"""


def read_dates(connection: sqlite3.Connection, articles: Sequence[str], most: int) -> tuple[Record, ...]:
    """The days of activities and deadlines of these articles, the latest first."""
    return records(connection, _DATES, (json.dumps(list(articles)), most))


def read_grants(connection: sqlite3.Connection, funder: str, limit: int, offset: int) -> list[Record]:
    """Grants by number (of one funder unless ""), each with its `documents` and `leaders`."""
    if has_register(connection):
        columns = ", ".join(f'c."{name}"' for name in _REGISTERED) + ", c.title AS registered_title"
        sql = _GRANTS.format(columns=columns, register='LEFT JOIN coverage c ON c."grant" = g.id')
    else:
        columns = ", ".join(f'NULL AS "{name}"' for name in (*_REGISTERED, "registered_title"))
        sql = _GRANTS.format(columns=columns, register="")
    grants = records(connection, sql, (funder, funder, limit, offset))
    wanted = (json.dumps([grant["id"] for grant in grants]),)
    documents = _by_grant(records(connection, _DOCUMENTS, wanted))
    leaders = _by_grant(records(connection, _LEADERS, wanted))
    return [
        {
            **grant,
            "documents": documents.get(grant["id"], [])[:MOST_DOCUMENTS],
            "leaders": leaders.get(grant["id"], []),
        }
        for grant in grants
    ]


def _by_grant(rows: Sequence[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["grant"], []).append(row)
    return groups


def read_articles_between(connection: sqlite3.Connection, first: int, last: int) -> list[str]:
    """The ids of the articles with rowids from `first` to `last`."""
    rows = connection.execute("SELECT id FROM articles WHERE rowid BETWEEN ? AND ?", (first, last))
    return [row[0] for row in rows]


def read_largest(connection: sqlite3.Connection) -> int:
    """The largest rowid of an article."""
    return int(connection.execute("SELECT ifnull(max(rowid), 0) FROM articles").fetchone()[0])


def read_named(connection: sqlite3.Connection, most: int) -> dict[str, list[str]]:
    """The ids of funders that are named, of grants and of organisations."""
    questions = {
        "funder": "SELECT id FROM funders WHERE financed + mentioned > 0 ORDER BY id LIMIT ?",
        "grant": "SELECT id FROM grants ORDER BY articles DESC, id LIMIT ?",
        "organisation": "SELECT id FROM organisations ORDER BY articles DESC, id LIMIT ?",
    }
    return {name: [row[0] for row in connection.execute(sql, (most,))] for name, sql in questions.items()}
