"""A bit of the live database that flips is found, and the table and row that it was in are named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.renormalise import renormalise
from crawlers.sources import Source
from db.grants.register import save_grants
from db.publish import publish
from db.row_digests import NOT_COVERED, add_function
from db.store import open_store
from fundtrace.cli import cli
from fundtrace.keeping.database_check import database_faults, snapshot_faults
from normalise.grant_records import Grant
from tests.crawlers.conftest import serving
from tests.keeping.history import year

FLIPS = 400
Rows = dict[str, set[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a year's visits with a register, as it lies on the disk when nobody uses it."""
    data = tmp_path_factory.mktemp("flips") / "data"
    with serving() as serve:
        year(serve, data)
    path = data / "fundtrace.db"
    with open_store(path) as store:
        save_grants(store, [Grant(f"AIF/2022/{number}", "x", title=f"Taka {number}") for number in range(40)])
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def content(path: Path) -> Rows | None:
    """All that can be read of a database, types included; None when something cannot."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda body: ("text", body)
            schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
            tables = [row[1][1].decode() for row in schema if row[0] == ("text", b"table")]
            found = {name: set(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables}
            return {"sqlite_master": set(schema), **found}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def flipped(database: Path, bit: int, to: Path) -> Path:
    body = bytearray(database.read_bytes())
    body[bit // 8] ^= 1 << bit % 8
    to.write_bytes(body)
    return to


@pytest.mark.parametrize("seed", range(8))
def test_a_bit_anywhere_in_the_file_is_found_unless_nothing_that_is_stored_changed(
    database: Path, tmp_path: Path, seed: int
) -> None:
    whole, changed = content(database), 0
    chance = random.Random(seed)
    for _ in range(FLIPS // 8):
        bit = chance.randrange(database.stat().st_size * 8)
        path = flipped(database, bit, tmp_path / "fundtrace.db")
        if content(path) != whole:
            changed += 1
            assert list(database_faults(path)), f"bit {bit}"
    assert changed


def texts(database: Path) -> list[tuple[str, str, bytes]]:
    """Texts of every table that is covered: the table, the first column of the row's key, the text."""
    found = []
    with open_store(database) as store:
        for table in store.db.tables:
            if table.name in NOT_COVERED or not table.count:
                continue
            for row in list(table.rows)[:1]:
                long = [str(value).encode() for value in row.values() if len(str(value)) >= 6]
                found += [(table.name, str(row[table.pks[0]]), text) for text in long]
    return found


def places(body: bytes, text: bytes) -> Iterator[int]:
    at = body.find(text)
    while at >= 0:
        yield at
        at = body.find(text, at + 1)


def test_a_flipped_letter_names_its_table_and_its_row(database: Path, tmp_path: Path) -> None:
    whole, body, chance = content(database), database.read_bytes(), random.Random(1)
    assert whole is not None
    named = Counter[str]()
    for table, key, text in texts(database):
        for place in list(places(body, text))[:3]:
            bit = (place + chance.randrange(len(text))) * 8 + chance.randrange(8)
            path = flipped(database, bit, tmp_path / "fundtrace.db")
            now = content(path)
            if now is None or {name for name in whole if now.get(name) != whole[name]} != {table}:
                continue
            faults = list(database_faults(path))
            assert any(f"a row of {table} is not as it was written" in fault for fault in faults), bit
            named[table] += any(key in fault for fault in faults)
    # of each table with texts, unless the key's own letters were hit each time
    assert len(named) >= 12, named
    assert all(named[table] for table in ("articles", "revisions", "captures", "register_grants", "sources"))


@pytest.mark.parametrize("share", [0.0002, 0.1, 0.37, 0.6, 0.93])
def test_a_flipped_bit_in_the_snapshot_is_found(database: Path, tmp_path: Path, share: float) -> None:
    catalogue = tmp_path / "catalogue.db"
    publish(database, catalogue, built_at="2026-01-01T00:00:00Z")
    assert list(snapshot_faults(catalogue)) == []
    flipped(catalogue, int(catalogue.stat().st_size * 8 * share), catalogue)
    assert "catalogue.db was changed since it was published" in list(snapshot_faults(catalogue))


