"""Reads a source's archive again into a fresh database, and lets its articles take the old ones' place.

Replaying over the old rows could not give the same as reading for the first time: an old capture would
meet the state that a later one had left. So the replay has a database of its own, which SQLite removes
by itself, and the work database is locked only while the rows change places.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.errors import StoreError
from db.findings import TABLES
from db.opening import open_scratch

_DERIVED = ("articles", "addresses", "revisions", *TABLES)


@contextmanager
def fresh_database(path: Path, source: str) -> Iterator[Database]:
    """A scratch database with the captures of the source in the work database `path`, and no article."""
    fresh = open_scratch()
    try:
        fresh.execute("ATTACH ? AS work", [str(path)])
        with fresh.atomic():
            fresh.execute("INSERT INTO sources SELECT * FROM work.sources")
            fresh.execute("INSERT INTO runs SELECT * FROM work.runs")
            fresh.execute(
                "INSERT INTO captures SELECT * FROM work.captures WHERE source = ? ORDER BY id", [source]
            )
        fresh.execute("DETACH work")
        yield fresh
    finally:
        fresh.conn.close()


def has_elsewhere(db: Database, source: str, article: str) -> bool:
    """Whether another source brought the article."""
    sql = "SELECT 1 FROM articles WHERE id = ? AND source <> ?"
    return db.execute(sql, [article, source]).fetchone() is not None


def replace_articles(db: Database, fresh: Database, source: str) -> None:
    """Puts the articles of the fresh database in the place of the source's; runs inside a transaction.

    StoreError when the source was crawled since the fresh database was made (its newest captures would
    be missing), or another source has brought one of the articles since.
    """
    _check_nothing_came_between(db, fresh, source)
    db.execute("DELETE FROM issues WHERE source = ? AND article IS NOT NULL", [source])
    db.execute("DELETE FROM articles WHERE source = ?", [source])
    for table in _DERIVED:
        _copy(fresh, db, f"SELECT * FROM {table}", table)  # noqa: S608 - a name of ours
    issues = "SELECT source, article, kind, detail, since FROM issues WHERE article IS NOT NULL ORDER BY id"
    _copy(fresh, db, issues, "issues")


def _check_nothing_came_between(db: Database, fresh: Database, source: str) -> None:
    newest = "SELECT max(id) FROM captures WHERE source = ?"
    crawled = db.execute(newest, [source]).fetchone() != fresh.execute(newest, [source]).fetchone()
    if crawled or any(has_elsewhere(db, source, row[0]) for row in fresh.execute("SELECT id FROM articles")):
        raise StoreError(
            f"{source} was crawled while its archive was read again, so its articles were left as they are; "
            "run `fundtrace renormalise` again when no crawl runs"
        )


def _copy(origin: Database, target: Database, select: str, table: str) -> None:
    rows = origin.conn.execute(select)
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    marks = ", ".join("?" for _ in rows.description)
    target.conn.executemany(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of ours
        rows,
    )
