"""Four workers over the demo sites and two hundred more: the same database as one process."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.crawl_sites import sites
from crawlers.run import crawl
from crawlers.sources import load_sources
from fundtrace.demo.server import serve_demo, write_sources
from tests.workers.conftest import Start
from tests.workers.rows import rows

_WORKERS = 4
_SITES = 200
_ARTICLES = 2


def test_four_workers_over_two_hundred_sites_give_the_same_rows_as_one_process(
    data: Path, tmp_path: Path, broker: str, store: str, run: Start, start: Start
) -> None:
    folder = tmp_path / "sources"
    with serve_demo() as demo, sites(_SITES, _ARTICLES) as fleet:
        write_sources(folder, demo.ports)
        for number, home in enumerate(fleet.homes):
            text = f'name = "B {number}"\nhome = "{home}"\nallow_private_addresses = true\ndelay = 0\n'
            (folder / f"many-{number:03}.toml").write_text(text, encoding="utf-8")
        workers = [start() for _ in range(_WORKERS)]
        options = ("--broker", broker, "--sources", str(folder), "--store", store)
        collector = run("--data", str(data), "workers", "visit", *options)
        assert collector.wait() == 0
        asked = Counter((site, path) for site, path, _ in fleet.asked())
        crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")
    assert len([row for row in rows(data)[0] if row[1].startswith("many-")]) == _SITES * _ARTICLES
    # no site was visited twice, and more than one worker had a share, however late some began
    assert set(asked.values()) == {1}
    assert sum("bundle handed over" in worker.said() for worker in workers) > 1
