"""The queue dies, the store is full, a visit breaks off: nothing is lost, nothing double, and it is said."""

from __future__ import annotations

import json
import subprocess
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from crawlers.run import crawl
from crawlers.sources import load_sources
from db.slices import awaited
from db.store import open_store
from fundtrace.failure import Failure
from fundtrace.workers import queue as queue_module
from fundtrace.workers import sending
from fundtrace.workers.collecting import Collector
from fundtrace.workers.patience import Patience
from fundtrace.workers.queue import NAME, Queue, holding
from fundtrace.workers.sharing import Shared
from fundtrace.workers.tasks import make_app
from tests.crawlers.conftest import Site
from tests.workers.conftest import Broker, Collect, Start, wait_until
from tests.workers.rows import ROWS, rows


def block(site: Site, path: str = "") -> tuple[threading.Event, threading.Event]:
    """Lets an article (the first) wait: set when it was asked for, and to be set to let it go on."""
    asked, go_on = threading.Event(), threading.Event()
    path = path or list(site.pages)[1]
    page = site.pages[path]

    def answer(_: dict[str, str]) -> str:
        asked.set()
        go_on.wait(600)
        return str(page)

    site.pages[path] = answer
    return asked, go_on


def test_a_queue_that_dies_and_comes_back_empty_changes_nothing(
    registry: tuple[Path, list[Site]],
    data: Path,
    tmp_path: Path,
    queue: Broker,
    start: Start,
    collect: Collect,
) -> None:
    folder, sites = registry
    asked, go_on = block(sites[0])
    workers = [start(), start()]
    collector = collect("visit")
    # one worker is in the middle of a visit, others are done, others wait in the queue
    wait_until(lambda: asked.is_set() and collector.said().count('"merged"') >= 2)
    queue.kill()
    wait_until(lambda: "cannot be reached" in collector.said())
    queue.start()
    wait_until(lambda: "the queue was emptied" in collector.said())
    # all that the queue held is done by the other worker meanwhile
    wait_until(lambda: collector.said().count('"merged"') == len(sites) - 1)
    go_on.set()
    assert collector.wait() == 0
    assert [site.count(path) for site in sites for path in list(site.pages)[1:]] == [1] * 4 * len(sites)
    assert "Traceback" not in collector.said()
    assert all(worker.is_running() for worker in workers)
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")


def test_without_a_queue_the_collector_says_so_at_once(queue: Broker, collect: Collect) -> None:
    queue.kill()
    collector = collect("visit")
    assert collector.wait() == 1
    assert "cannot be reached" in collector.said()
    assert "Traceback" not in collector.said()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for 32 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a file system; the full object store is tested all the same")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room of a file system."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(b"x" * 4096)
    return ballast


def test_a_full_folder_is_waited_for_and_no_site_is_asked_twice(
    registry: tuple[Path, list[Site]],
    data: Path,
    tmp_path: Path,
    small: Path,
    broker: str,
    run: Start,
    start: Start,
) -> None:
    folder, sites = registry
    asked, go_on = block(sites[0])
    options = ("--broker", broker, "--sources", str(folder), "--store", str(small))
    ballast = fill(small)
    collector = run("--data", str(data), "workers", "visit", *options)
    workers = [start(), start()]
    # no task has room
    wait_until(lambda: "cannot be written (No space left on device)" in collector.said())
    ballast.unlink()
    wait_until(lambda: asked.is_set() and collector.said().count('"merged"') == len(sites) - 1)
    fill(small)
    go_on.set()
    # no bundle has room
    wait_until(lambda: any("No space left on device" in worker.said() for worker in workers))
    ballast.unlink()
    assert collector.wait() == 0
    assert [site.count(path) for site in sites for path in list(site.pages)[1:]] == [1] * 4 * len(sites)
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")
    assert [path for path in small.rglob("*") if path.is_file()] == []


def test_a_worker_that_is_asked_to_stop_ends_and_another_goes_on_where_it_was(
    registry: tuple[Path, list[Site]], data: Path, tmp_path: Path, start: Start, collect: Collect
) -> None:
    folder, sites = registry
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    paths = list(sites[0].pages)[1:]
    asked, go_on = block(sites[0], last := paths[-1])
    worker = start()
    collector = collect("visit")
    wait_until(asked.is_set)
    assert worker.end() == 0
    go_on.set()
    start()
    assert collector.wait() == 0
    # what was read is not asked for again
    assert {path: sites[0].count(path) for path in paths} == {path: 1 + (path == last) for path in paths}
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    # how often a shape of address was met counts a visit's halves apart, as it does in one process
    assert without_shapes(data) == without_shapes(tmp_path / "alone")


