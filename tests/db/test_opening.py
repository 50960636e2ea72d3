"""Opening the work database, and the plain sentences when it cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import StoreError
from db.migrations import migrations
from db.store import Store, open_store


def test_a_new_database_is_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "fundtrace.db"):
        assert (tmp_path / "fundtrace.db").is_file()


def test_it_is_opened_again_with_what_it_holds(tmp_path: Path) -> None:
    with open_store(tmp_path / "fundtrace.db") as store:
        run = store.begin_run("2026-03-01T00:00:00+00:00")
    with open_store(tmp_path / "fundtrace.db") as store:
        assert store.db.execute("SELECT id FROM runs").fetchall() == [(run,)]


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1)])
def test_it_is_set_up(store: Store, pragma: str, value: object) -> None:
    assert store.db.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_every_table_is_strict(store: Store) -> None:
    tables = store.db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    loose = {name for name, strict in tables if not strict and not name.startswith(("sqlite_", "_sqlite_"))}
    assert loose == set()


def test_no_migration_is_left(store: Store) -> None:
    assert migrations.pending(store.db) == []


def place(tmp_path: Path, case: str) -> Path:
    """Makes what stands in the way and returns the path to open."""
    path = tmp_path / "fundtrace.db"
    if case == "folder missing":
        return tmp_path / "no" / "fundtrace.db"
    if case == "file for a folder":
        (tmp_path / "data").write_text("x")
        return tmp_path / "data" / "fundtrace.db"
    if case == "folder for a file":
        path.mkdir()
    elif case == "no database":
        path.write_bytes(b"Dear reader, this is a letter. " * 100)
    elif case == "something else's":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE recipes (id)")
    elif case == "later version":
        with open_store(path) as store:
            row = {"migration_set": "fundtrace", "name": "m9999", "applied_at": ""}
            store.db.table("_sqlite_migrations").insert(row)
    elif case == "damaged":
        with open_store(path) as store:
            store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.write_bytes(path.read_bytes()[:5000])
    else:
        raise ValueError(case)
    return path


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("folder missing", r"the folder .*no does not exist; make it or name another with --data"),
        ("file for a folder", r"data is not a folder; name a folder"),
        ("folder for a file", r"fundtrace.db is a folder, .*move it away"),
        ("no database", r"fundtrace.db is not a SQLite database; move it away"),
        ("something else's", r"is a database of something else \(it has the table recipes\)"),
        ("later version", r"was made by a later version of Fundtrace \(it has m9999\); install that version"),
        ("damaged", r"fundtrace.db is damaged; restore it from a copy"),
    ],
)
def test_what_is_in_the_way_is_said_plainly(tmp_path: Path, case: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        open_store(place(tmp_path, case))


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = place(tmp_path, "no database")
    before = path.read_bytes()
    with pytest.raises(StoreError):
        open_store(path)
    assert path.read_bytes() == before


def test_a_full_disk_is_said_plainly(store: Store) -> None:
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"the disk that holds .*fundtrace.db is full"):
        store.save_issue("lielupe", "long", "x" * 100_000, "2026-03-01T00:00:00+00:00")


def test_a_database_that_turned_read_only_is_said_plainly(store: Store) -> None:
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match=r"fundtrace.db cannot be written; check its owner"):
        store.begin_run("2026-03-01T00:00:00+00:00")


def test_another_writer_is_said_plainly(store: Store) -> None:
    store.db.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is being written by another process"):
            store.begin_run("2026-03-01T00:00:00+00:00")
