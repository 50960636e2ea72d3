"""An extraction as rows: one table per kind of finding, and the evidence of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sqlite_utils import Database

from normalise.records import (
    DateFinding,
    Evidence,
    Extraction,
    FunderFinding,
    GrantFinding,
    IssueRecord,
    PlaceFinding,
)

Row = dict[str, Any]
Named = TypeVar("Named", FunderFinding, GrantFinding)

TABLES = (
    "article_funders",
    "article_grants",
    "article_projects",
    "article_dates",
    "article_amounts",
    "article_organisations",
    "article_places",
    "evidence",
)


@dataclass
class FindingRows:
    """Rows by table, and what could not become a row."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    issues: list[IssueRecord] = field(default_factory=list)


def findings_digest(extraction: Extraction, modified: str | None) -> str:
    """SHA-256 over all that was found and said beside title and text."""
    record = extraction.as_dict() | {"modified": modified}
    for key in ("id", "url", "title", "text"):
        del record[key]
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def finding_rows(article: str, extraction: Extraction) -> FindingRows:
    """The rows of an article's findings, in the order of the extraction.

    A funder or grant found twice becomes one row: `financed` before `mentioned`, the higher confidence,
    all evidence. A finding that the schema cannot hold is left out and becomes an issue.
    """
    rows = FindingRows()
    for funder in _merged(extraction.funders):
        _add(rows, article, "funders", funder, ("id:funder", "programme", "role", "confidence"), funder.id)
    for grant in _merged(extraction.grants):
        _add(rows, article, "grants", grant, ("id:grant", "funder", "role", "confidence"), grant.id)
    for project in extraction.projects:
        _add(rows, article, "projects", project, ("title", "funder", "grant"))
    for date in _in_order(extraction.dates, rows.issues):
        _add(rows, article, "dates", date, ("start", "end", "precision", "role"))
    for amount in extraction.amounts:
        _add(rows, article, "amounts", amount, ("value", "currency"))
    for organisation in extraction.organisations:
        _add(rows, article, "organisations", organisation, ("name", "role"))
    for place in _with_whole_coordinates(extraction.places):
        _add(rows, article, "places", place, ("name", "latitude", "longitude"))
    return rows


def replace_findings(db: Database, article: str, tables: dict[str, list[Row]]) -> None:
    """Puts these rows in the place of all that the article had."""
    for table, rows in tables.items():
        db.execute(f"DELETE FROM {table} WHERE article = ?", [article])  # noqa: S608 - a name of ours
        if rows:
            insert_rows(db, table, rows)


def insert_rows(db: Database, table: str, rows: Sequence[Row]) -> None:
    """Inserts rows of one shape (measured: twice as fast as `insert_all`, which reads the schema first)."""
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    db.conn.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of ours
        [[row[column] for column in columns] for row in rows],
    )


def _add(
    rows: FindingRows, article: str, kind: str, finding: Any, columns: Iterable[str], key: str | None = None
) -> None:
    table = rows.tables[f"article_{kind}"]
    position = len(table)
    row: Row = {"article": article, "position": position}
    for column in columns:
        attribute, _, name = column.partition(":")
        row[name or attribute] = getattr(finding, attribute)
    table.append(row)
    rows.tables["evidence"].extend(
        {
            "article": article,
            "field": kind,
            "key": str(position) if key is None else key,
            "position": number,
            "quote": evidence.quote,
            "start": evidence.start,
            "end": evidence.end,
            "rule": evidence.rule,
        }
        for number, evidence in enumerate(finding.evidence)
    )


def _merged(findings: Iterable[Named]) -> list[Named]:
    by_id: dict[str, Named] = {}
    for finding in findings:
        held = by_id.get(finding.id)
        by_id[finding.id] = finding if held is None else _stronger(held, finding)
    return list(by_id.values())


def _stronger(held: Named, other: Named) -> Named:
    ranked = sorted((held, other), key=lambda each: (each.role != "financed", -each.confidence))
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys(held.evidence + other.evidence))
    return replace(ranked[0], evidence=evidence)


def _in_order(dates: Iterable[DateFinding], issues: list[IssueRecord]) -> list[DateFinding]:
    kept = []
    for date in dates:
        if date.start <= date.end:
            kept.append(date)
        else:
            issues.append(IssueRecord("date range backwards", f"{date.start} to {date.end} was left out"))
    return kept


def _with_whole_coordinates(places: Iterable[PlaceFinding]) -> list[PlaceFinding]:
    return [
        place
        if (place.latitude is None) == (place.longitude is None)
        else replace(place, latitude=None, longitude=None)
        for place in places
    ]
