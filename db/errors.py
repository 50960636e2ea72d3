"""What can go wrong with a database file, said in plain sentences."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """The work database cannot be used; the text says what, where and how to mend it."""


class PublishError(Exception):
    """The snapshot was not published; the text says why. The old snapshot still stands."""


class UnknownCapture(StoreError):
    """A capture was named that the database does not hold."""


_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a SQLite database; move it away or name another --data folder",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged; restore it from a copy, or move it away and crawl again",
    sqlite3.SQLITE_FULL: "the disk that holds {path} is full; free some space and run the command again",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; check its owner and permissions",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; check that you may read and write it and its folder",
    sqlite3.SQLITE_BUSY: "{path} is being written by another process; try again when it is done",
    sqlite3.SQLITE_LOCKED: "{path} is being written by another process; try again when it is done",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written ({error}); check the disk that holds it",
    sqlite3.SQLITE_PERM: "{path} cannot be written; check its owner and permissions",
}


def explain(error: sqlite3.Error, path: Path) -> str | None:
    """A plain sentence for what SQLite said about `path`, or None when it is no matter of the file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    sentence = _SENTENCES.get(code & 0xFF)
    return sentence.format(path=path, error=error) if sentence else None
