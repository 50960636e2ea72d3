"""Whether a database file is whole, and each row of it as it was written."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from db.handover import fits_its_digest
from db.opening import open_scratch
from db.rebuilding import DERIVED
from db.row_digests import is_covered, row_faults

Check = Callable[[sqlite3.Connection, str], Iterator[str]]
_ANEW = " (fundtrace renormalise makes such rows anew from the archive)"


def database_faults(path: Path) -> Iterator[str]:
    """One sentence for each fault of a work database or a snapshot; none when it is sound."""
    for check in (_structure, _schema, _rows, _texts):
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                yield from check(connection, path.name)
        except sqlite3.DatabaseError as wrong:
            yield f"{path.name} is damaged: {wrong}"
            return
        except UnicodeDecodeError:
            # SQLite's own words quote what is damaged
            yield f"{path.name} is damaged: its schema cannot be read"
            return


def snapshot_faults(path: Path) -> Iterator[str]:
    """One sentence for each fault of the published snapshot: it is as it was handed over, byte for byte."""
    if not fits_its_digest(path):
        yield f"{path.name} was changed since it was published"
    yield from database_faults(path)


def _structure(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    connection.text_factory = _as_far_as_it_goes
    for (verdict,) in connection.execute("PRAGMA integrity_check(5)"):
        if verdict != "ok":
            yield f"{name} is damaged: {verdict}"
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        yield f"{name}: {len(loose)} rows name something that is not there, the first in {loose[0][0]}"


def _schema(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """What the file says of its tables, against what a new one says: names and rules can be damaged, too."""
    connection.text_factory = _as_far_as_it_goes
    if not is_covered(connection):
        return
    sql = (
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"
    )
    with closing(open_scratch(covered=True).conn) as fresh:
        expected = set(fresh.execute(sql).fetchall())
    for kind, what, *_ in sorted(expected - set(connection.execute(sql).fetchall()), key=repr):
        yield f"{name} is damaged: the {kind} {what} is not as it was made"


def _rows(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    if is_covered(connection):
        for fault in row_faults(connection):
            anew = _ANEW if fault.table in DERIVED else ""
            yield f"{name}: {fault.said}{anew}"


def _texts(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Texts that do not fit their own digests, whoever wrote them."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    if "text_digest" not in columns:
        return
    connection.text_factory = _as_far_as_it_goes
    sql = """SELECT url, title, text, text_digest FROM articles UNION ALL
        SELECT a.url, r.title, r.text, r.text_digest FROM revisions r JOIN articles a ON a.id = r.article"""
    for url, title, text, digest in connection.execute(sql):
        if hashlib.sha256(f"{title or ''}\x00{text}".encode()).hexdigest() != digest:
            yield f"{name}: the text of {url} does not fit its digest"


def _as_far_as_it_goes(body: bytes) -> str:
    return body.decode(errors="replace")
