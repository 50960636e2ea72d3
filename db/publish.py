"""Builds a read-only snapshot of the work database for the catalogue, checks it, and hands it over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from db import public_schema
from db.errors import PublishError, explain
from db.filling import FunderRecord, fill
from db.handover import building, hand_over
from db.moments import instant
from db.opening import BUSY_SECONDS, open_database
from normalise import search_terms
from normalise.funder_register import load_register


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published snapshot and what it holds."""

    path: Path
    built_at: str
    articles: int
    sources: int
    grants: int


def publish(
    work: Path,
    target: Path,
    *,
    built_at: datetime | str,
    funders: Iterable[FunderRecord] | None = None,
    stems: Callable[[str], str] = search_terms.stems,
    force: bool = False,
) -> Snapshot:
    """Builds the snapshot of the database `work` and puts it in the place of `target`.

    `built_at` is the present moment; `funders` is the funder register unless given; `stems` turns a text
    into blank-separated stems. PublishError (the old snapshot stays) when there is no work database, the
    new file is not sound, has less than half the articles of the old one and `force` is not given, or
    cannot be written; StoreError when the work database cannot be used.
    """
    if not work.is_file():
        raise PublishError(f"there is no database {work} to publish; run `fundtrace crawl` first")
    open_database(work).conn.close()
    known = load_register().funders.values() if funders is None else funders
    with building(target) as path:
        try:
            snapshot = _build(path, work, target, known, instant(built_at), stems)
        except sqlite3.Error as error:
            raise PublishError(
                explain(error, target) or f"the snapshot could not be built: {error}"
            ) from error
        if not force:
            _check_not_emptier(snapshot.articles, target)
        hand_over(path, target)
    return snapshot


def _build(
    path: Path,
    work: Path,
    target: Path,
    funders: Iterable[FunderRecord],
    built_at: str,
    stems: Callable[[str], str],
) -> Snapshot:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, uri=True)) as connection:
        # nothing can be lost before the file is handed over, so no journal and no waiting for the disk
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"ATTACH 'file:{quote(str(work.resolve()))}?mode=ro' AS work")
        db = Database(connection, execute_plugins=False)
        with db.atomic():
            for statement in public_schema.TABLES:
                connection.execute(statement)
            fill(db, funders, built_at, stems)
            for statement in public_schema.INDEXES:
                connection.execute(statement)
            connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        connection.execute("DETACH work")
        _finish(connection)
        _check_sound(connection)
        counts = dict(connection.execute("SELECT name, value FROM facts").fetchall())
    return Snapshot(
        path=target,
        built_at=built_at,
        articles=int(counts["articles"]),
        sources=int(counts["sources"]),
        grants=int(counts["grants"]),
    )


def _finish(connection: sqlite3.Connection) -> None:
    for index in ("articles_fts", "articles_stems"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 - our names
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _check_sound(connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise PublishError(f"the new snapshot is damaged ({verdict}); check the disk and publish again")
    loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    if loose is not None:
        raise PublishError(f"the new snapshot has a row in {loose[0]} that names nothing in {loose[2]}")
    connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    connection.commit()
    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    for index in ("articles_fts_docsize", "articles_stems_docsize"):
        indexed = connection.execute(f"SELECT count(*) FROM {index}").fetchone()[0]  # noqa: S608 - our names
        if indexed != articles:
            raise PublishError(f"the new snapshot's index {index} has {indexed} of {articles} articles")


def _check_not_emptier(articles: int, target: Path) -> None:
    before = _published_articles(target)
    if articles * 2 < before:
        raise PublishError(
            f"the new snapshot would have {articles} articles and the published one has {before}, "
            "so it was not published; look at `fundtrace status`, and publish with --force if this is right"
        )


def _published_articles(target: Path) -> int:
    if not target.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{quote(str(target.resolve()))}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.DatabaseError:
            # no snapshot of ours, or a damaged one: there is nothing to compare with
            return 0
