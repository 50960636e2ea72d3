"""Workers and a collector give the same database as one process, whatever dies on the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from crawlers.archive import Place, read_back
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from crawlers.sources import load_sources
from db import slices
from db.opening import open_scratch
from db.store import open_store
from fundtrace.workers.collecting import Collector
from fundtrace.workers.queue import Queue
from fundtrace.workers.sending import Courier
from fundtrace.workers.sharing import Shared
from fundtrace.workers.tasks import make_app, visit_slice
from tests.crawlers.conftest import Site, article, listing
from tests.workers.conftest import SITES, Collect, Start, wait_until
from tests.workers.rows import rows


def change(sites: list[Site]) -> None:
    """A second day: one site has news, one changed a text, one lost an article."""
    news = "/zinas/vel-viena-laipa/"
    sites[0].pages[news] = article("Vēl viena laipa")
    sites[0].pages["/"] = listing(
        [(news, "Vēl viena laipa"), *[(path, "x") for path in list(sites[0].pages)[1:5]]]
    )
    path = list(sites[1].pages)[1]
    sites[1].pages[path] = article("Laipa pār upi ar jaunu nosaukumu")
    del sites[2].pages[list(sites[2].pages)[1]]


def test_two_workers_give_the_same_rows_as_one_process_on_two_days(
    registry: tuple[Path, list[Site]],
    data: Path,
    tmp_path: Path,
    store: str,
    start: Start,
    collect: Collect,
) -> None:
    folder, sites = registry
    alone = tmp_path / "alone"
    for _ in range(2):
        start()
    assert collect("visit").wait() == 0
    crawl(load_sources(folder), alone, jobs=0)
    assert rows(data) == rows(alone)
    change(sites)
    assert collect("visit").wait() == 0
    crawl(load_sources(folder), alone, jobs=0)
    assert rows(data) == rows(alone)
    with open_store(data / "fundtrace.db") as opened:
        for source in load_sources(folder):
            for capture in opened.captures_of(source.id):
                assert (
                    read_back(data / "archive", Place(capture.warc_file, capture.warc_offset)).url
                    == capture.url
                )
    assert all(result.lost == result.changed == 0 for result in renormalise(data, load_sources(folder)))
    assert Shared(store).names("bundles") == Shared(store).names("tasks") == []


@pytest.mark.parametrize("seed", [1, 2])
def test_deaths_of_workers_and_collector_change_nothing(
    registry: tuple[Path, list[Site]],
    data: Path,
    tmp_path: Path,
    start: Start,
    collect: Collect,
    seed: int,
) -> None:
    folder, sites = registry
    chance = random.Random(seed)
    workers = [start(), start()]
    process = collect("visit")

    def has_come(moment: int) -> bool:
        return sum(len(site.asked) for site in sites) >= moment or not process.is_running()

    # a moment is a count of requests, so that the same happens on a slow machine
    for number, moment in enumerate(sorted(chance.sample(range(1, 5 * SITES), 5))):
        wait_until(partial(has_come, moment))
        if number % 2 == 0:
            victim = chance.randrange(2)
            workers[victim].kill()
            workers[victim] = start()
        elif process.is_running():
            process.kill()
            process = collect("visit")
    assert process.wait() == 0
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")


# -- bundles


def test_every_table_is_either_a_sources_or_the_collectors() -> None:
    tables = {table.name for table in open_scratch().tables}
    known = {*slices.BY_SOURCE, *slices.BY_ARTICLE, *slices.APART, *slices.CENTRAL}
    assert tables == known


def collector_of(data: Path, shared: Shared) -> Collector:
    """A collector whose queue is not asked."""
    broker = "redis://127.0.0.1:1/0"
    return Collector(data, shared, "", Queue(broker, make_app(broker)), lambda: datetime.now(UTC))


@pytest.fixture
def bundle(registry: tuple[Path, list[Site]], data: Path, tmp_path: Path) -> tuple[str, bytes, Path]:
    """A bundle that is awaited, made without a queue: its id, its bytes, the folder of its slice."""
    folder, _ = registry
    source = load_sources(folder)[0]
    data.mkdir()
    shared = Shared(str(tmp_path / "shared"))
    with open_store(data / "fundtrace.db") as opened:
        slices.plan(opened, [source.id], datetime.now(UTC))
        (id,) = slices.awaited(opened)
        collector_of(data, shared)._hand_out(opened, source.id)
    (tmp_path / "work").mkdir()
    return id, visit_slice(tmp_path / "work", shared.get("tasks", f"{id}.tar"), source, None), tmp_path


def merge_all(data: Path, tmp_path: Path) -> list[str]:
    collecting = collector_of(data, Shared(str(tmp_path / "shared")))
    with open_store(data / "fundtrace.db") as opened:
        collecting._merge_all(opened, Courier(collecting.queue))
    return list(collecting.counts.elements())


def test_a_bundle_that_comes_twice_is_merged_once(bundle: tuple[str, bytes, Path], data: Path) -> None:
    id, body, tmp_path = bundle
    shared = Shared(str(tmp_path / "shared"))
    shared.put_bundle(id, body)
    shared.put("bundles", f"{id}.{'0' * 24}.tar", body)
    first = merge_all(data, tmp_path)
    held = rows(data)
    shared.put_bundle(id, body)
    assert sorted(first) == ["merged", "torn"]
    assert merge_all(data, tmp_path) == ["known"]
    assert rows(data) == held
    assert len(held[0]) == 4


@pytest.mark.parametrize(
    "harm", [lambda body: body[:-700], lambda body: b"", lambda body: body[:900] + b"x" + body[901:]]
)
def test_a_torn_bundle_is_not_merged(
    bundle: tuple[str, bytes, Path], data: Path, harm: Callable[[bytes], bytes]
) -> None:
    id, body, tmp_path = bundle
    shared = Shared(str(tmp_path / "shared"))
    shared.put_bundle(id, body)
    (name,) = shared.names("bundles")
    (tmp_path / "shared" / "bundles" / name).write_bytes(harm(body))
    assert merge_all(data, tmp_path) == ["torn"]
    assert rows(data)[0] == []


def test_what_was_forgotten_meanwhile_does_not_come_back(bundle: tuple[str, bytes, Path], data: Path) -> None:
    id, body, tmp_path = bundle
    Shared(str(tmp_path / "shared")).put_bundle(id, body)
    with open_store(data / "fundtrace.db") as opened, opened.batch():
        opened.db.execute(
            "INSERT INTO forgotten VALUES (?, 'article', 'x', '2026-01-01T00:00:00Z')", ["a" * 64]
        )
    assert merge_all(data, tmp_path) == ["stale"]
    assert rows(data)[0] == []


# -- reading the archive again


def test_the_archive_read_by_workers_gives_the_same_rows_though_one_dies(
    registry: tuple[Path, list[Site]], data: Path, store: str, start: Start, collect: Collect
) -> None:
    folder, sites = registry
    crawl(load_sources(folder), data, jobs=0)
    change(sites)
    crawl(load_sources(folder), data, jobs=0)
    held = rows(data)
    with open_store(data / "fundtrace.db") as opened, opened.batch():
        opened.db.execute("UPDATE articles SET title = 'x', findings_digest = 'y'")
    workers = [start(), start()]
    process = collect("renormalise")
    # one has handed a reading over, and has most likely taken the next
    wait_until(lambda: "bundle handed over" in workers[0].said())
    workers[0].kill()
    assert process.wait() == 0
    assert rows(data) == held
    assert f"{len(held[0])} articles read again" in process.said()
    assert Shared(store).names("bundles") == Shared(store).names("tasks") == []
