"""Captures: what was received, and the validators for the next request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from db.errors import UnknownCapture
from db.findings import insert_rows
from db.records import Capture, Validators

_COLUMNS = ", ".join(each.name for each in fields(Capture))
_HAS_BODY = "revisit_of IS NULL AND status BETWEEN 200 AND 299"


def insert_capture(db: Database, row: dict[str, Any]) -> int:
    """Stores one response; the same place in the archive again gives the id that it has."""
    held = db.execute(
        "SELECT id FROM captures WHERE warc_file = ? AND warc_offset = ?",
        [row["warc_file"], row["warc_offset"]],
    ).fetchone()
    if held:
        return int(held[0])
    if row["revisit_of"] is not None:
        original = capture_by_id(db, row["revisit_of"])
        row = row | {"revisit_of": original.revisit_of or original.id}
    insert_rows(db, "captures", [row])
    return int(db.execute("SELECT last_insert_rowid()").fetchone()[0])


def capture_by_id(db: Database, identity: int) -> Capture:
    """The capture; UnknownCapture when there is none."""
    for capture in _captures(db, "id = ?", [identity]):
        return capture
    raise UnknownCapture(f"there is no capture {identity} in the database")


def last_capture(
    db: Database, url: str, source: str | None = None, before: str | None = None
) -> Capture | None:
    """The latest capture of the address that holds a body (of the source, when one is named), or None.

    `before` names a run whose own captures do not count.
    """
    where = f"url = ? AND {_HAS_BODY} AND (? IS NULL OR source = ?) AND (? IS NULL OR run <> ?)"
    return next(_captures(db, where, [url, source, source, before, before], newest_first=True), None)


def captures_of(db: Database, source: str) -> Iterator[Capture]:
    """All captures of a source in the order in which they were fetched, revisits and failures included."""
    return _captures(db, "source = ?", [source])


def validators(
    db: Database, url: str, source: str | None = None, before: str | None = None
) -> Validators | None:
    """What a conditional request for the address sends; None when no body is held or no validator known."""
    held = last_capture(db, url, source, before)
    if held is None:
        return None
    latest = next(
        _captures(db, "url = ? AND (id = ? OR revisit_of = ?)", [url, held.id, held.id], newest_first=True)
    )
    etag = latest.etag or held.etag
    last_modified = latest.last_modified or held.last_modified
    return Validators(etag, last_modified) if etag or last_modified else None


def _captures(
    db: Database, where: str, parameters: list[Any], *, newest_first: bool = False
) -> Iterator[Capture]:
    order = "fetched_at DESC, id DESC" if newest_first else "fetched_at, id"
    sql = f"SELECT {_COLUMNS} FROM captures WHERE {where} ORDER BY {order}"  # noqa: S608 - names of ours
    for row in db.execute(sql, parameters):
        yield Capture(*row)
