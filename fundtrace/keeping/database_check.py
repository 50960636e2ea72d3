"""Whether a database file is whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


def database_faults(path: Path) -> Iterator[str]:
    """One sentence for each fault of a work database or a snapshot; none when it is sound."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            yield from _faults(connection, path.name)
    except sqlite3.DatabaseError as wrong:
        yield f"{path.name} is damaged: {wrong}"


def _faults(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    for (verdict,) in connection.execute("PRAGMA integrity_check(5)"):
        if verdict != "ok":
            yield f"{name} is damaged: {verdict}"
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        yield f"{name}: {len(loose)} rows name something that is not there, the first in {loose[0][0]}"
    columns = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    if "text_digest" in columns:
        yield from _changed_texts(connection, name)


def _changed_texts(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Texts that do not fit their own digests: SQLite itself would not notice a flipped letter."""
    sql = """SELECT url, title, text, text_digest FROM articles UNION ALL
        SELECT a.url, r.title, r.text, r.text_digest FROM revisions r JOIN articles a ON a.id = r.article"""
    for url, title, text, digest in connection.execute(sql):
        if hashlib.sha256(f"{title or ''}\x00{text}".encode()).hexdigest() != digest:
            yield f"{name}: the text of {url} does not fit its digest"