def without_shapes(data: Path) -> list[list[tuple[Any, ...]]]:
    return [found for sql, found in zip(ROWS, rows(data), strict=True) if "site_shapes" not in sql]


def test_a_worker_that_waits_for_a_store_ends_when_it_is_asked_to(
    registry: tuple[Path, list[Site]], data: Path, small: Path, broker: str, run: Start, start: Start
) -> None:
    folder, sites = registry
    asked, go_on = block(sites[0])
    options = ("--broker", broker, "--sources", str(folder), "--store", str(small))
    collector = run("--data", str(data), "workers", "visit", *options)
    worker = start()
    wait_until(lambda: asked.is_set() and collector.said().count('"merged"') == 0)
    fill(small)
    go_on.set()
    wait_until(lambda: '"waiting"' in worker.said())
    assert worker.end() == 0
    assert "task left" in worker.said()


def test_a_full_disk_of_the_collectors_own_is_waited_for(
    registry: tuple[Path, list[Site]],
    tmp_path: Path,
    small: Path,
    broker: str,
    store: str,
    run: Start,
    start: Start,
) -> None:
    folder, sites = registry
    asked, go_on = block(sites[0])
    data = small / "data"
    options = ("--broker", broker, "--sources", str(folder), "--store", store)
    collector = run("--data", str(data), "workers", "visit", *options)
    start(), start()
    wait_until(lambda: asked.is_set() and '"merged"' in collector.said())
    ballast = fill(small)
    go_on.set()
    wait_until(lambda: "No space left on device" in collector.said())
    ballast.unlink()
    assert collector.wait() == 0
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")
    assert [site.count(path) for site in sites for path in list(site.pages)[1:]] == [2] * 4 * len(sites)


class BadWorkers(threading.Thread):
    """Workers that take each task and fail."""

    def __init__(self, broker: str) -> None:
        super().__init__(daemon=True)
        self._broker, self.over = broker, threading.Event()

    def run(self) -> None:
        redis: Any = Redis.from_url(self._broker)
        while not self.over.is_set():
            if taken := redis.brpop([NAME], timeout=0.2):
                (id, *_), *_ = json.loads(b64decode(json.loads(taken[1])["body"]))
                with suppress(OSError), holding(self._broker, id.rpartition(".")[0]) as free:
                    assert free
                    raise OSError("the disk is full")


def test_a_visit_that_breaks_off_again_and_again_is_given_up_by_name(
    registry: tuple[Path, list[Site]],
    data: Path,
    broker: str,
    store: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the collector looks once a second: a failure must stay to be seen longer than that
    monkeypatch.setattr(queue_module, "REST", 3)
    monkeypatch.setattr(sending, "DEAD_AFTER", 0.1)
    sources = load_sources(registry[0])[:2]
    queue = Queue(broker, make_app(broker))
    bad = BadWorkers(broker)
    bad.start()
    with pytest.raises(
        Failure, match=r"given up.*\ns000: broke off 3 times: OSError: the disk is full\ns001"
    ):
        Collector(data, Shared(store), store, queue, lambda: datetime.now(UTC)).visit(sources)
    bad.over.set()
    bad.join()
    assert capfd.readouterr().err.count("task broke off") == 6
    with open_store(data / "fundtrace.db") as opened:
        assert awaited(opened) == {}
    assert Shared(store).names("tasks") == []


def test_a_queue_that_stays_away_ends_the_collector_with_what_is_awaited(
    registry: tuple[Path, list[Site]], data: Path, queue: Broker, store: str
) -> None:
    asked = Queue(queue.address, make_app(queue.address))
    collecting = Collector(data, Shared(store), store, asked, lambda: datetime.now(UTC))
    collecting.patience = Patience(most=0.5, pause=0.1)
    send = asked.send
    # it dies after the first task
    asked.send = lambda *arguments: (send(*arguments), queue.kill())  # type: ignore[func-returns-value,method-assign]
    with pytest.raises(Failure, match=r"cannot be reached.*2 bundles are awaited; nothing is lost"):
        collecting.visit(load_sources(registry[0])[:2])
