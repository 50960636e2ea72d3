"""What the home page and the operator ask: figures, sources, their runs and what is odd."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from datasette_config.reading.articles import FUNDER_OF_ISSUE, Summary, newest
from datasette_config.reading.coverage import CoverageWish, count_states
from datasette_config.reading.rows import Record, one, records

MOST_RUNS = 50
MOST_ISSUES = 200


@dataclass(frozen=True, slots=True)
class Home:
    """`facts` by name; the newest articles; the funders that financed most; searches that find something;
    how many grants of the register are in which state."""

    facts: dict[str, str]
    articles: list[Summary]
    funders: tuple[Record, ...]
    examples: tuple[str, ...]
    states: dict[str, int]


@dataclass(frozen=True, slots=True)
class SourcePage:
    row: Record
    runs: tuple[Record, ...]
    issues: tuple[Record, ...]
    articles: list[Summary]


@dataclass(frozen=True, slots=True)
class Status:
    facts: dict[str, str]
    sources: tuple[Record, ...]
    runs: tuple[Record, ...]
    issue_kinds: tuple[Record, ...]
    issues: tuple[Record, ...]


def read_facts(connection: sqlite3.Connection) -> dict[str, str]:
    """The counts and dates that were worked out when the snapshot was built."""
    return {row[0]: str(row[1]) for row in connection.execute("SELECT name, value FROM facts")}


def read_home(connection: sqlite3.Connection) -> Home:
    """What the home page shows."""
    funders = records(
        connection,
        "SELECT * FROM funders WHERE financed > 0 ORDER BY financed DESC, mentioned DESC, id LIMIT 12",
    )
    articles = newest(connection, "a.state = 'present'", (), 6)
    states = count_states(connection, CoverageWish())
    return Home(read_facts(connection), articles, funders, _examples(connection, funders), states)


def _examples(connection: sqlite3.Connection, funders: tuple[Record, ...]) -> tuple[str, ...]:
    """A funder's abbreviation, a place and a grant number that the articles name."""
    abbreviations = [min(json.loads(row["aliases"]) or [row["name_lv"]], key=len) for row in funders[:3]]
    place = one(connection, "SELECT name FROM places ORDER BY articles DESC, name LIMIT 1")
    grant = one(connection, "SELECT id FROM grants ORDER BY articles DESC, last_published DESC, id LIMIT 1")
    found = [*abbreviations[:2], *((place or {}).values()), *((grant or {}).values())]
    return tuple(dict.fromkeys(found))


def read_source(connection: sqlite3.Connection, source: str) -> SourcePage | None:
    """A source with its runs (newest first), what is odd, and its newest articles; or None."""
    row = one(connection, "SELECT * FROM sources WHERE id = ?", (source,))
    if row is None:
        return None
    return SourcePage(
        row=row,
        runs=records(
            connection,
            f"SELECT * FROM source_runs WHERE source = ? ORDER BY started DESC LIMIT {MOST_RUNS}",  # noqa: S608
            (source,),
        ),
        issues=_issues(connection, "i.source = ?", (source,)),
        articles=newest(connection, "a.source = ?", (source,), 10),
    )


def read_status(connection: sqlite3.Connection) -> Status:
    """All sources, those in trouble first, the newest runs, and what is odd."""
    return Status(
        facts=read_facts(connection),
        sources=records(
            connection,
            """SELECT * FROM sources ORDER BY
            CASE state WHEN 'failing' THEN 0 WHEN 'degraded' THEN 1 WHEN 'cannot tell' THEN 2 ELSE 3 END,
            name""",
        ),
        runs=records(
            connection,
            f"""SELECT r.*, s.name AS source_name FROM source_runs r LEFT JOIN sources s ON s.id = r.source
            ORDER BY r.started DESC, r.source LIMIT {MOST_RUNS}""",  # noqa: S608
        ),
        issue_kinds=records(
            connection,
            "SELECT kind, count(*) AS number FROM issues GROUP BY kind ORDER BY number DESC, kind",
        ),
        issues=_issues(connection, "1", ()),
    )


def _issues(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> tuple[Record, ...]:
    return records(
        connection,
        f"""SELECT i.*, a.title, s.name AS source_name, {FUNDER_OF_ISSUE}
        FROM issues i LEFT JOIN articles a ON a.id = i.article LEFT JOIN sources s ON s.id = i.source
        WHERE {where} ORDER BY i.since DESC, i.kind LIMIT {MOST_ISSUES}""",  # noqa: S608 - where is ours
        values,
    )
