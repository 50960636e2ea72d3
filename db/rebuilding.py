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
from db.records import Difference
from db.runs import insert_issue

DERIVED = ("articles", "addresses", "revisions", "article_media", *TABLES)


@contextmanager
def fresh_database(path: Path, source: str) -> Iterator[Database]:
    """A scratch database with the captures of the source in the work database `path`, and no article."""
    fresh = open_scratch()
    try:
        fresh.execute("ATTACH ? AS work", [str(path)])
        with fresh.atomic():
            fresh.execute("INSERT INTO sources SELECT * FROM work.sources")
            fresh.execute("INSERT INTO runs SELECT * FROM work.runs")
            fresh.execute("INSERT INTO forgotten SELECT * FROM work.forgotten")
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


def replace_articles(db: Database, fresh: Database, source: str) -> Difference:
    """Puts the articles of the fresh database in the place of the source's; runs inside a transaction.

    Issues of the source itself that the replay noted are added. StoreError when captures of the source came
    or went since the fresh database was made, or another source has brought one of the articles since.
    """
    _check_nothing_came_between(db, fresh, source)
    before, after = _digests(db, source), _digests(fresh, source)
    db.execute("DELETE FROM issues WHERE source = ? AND article IS NOT NULL", [source])
    db.execute("DELETE FROM articles WHERE source = ?", [source])
    for table in DERIVED:
        _copy(fresh, db, table)
    issues = "SELECT source, article, kind, detail, since FROM issues ORDER BY id"
    for issue in fresh.execute(issues).fetchall():
        insert_issue(db, *issue)
    return Difference(
        new=len(after.keys() - before.keys()),
        changed=sum(1 for article in after.keys() & before.keys() if after[article] != before[article]),
        removed=len(before.keys() - after.keys()),
    )


def _digests(db: Database, source: str) -> dict[str, tuple[str, str]]:
    rows = db.execute("SELECT id, text_digest, findings_digest FROM articles WHERE source = ?", [source])
    return {identity: (text, findings) for identity, text, findings in rows}


def _check_nothing_came_between(db: Database, fresh: Database, source: str) -> None:
    held = "SELECT max(id), count(*) FROM captures WHERE source = ?"
    others = db.execute(held, [source]).fetchone() != fresh.execute(held, [source]).fetchone()
    if others or any(has_elsewhere(db, source, row[0]) for row in fresh.execute("SELECT id FROM articles")):
        raise changed_meanwhile(source)


def changed_meanwhile(source: str) -> StoreError:
    """That a source's archive changed while it was read again."""
    return StoreError(
        f"{source} was crawled or pruned while its archive was read again, so its articles were left as they "
        "are; run `fundtrace renormalise` again when nothing else runs"
    )


def _copy(origin: Database, target: Database, table: str) -> None:
    rows = origin.conn.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    marks = ", ".join("?" for _ in rows.description)
    target.conn.executemany(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of ours
        rows,
    )
