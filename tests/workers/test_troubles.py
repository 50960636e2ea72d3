"""The queue dies, the store is full, a visit breaks off: nothing is lost, nothing double, and it is said."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crawlers.run import crawl
from crawlers.sources import load_sources
from tests.crawlers.conftest import Site
from tests.workers.conftest import Broker, Collect, Start, wait_until
from tests.workers.rows import rows


def block(site: Site) -> tuple[threading.Event, threading.Event]:
    """Lets the first article of a site wait: set when it was asked for, and to be set to let it go on."""
    asked, go_on = threading.Event(), threading.Event()
    path = list(site.pages)[1]
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
