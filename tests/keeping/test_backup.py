"""A backup made while a crawl goes on is consistent; a flipped bit is found and named."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.archive import Place, read_back
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from db.store import open_store
from fundtrace.cli import cli
from fundtrace.failure import Failure
from tests.crawlers.conftest import Serve, Site, article, listing

PATHS = [f"/zinas/laipa-par-upi-{number}/" for number in range(25)]


def news(serve: Serve) -> Site:
    entries = [(path, f"Laipa pār upi gatava, {number}. kārta") for number, path in enumerate(PATHS)]
    return serve({"/": listing(entries)} | {path: article(title) for path, title in entries})


def run(data: Path, *arguments: object) -> Any:
    return CliRunner().invoke(cli, ["--data", str(data), *map(str, arguments)], catch_exceptions=False)


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def archive(data: Path) -> dict[str, bytes]:
    folder = data / "archive"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.warc.gz")}


@pytest.fixture
def site(serve: Serve) -> Site:
    return news(serve)


@pytest.fixture
def crawled(site: Site, data: Path) -> Site:
    crawl([site.source()], data, jobs=0)
    return site


@pytest.fixture
def folder(crawled: Site, data: Path, tmp_path: Path) -> Path:
    """A backup of what was crawled."""
    (data / "decisions.toml").write_text("", encoding="utf-8")
    assert run(data, "backup", tmp_path / "backup").exit_code == 0
    return tmp_path / "backup"


def test_restored_elsewhere_it_is_equal(folder: Path, data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    done = run(elsewhere, "restore", folder)
    assert done.exit_code == 0, done.output
    assert dump(elsewhere / "fundtrace.db") == dump(data / "fundtrace.db")
    assert archive(elsewhere) == archive(data)
    assert (elsewhere / "decisions.toml").is_file()
    assert (elsewhere / "catalogue.db").is_file()


def test_made_while_a_crawl_goes_on_it_is_whole_and_the_crawl_can_go_on_from_it(
    site: Site, data: Path, tmp_path: Path
) -> None:
    half, ready = threading.Event(), threading.Event()
    page = site.pages[PATHS[12]]

    def in_the_middle(_headers: dict[str, str]) -> Any:
        half.set()
        ready.wait(20)
        return page

    site.pages[PATHS[12]] = in_the_middle
    crawling = threading.Thread(target=crawl, args=([site.source()], data), kwargs={"jobs": 0})
    crawling.start()
    assert half.wait(20)
    try:
        made = run(data, "backup", tmp_path / "backup")
    finally:
        ready.set()
        crawling.join()
    elsewhere = tmp_path / "elsewhere"
    assert made.exit_code == 0
    assert run(elsewhere, "restore", tmp_path / "backup").exit_code == 0
    with open_store(elsewhere / "fundtrace.db") as store:
        for capture in store.captures_of("s"):
            assert read_back(elsewhere / "archive", Place(capture.warc_file, capture.warc_offset)).url
    asked = len(site.asked)
    crawl([site.source()], elsewhere, jobs=0)
    assert 0 < len(site.asked) - asked < len(PATHS)
    assert articles(elsewhere) == articles(data)
    assert renormalise(elsewhere, [site.source()])[0].lost == 0


def articles(data: Path) -> list[Any]:
    with open_store(data / "fundtrace.db") as store:
        return store.db.execute("SELECT id, title, text FROM articles ORDER BY id").fetchall()


def test_the_same_folder_again_copies_what_is_new(crawled: Site, folder: Path, data: Path) -> None:
    crawled.pages["/zinas/vel-viena-laipa/"] = article("Vēl viena laipa")
    crawled.pages["/"] = listing([("/zinas/vel-viena-laipa/", "Vēl viena laipa")])
    first = {path: path.stat().st_mtime_ns for path in (folder / "archive").rglob("*.gz")}
    crawl([crawled.source()], data, jobs=0)
    done = run(data, "backup", folder)
    assert done.exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in first} == first
    assert run(data, "backup", folder, "--verify").exit_code == 0
    assert len(list(folder.glob("fundtrace-*.db"))) == 1


def flip(path: Path, share: float) -> None:
    body = bytearray(path.read_bytes())
    body[int(len(body) * share)] ^= 0b100
    path.write_bytes(body)


@pytest.mark.parametrize("share", [0.1, 0.35, 0.5, 0.62, 0.9, 0.999])
def test_a_flipped_bit_in_the_archive_is_found_and_named(folder: Path, data: Path, share: float) -> None:
    (path,) = (folder / "archive").rglob("*.warc.gz")
    flip(path, share)
    checked = run(data, "backup", folder, "--verify")
    assert checked.exit_code == 1
    assert f"archive/s/{path.name} was changed" in checked.stdout
    with pytest.raises(Failure, match=f"copy of archive/s/{path.name} was changed"):
        run(folder.parent / "elsewhere", "restore", folder)
    assert not (folder.parent / "elsewhere").exists()


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8])
def test_a_flipped_bit_in_the_database_is_found_and_named(folder: Path, data: Path, share: float) -> None:
    (path,) = folder.glob("fundtrace-*.db")
    flip(path, share)
    checked = run(data, "backup", folder, "--verify")
    assert checked.exit_code == 1
    assert f"fundtrace.db was changed ({path.name})" in checked.stdout
    with pytest.raises(Failure, match=r"copy of fundtrace\.db was changed"):
        run(folder.parent / "elsewhere", "restore", folder)


def test_a_damaged_database_takes_no_good_copys_place(folder: Path, data: Path) -> None:
    with open_store(data / "fundtrace.db") as store:
        store.db.execute("UPDATE articles SET text = text || 'x' WHERE id = (SELECT min(id) FROM articles)")
        store.db.conn.commit()
    with pytest.raises(Failure, match="is not sound, so the backup was left as it was"):
        run(data, "backup", folder)
    assert run(data, "backup", folder, "--verify").exit_code == 0


def test_a_backup_that_did_not_come_about_leaves_the_folder_free_for_the_next(
    crawled: Site, data: Path, tmp_path: Path
) -> None:
    sound = (data / "fundtrace.db").read_bytes()
    (data / "fundtrace.db").write_bytes(b"x" * 5000)
    with pytest.raises(Failure, match=r"is not a SQLite database; move it away .* is as it was\.$"):
        run(data, "backup", tmp_path / "backup")
    assert not list((tmp_path / "backup").iterdir())
    (data / "fundtrace.db").write_bytes(sound)
    assert run(data, "backup", tmp_path / "backup").exit_code == 0


def test_a_folder_that_cannot_be_written_is_no_matter_of_the_database(
    crawled: Site, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backup"
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != target)
    with pytest.raises(Failure, match=rf"^{target} cannot be written; check its owner"):
        run(data, "backup", target)


def test_what_was_forgotten_goes_from_the_backup_with_the_next_one(
    crawled: Site, folder: Path, data: Path
) -> None:
    old = {path.name for path in (folder / "archive").rglob("*.gz")}
    run(data, "forget", crawled.home.rstrip("/") + PATHS[0], "--why", "lūgums")
    run(data, "backup", folder)
    assert old.isdisjoint(path.name for path in (folder / "archive").rglob("*.gz"))


@pytest.mark.parametrize(
    ("place", "sentence"), [("data/in", "lies in the data folder"), ("full", "holds something else")]
)
def test_a_folder_that_is_no_place_for_a_backup(
    crawled: Site, data: Path, tmp_path: Path, place: str, sentence: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Failure, match=sentence):
        run(data, "backup", tmp_path / place)


def test_nothing_is_restored_over_what_is_there(folder: Path, data: Path) -> None:
    with pytest.raises(Failure, match="is not empty"):
        run(data, "restore", folder)


def test_a_damaged_manifest_is_said_to_be_so(folder: Path, data: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"size": ', '"size": 1'), encoding="utf-8")
    with pytest.raises(Failure, match="is damaged"):
        run(data, "backup", folder, "--verify")
