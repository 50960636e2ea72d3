"""Opens the work database: makes it, brings it up to date, and says plainly what is in the way."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from db.errors import StoreError, explain
from db.migrations import migrations, unknown_migrations
from db.row_digests import add_function, cover

BUSY_SECONDS = 30


def open_database(path: Path, *, covered: bool = True) -> Database:
    """The database at `path` (made when there is none) with all migrations applied.

    One that is not `covered` is made without digests of its rows, for what does not last.
    StoreError when the folder is missing or cannot be written, the file is something else or damaged,
    or a later version of Fundtrace made it.
    """
    _check_place(path)
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    except sqlite3.Error as error:
        raise StoreError(explain(error, path) or f"{path} cannot be opened: {error}") from error
    try:
        return _prepare(connection, path, covered=covered)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(explain(error, path) or f"{path} cannot be used: {error}") from error
    except UnicodeDecodeError as error:
        connection.close()
        raise StoreError(f"{path} is damaged: its schema cannot be read; restore a backup") from error
    except BaseException:
        connection.close()
        raise


def open_scratch(*, covered: bool = False) -> Database:
    """An empty work database of its own; SQLite keeps it in memory or beside the temporary files and
    removes it when it is closed, or when the process dies. `covered`: with digests of its rows, too."""
    return _prepare(sqlite3.connect(""), Path("scratch database"), covered=covered)


def _check_place(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        raise StoreError(f"the folder {folder} does not exist; make it or name another with --data")
    if not folder.is_dir():
        raise StoreError(f"{folder} is not a folder; name a folder with --data")
    if path.is_dir():
        raise StoreError(f"{path} is a folder, and the database should be a file there; move it away")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"the folder {folder} cannot be written; check its owner and permissions")


def _prepare(connection: sqlite3.Connection, path: Path, *, covered: bool) -> Database:
    _refuse_foreign(connection, path)
    add_function(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    db = Database(connection, execute_plugins=False)
    unknown = unknown_migrations(db)
    if unknown:
        raise StoreError(
            f"{path} was made by a later version of Fundtrace (it has {', '.join(unknown)}); "
            "install that version, or name another --data folder"
        )
    if migrations.pending(db):
        # IMMEDIATE: of two processes that start together, the second waits and finds nothing to do
        connection.execute("BEGIN IMMEDIATE")
        migrations.apply(db)
        if covered:
            cover(connection)
        connection.execute("COMMIT")
    return db


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "_sqlite_migrations" not in tables:
        raise StoreError(
            f"{path} is a database of something else (it has the table {min(tables)}); "
            "move it away or name another --data folder"
        )
