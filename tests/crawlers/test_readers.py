"""Reading in processes of their own: same result, and a worker that dies is noticed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.archive import Archive, Capture, Place
from crawlers.readers import Readers
from crawlers.reading import Unreadable
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import Serve, article, listing

SOURCE = Source(id="s", name="Biedrība", home="http://127.0.0.1:9/", allow_private_addresses=True)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    html = article("Laipa pār upi gatava, pirmā kārta").encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    moment = datetime(2023, 5, 15, tzinfo=UTC)
    capture = Capture("http://127.0.0.1:9/zinas/laipa-par-upi/", 200, headers, html, moment, "page")
    archive = Archive(tmp_path, "s", "run")
    found = archive.write(capture)
    archive.close()
    return found


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[Readers]:
    made = Readers(tmp_path, 1, at_once=True)
    yield made
    made.close()


async def test_a_worker_that_was_killed_is_replaced(readers: Readers, place: Place) -> None:
    first = await readers.read(SOURCE, place)
    (worker,) = readers.workers
    os.kill(worker, signal.SIGKILL)
    assert await readers.read(SOURCE, place) == first
    assert worker not in readers.workers


async def test_a_record_that_ends_its_reader_twice_is_unreadable(
    readers: Readers, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.readers.PATIENCE", 0.0)
    with pytest.raises(Unreadable, match="ended the reading process twice"):
        await readers.read(SOURCE, place)
    assert readers.workers == []


async def test_a_record_that_the_archive_lost_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="has lost the record at byte 7"):
        await Readers(tmp_path, 0).read(SOURCE, Place("s/none.warc.gz", 7))


async def test_a_small_run_starts_no_worker(tmp_path: Path, place: Place) -> None:
    small = Readers(tmp_path, 2)
    assert len(await small.read(SOURCE, place)) == 1
    assert small.workers == []


def test_a_crawl_with_workers_stores_the_same(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/zinas/laipa-par-upi-{number}/" for number in range(6)]
    entries = [(path, f"Laipa pār upi gatava, {number}. kārta") for number, path in enumerate(paths)]
    site = serve({"/": listing(entries)} | {path: article(title) for path, title in entries})
    monkeypatch.setattr("crawlers.readers.WARM_UP", 2)
    assert crawl([site.source()], data, jobs=1)[0].new == 6
    with open_store(data / "fundtrace.db") as store:
        assert {row[0] for row in store.db.execute("SELECT title FROM articles")} == {t for _, t in entries}
