"""`kill -9` at twenty random moments of a crawl of 3,000 pages: is anything lost, what is asked twice?

Run by hand: `python -m benchmarks.crawl_killed [PAGES] [KILLS]`; some five minutes, loopback only. Compares
the database with that of a crawl that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crawl_sites import Fleet, sites
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store

# what a run leaves, times and places aside
_ROWS = (
    "SELECT id, source, url, title, text, published, state, findings_digest FROM articles ORDER BY id",
    "SELECT url, article, relation FROM addresses ORDER BY url",
    "SELECT article, field, key, position, quote FROM evidence ORDER BY 1, 2, 3, 4",
    "SELECT url, outcome, failure FROM requests ORDER BY url",
    "SELECT state, requests, fetched, unchanged, gone, refused, failed, dropped, found, new, changed"
    " FROM source_runs",
)


def source_of(home: str) -> Source:
    """The site as a source that may be asked without a pause."""
    return Source(
        id="site",
        name="Biedrība",
        home=home,
        kind="listing",
        start=("/",),
        delay=0,
        allow_private_addresses=True,
    )


def crawl_and_kill(fleet: Fleet, data: Path, requests: int) -> bool:
    """Crawls in a process of its own, killed after so many requests; whether it had not ended before."""
    before = len(fleet.asked())
    command = [sys.executable, "-m", "benchmarks.crawl_killed", "--child", fleet.homes[0], str(data)]
    with subprocess.Popen(command, env=os.environ) as child:
        while len(fleet.asked()) < before + requests and child.poll() is None:
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
    return child.returncode == -signal.SIGKILL


def rows(data: Path) -> list[list[tuple[object, ...]]]:
    """What a crawl left in the database."""
    with open_store(data / "fundtrace.db") as store:
        return [[tuple(row) for row in store.db.execute(sql)] for sql in _ROWS]


def main(pages: int, kills: int) -> int:
    """Prints what was lost and asked twice; 1 when it is too much."""
    chance = random.Random(2026)
    with TemporaryDirectory() as folder:
        killed, calm = Path(folder) / "killed", Path(folder) / "calm"
        with sites(1, pages) as fleet:
            each = pages // (kills + 2)
            done = sum(
                crawl_and_kill(fleet, killed, chance.randint(each // 2, each * 3 // 2)) for _ in range(kills)
            )
            crawl([source_of(fleet.homes[0])], killed)
            asked = Counter(path for _, path, _ in fleet.asked())
            started = time.monotonic()
            crawl([source_of(fleet.homes[0])], calm)
            undisturbed = time.monotonic() - started
        after, before = rows(killed), rows(calm)
    lost = {row[0] for row in before[3]} - {row[0] for row in after[3]}
    twice = sum(count - 1 for count in asked.values())
    print(f"{pages} pages, killed {done} times; an undisturbed crawl takes {undisturbed:.0f} s")
    print(f"lost: {len(lost)} (0 allowed)")
    print(f"asked twice: {twice}, {twice / pages:.2%} (at most 2 %)")
    print(f"database equal to that of the undisturbed crawl: {'yes' if after == before else 'no'}")
    return int(bool(lost) or twice > 0.02 * pages or after != before)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        crawl([source_of(sys.argv[2])], Path(sys.argv[3]))
    else:
        sys.exit(main(*(int(value) for value in (sys.argv[1:] + ["3000", "20"][len(sys.argv) - 1 :]))))
