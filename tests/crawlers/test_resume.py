"""A crawl that was cut off goes on where it was: nothing lost, next to nothing asked twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.account import SourceReport
from crawlers.archive import walk
from crawlers.holding import held
from crawlers.mending import end_of_whole_records, mend_parts
from crawlers.run import crawl
from db.frontier import open_visit
from db.store import open_store
from tests.crawlers.conftest import Serve, Site, article, listing

_CHILD = """
import sys
from pathlib import Path
from crawlers.run import crawl
from crawlers.sources import Source
source = Source(id="s", name="B", home=sys.argv[1], delay=0, allow_private_addresses=True)
crawl([source], Path(sys.argv[2]), jobs=0)
"""
# what a run leaves, times and places aside
ROWS = (
    "SELECT id, source, url, title, text, published, state, findings_digest FROM articles ORDER BY id",
    "SELECT url, article, relation FROM addresses ORDER BY url",
    "SELECT article, field, key, position, quote, start FROM evidence ORDER BY 1, 2, 3, 4",
    "SELECT article, funder, role FROM article_funders ORDER BY 1, 2",
    "SELECT url, outcome, failure FROM requests ORDER BY url",
    "SELECT state, requests, fetched, unchanged, gone, refused, failed, dropped, found, new, changed"
    " FROM source_runs",
    "SELECT source, article, kind FROM issues WHERE kind <> 'archive cut' ORDER BY 1, 2, 3",
    "SELECT count(*) FROM runs WHERE finished IS NULL",
    "SELECT count(*) FROM visits",
    "SELECT count(*) FROM frontier",
)


def state(data: Path) -> list[list[tuple[Any, ...]]]:
    with open_store(data / "fundtrace.db") as store:
        return [[tuple(row) for row in store.db.execute(sql)] for sql in ROWS]


def news(serve: Serve, count: int) -> Site:
    """List pages of twenty articles each; every seventh article is gone, every eleventh repeats another."""
    paths = [f"/zinas/laipa-par-upi-{number}/" for number in range(count)]
    titles = [f"Laipa pār upi gatava, {number - number % 11 // 10}. kārta" for number in range(count)]
    pages: dict[str, Any] = {
        path: article(title) for path, title in zip(paths, titles, strict=True) if not path.endswith("7/")
    }
    last = -(-count // 20)
    more = "".join(f'<a href="/jaunumi/?page={each}">{each}</a> ' for each in range(2, last + 1))
    for number in range(1, last + 1):
        part = slice(number * 20 - 20, number * 20)
        address = "/jaunumi/" if number == 1 else f"/jaunumi/?page={number}"
        entries = list(zip(paths[part], titles[part], strict=True))
        pages[address] = listing(entries, f'<div class="lapas">{more}</div>')
    return serve(pages | {"/": listing([])})


def run_until(site: Site, data: Path, requests: int, pause: float = 0.0) -> bool:
    """Crawls in a process of its own and kills it after so many requests; whether it had not ended."""
    wanted = len(site.asked) + requests
    with subprocess.Popen([sys.executable, "-c", _CHILD, site.home, str(data)], env=os.environ) as child:
        while len(site.asked) < wanted and child.poll() is None:
            time.sleep(0.002)
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
    return child.returncode == -signal.SIGKILL


def test_a_crawl_that_is_killed_again_and_again_ends_as_if_nothing_had_been(
    serve: Serve, data: Path, tmp_path: Path
) -> None:
    site = news(serve, 60)
    chance = random.Random(7)
    kills = sum(run_until(site, data, chance.randint(8, 22), chance.random() * 0.05) for _ in range(3))
    crawl([site.source()], data)
    asked = [path for path in site.asked if site.asked.count(path) > 1]
    undisturbed = tmp_path / "undisturbed"
    crawl([site.source()], undisturbed)
    assert kills == 3
    assert len(asked) - len(set(asked)) <= kills
    assert state(data) == state(undisturbed)


@pytest.fixture
def killed(serve: Serve, data: Path) -> Site:
    """A site whose first crawl was killed after thirty requests."""
    site = news(serve, 30)
    assert run_until(site, data, 25)
    return site


def test_a_resumed_visit_keeps_its_run_and_its_account_adds_up(killed: Site, data: Path) -> None:
    report = crawl([killed.source()], data)[0]
    with open_store(data / "fundtrace.db") as store:
        runs = store.db.execute("SELECT id, finished IS NULL FROM runs").fetchall()
        requests = store.db.execute("SELECT count(*) FROM requests WHERE run = ?", [runs[0][0]]).fetchone()
    assert [tuple(row)[1] for row in runs] == [0]
    assert tuple(requests) == (report.requests,)
    assert adds_up(report)


def adds_up(report: SourceReport) -> bool:
    parts = (report.fetched, report.unchanged_pages, report.gone, report.refused, report.failed)
    return report.requests == sum(parts) + report.dropped


def test_a_torn_tail_is_cut_and_reported(killed: Site, data: Path) -> None:
    (path,) = (data / "archive" / "s").glob("*.warc.gz")
    whole = end_of_whole_records(path)
    with path.open("ab") as file:
        file.write(path.read_bytes()[:100])
    crawl([killed.source()], data)
    with open_store(data / "fundtrace.db") as store:
        (detail,) = store.db.execute("SELECT detail FROM issues WHERE kind = 'archive cut'").fetchone()
    assert path.stat().st_size == whole
    assert "100 bytes of an unfinished record" in detail


def test_pages_whose_records_were_lost_are_asked_again(killed: Site, data: Path) -> None:
    (path,) = (data / "archive" / "s").glob("*.warc.gz")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size * 2 // 3)
    crawl([killed.source()], data)
    known = {capture.url for capture in walk(data / "archive", "s")}
    with open_store(data / "fundtrace.db") as store:
        fetched = {row[0] for row in store.db.execute("SELECT url FROM requests WHERE outcome = 'fetched'")}
    assert fetched <= known


def test_a_visit_that_was_cut_off_long_ago_is_closed_and_begun_anew(killed: Site, data: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    crawl([killed.source()], data, now=lambda: later)
    with open_store(data / "fundtrace.db") as store:
        rows = store.db.execute("SELECT state, failure FROM source_runs ORDER BY run").fetchall()
    assert [tuple(row) for row in rows] == [("cannot tell", "interrupted"), ("ok", None)]


def test_a_full_crawl_does_not_go_on_with_one_that_asked_less(killed: Site, data: Path) -> None:
    crawl([killed.source()], data, full=True)
    with open_store(data / "fundtrace.db") as store:
        assert store.db.execute("SELECT count(*) FROM source_runs").fetchone()[0] == 2


def test_a_source_that_another_crawl_visits_is_left_to_it(serve: Serve, data: Path) -> None:
    site = news(serve, 5)
    with held(data, "s"):
        report = crawl([site.source()], data)[0]
    assert (report.state, report.failure, site.asked) == ("cannot tell", "busy", [])


def test_a_visit_that_ended_is_closed(serve: Serve, data: Path) -> None:
    crawl([news(serve, 5).source()], data)
    with open_store(data / "fundtrace.db") as store:
        assert open_visit(store, "s") is None


def test_a_page_at_which_the_process_dies_again_and_again_is_left_out(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = news(serve, 5)
    monkeypatch.setattr("crawlers.fetch.MAX_DEATHS", 0)
    report = crawl([site.source()], data)[0]
    assert (report.state, report.failure) == ("failing", "crash")


@pytest.mark.parametrize("keep", [0, 1, 57])
def test_only_what_is_torn_is_cut(keep: int, serve: Serve, data: Path) -> None:
    crawl([news(serve, 3).source()], data)
    (path,) = (data / "archive" / "s").glob("*.warc.gz")
    before = path.read_bytes()
    path.write_bytes(before + before[:keep])
    (part,) = mend_parts(data / "archive", "s", path.name.removesuffix(".warc.gz"))
    assert (part.cut, path.read_bytes()) == (keep, before)


def test_a_source_is_one_process_s_only(data: Path) -> None:
    data.mkdir()
    with held(data, "s") as first, held(data, "s") as second, held(data, "t") as other:
        assert (first, second, other) == (True, False, True)