def test_doctor_names_the_row_and_says_what_to_do(database: Path, tmp_path: Path) -> None:
    body = database.read_bytes()
    with open_store(database) as store:
        id, title = store.db.execute("SELECT id, title FROM articles ORDER BY id").fetchone()
    # every copy, the text's own digests left as they were
    (tmp_path / "fundtrace.db").write_bytes(body.replace(title.encode(), title.encode()[:-1] + b"z"))
    done = CliRunner().invoke(cli, ["--data", str(tmp_path), "doctor"], catch_exceptions=False)
    assert done.exit_code == 1
    assert f"a row of articles is not as it was written: id '{id}'" in done.stdout
    assert "fundtrace renormalise makes such rows anew from the archive" in done.stdout
    assert "restore a backup: fundtrace restore DIR." in done.stdout


@pytest.mark.parametrize("seed", range(4))
def test_doctor_says_so_in_plain_words_wherever_the_bit_is(database: Path, tmp_path: Path, seed: int) -> None:
    chance, path = random.Random(100 + seed), tmp_path / "fundtrace.db"
    for _ in range(10):
        # the first pages hold the schema, which everything else depends on
        flipped(
            database,
            chance.randrange(chance.choice([8 * 100, 8 * 60_000, len(database.read_bytes()) * 8])),
            path,
        )
        for options in ([], ["--quick"]):
            done = CliRunner().invoke(cli, ["--data", str(tmp_path), "doctor", *options])
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert (tmp_path / "fundtrace.db").is_file()


def test_rows_that_follow_others_away_leave_no_digest(database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "fundtrace.db")
    with open_store(tmp_path / "fundtrace.db") as store, store.batch():
        store.db.execute("DELETE FROM articles WHERE id = (SELECT min(article) FROM revisions)")
        store.db.execute("INSERT OR REPLACE INTO register_grants (id, identifier) VALUES ('AIF/2022/1', 'y')")
        store.db.execute("UPDATE OR IGNORE register_grants SET id = 'AIF/2022/2' WHERE id = 'AIF/2022/3'")
        store.db.execute("UPDATE register_grants SET id = 'new' WHERE id = 'AIF/2022/3'")
        store.db.execute("INSERT OR IGNORE INTO register_grants (id, identifier) VALUES ('AIF/2022/4', 'z')")
    assert list(database_faults(tmp_path / "fundtrace.db")) == []


def test_an_earlier_database_is_covered_when_it_is_opened(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "fundtrace.db"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        add_function(connection)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("DROP TABLE row_digests")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm0018%'")
    assert list(database_faults(path)) == []
    with open_store(path) as store:
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert list(database_faults(path)) == []
    assert content(path)["row_digests"] != set()  # type: ignore[index]


def test_every_table_that_lasts_is_covered(database: Path) -> None:
    with open_store(database) as store:
        tables = {table.name for table in store.db.tables}
        triggers = {
            row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }
    assert {"row_digests", "visits", "frontier"} == NOT_COVERED
    for table in tables - NOT_COVERED:
        assert {f"{table}_digest_{event}" for event in ("insert", "update", "delete")} <= triggers


def test_rows_that_follow_from_the_archive_come_back_with_renormalise(database: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(database.parent, data)
    path = data / "fundtrace.db"
    with open_store(path) as store:
        home, title = store.db.execute("SELECT home, max(title) FROM sources, articles").fetchone()
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(path.read_bytes().replace(title.encode(), title.encode()[:-1] + b"z"))
    assert any("renormalise makes such rows anew" in fault for fault in database_faults(path))
    renormalise(data, [Source(id="s", name="B", home=home, allow_private_addresses=True)])
    assert list(database_faults(path)) == []
