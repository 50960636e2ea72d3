"""Snapshots that are refused or fail, and what that leaves behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import PublishError
from db.publish import publish
from tests.db.samples import Crawl
from tests.db.snapshots import BUILT_AT, ask, build


class TestRefused:
    def test_when_it_would_be_half_empty(self, filled: Crawl) -> None:
        build(filled)
        filled.store.db.execute("DELETE FROM articles WHERE title <> 'Konkurss'")
        with pytest.raises(PublishError, match="1 articles and the published one has 3"):
            build(filled)

    def test_and_the_old_one_stands(self, filled: Crawl) -> None:
        path = build(filled).path
        filled.store.db.execute("DELETE FROM articles WHERE title <> 'Konkurss'")
        with pytest.raises(PublishError):
            build(filled)
        assert ask(path, "SELECT count(*) FROM articles") == [(3,)]

    def test_unless_it_is_forced(self, filled: Crawl) -> None:
        build(filled)
        filled.store.db.execute("DELETE FROM articles WHERE title <> 'Konkurss'")
        assert build(filled, force=True).articles == 1

    def test_without_a_work_database(self, tmp_path: Path) -> None:
        with pytest.raises(PublishError, match=r"there is no database .*run `fundtrace crawl`"):
            publish(tmp_path / "fundtrace.db", tmp_path / "catalogue.db", built_at=BUILT_AT)

    def test_without_a_folder_to_put_it(self, filled: Crawl, tmp_path: Path) -> None:
        with pytest.raises(PublishError, match="does not exist"):
            publish(filled.store.path, tmp_path / "no" / "catalogue.db", built_at=BUILT_AT)

    def test_when_a_folder_is_in_its_place(self, filled: Crawl, tmp_path: Path) -> None:
        (tmp_path / "catalogue.db").mkdir()
        with pytest.raises(PublishError, match="is a folder"):
            build(filled)


def test_a_failure_while_building_leaves_nothing(filled: Crawl) -> None:
    def broken(text: str) -> str:
        raise RuntimeError("stems fail")

    with pytest.raises(RuntimeError):
        build(filled, stems=broken)
    assert [path.name for path in filled.store.path.parent.glob("*catalogue*")] == []


def test_what_a_killed_build_left_is_cleared(filled: Crawl) -> None:
    left = filled.store.path.with_name(".catalogue.db.abc.building")
    left.write_bytes(b"half a snapshot")
    build(filled)
    assert not left.exists()


def test_another_build_that_is_under_way_is_left_alone(filled: Crawl) -> None:
    other = filled.store.path.with_name(".catalogue.db.abc.building")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        build(filled)
        assert other.exists()


def test_a_broken_old_snapshot_is_replaced(filled: Crawl) -> None:
    filled.store.path.with_name("catalogue.db").write_bytes(b"not a database" * 100)
    assert build(filled).articles == 3
