"""Fills the snapshot's tables of the register from the last check in the database attached as `work`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from sqlite_utils import Database

from db.ids import slug
from db.public_schema import PUBLIC_COLUMNS
from normalise.grant_records import Grant
from normalise.personal import masked
from normalise.ready_sentence import ready_sentence
from normalise.rulebook import Rule, load_rulebook

Row = dict[str, Any]
_NOT_CHECKED: Row = {
    "coverage": "cannot tell",
    "reason": "it was not checked yet",
    "reason_lv": "vēl nav pārbaudīts",
    "due": None,
    "checked_on": "",
    "articles": [],
}


def fill_register(db: Database) -> None:
    """Puts rules, coverage, matches and verdicts into the snapshot, and how the sources were read."""
    _insert(db, "rules", _rules())
    records = dict(_records(db))
    grants = _grants(db)
    present = {row[0] for row in db.conn.execute("SELECT id FROM articles")}
    _insert(db, "coverage", (_coverage(grant, records.get(grant.id, _NOT_CHECKED)) for grant in grants))
    for record in records.values():
        articles = [one for one in record["articles"] if one["id"] in present]
        _insert(db, "grant_sources", (_of_grant(record, one) for one in record["sources"]))
        _insert(db, "grant_matches", (_match(record, one) for one in articles))
        _insert(db, "verdicts", (row for one in articles for row in _verdicts(record, one)))
        _insert(db, "disappearances", (row for one in articles for row in _disappearances(record, one)))
        _insert(db, "grant_verdicts", (_of_grant(record, one) for one in record["verdicts"]))
    _insert(db, "check_notes", _notes(db, present))


def _insert(db: Database, table: str, rows: Iterable[Row]) -> None:
    columns = PUBLIC_COLUMNS[table]
    marks = ", ".join("?" for _ in columns)
    sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - names of ours
    db.conn.executemany(sql, ([row[column] for column in columns] for row in rows))


def _rules() -> Iterator[Row]:
    for book in load_rulebook().values():
        for rule in book.rules:
            yield _rule(book.funder, rule)


def _rule(funder: str, rule: Rule) -> Row:
    plain = rule.model_dump(mode="json")
    return {
        **{column: plain.get(column) for column in PUBLIC_COLUMNS["rules"]},
        "funder": funder,
        "binds": int(rule.binds),
        "version": rule.version,
    }


def _grants(db: Database) -> list[Grant]:
    columns = ", ".join(f'"{field.name}"' for field in fields(Grant))
    sql = f"SELECT {columns} FROM work.register_grants ORDER BY id"  # noqa: S608 - names of ours
    return [Grant(*row) for row in db.conn.execute(sql)]


def _records(db: Database) -> Iterator[tuple[str, Row]]:
    for number, record in db.conn.execute(
        'SELECT "grant", record FROM work.checked_grants ORDER BY "grant"'
    ).fetchall():
        yield number, json.loads(record)


def _coverage(grant: Grant, record: Row) -> Row:
    sentence = ready_sentence(grant)
    return {
        **asdict(grant),
        "grant": grant.id,
        "organisation": slug(grant.recipient) if grant.recipient else None,
        "state": record["coverage"],
        "reason_lv": record["reason_lv"],
        "reason_en": record["reason"],
        "due": record["due"],
        "articles": len(record["articles"]),
        "sentence_lv": sentence.lv if sentence else None,
        "sentence_en": sentence.en if sentence else None,
        "checked_on": record["checked_on"],
    }


def _of_grant(record: Row, row: Row) -> Row:
    return {**row, "grant": record["id"], "note_en": row.get("note")}


def _match(record: Row, article: Row) -> Row:
    return {
        **article,
        "article": article["id"],
        "grant": record["id"],
        "by": article["match"],
        "reason_lv": article["reason_lv"],
        "reason_en": article["reason"],
    }


def _verdicts(record: Row, article: Row) -> Iterator[Row]:
    for verdict in article["verdicts"]:
        evidence = verdict["evidence"] or {"quote": None, "start": None, "end": None}
        yield {
            **evidence,
            "quote": masked(evidence["quote"]),
            "article": article["id"],
            "grant": record["id"],
            "rule": verdict["rule"],
            "verdict": verdict["verdict"],
            "note_lv": verdict["note_lv"],
            "note_en": verdict["note"],
        }


def _disappearances(record: Row, article: Row) -> Iterator[Row]:
    for lost in article["disappearances"]:
        yield {**lost, "grant": record["id"], "article": article["id"]}


def _notes(db: Database, present: set[str]) -> Iterator[Row]:
    sql = "SELECT position, article, kind, detail_lv, detail FROM work.check_notes ORDER BY position"
    for row in db.conn.execute(sql).fetchall():
        if row[1] in present:
            yield dict(zip(PUBLIC_COLUMNS["check_notes"], row, strict=True))
