"""What does it cost to visit a site again where nothing has changed?

Run by hand: `python -m benchmarks.crawl_again [PAGES]`; some two minutes, loopback only.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crawl_killed import source_of
from benchmarks.crawl_sites import sites
from crawlers.run import crawl
from db.store import open_store


def _seconds() -> float:
    """Processor time of this process and of its workers that have ended."""
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime


def main(pages: int) -> int:
    """Prints requests, rewritten articles and processor time of both visits; 1 when it is too much."""
    with sites(1, pages) as fleet, TemporaryDirectory() as folder:
        source = source_of(fleet.homes[0])
        spent = [_seconds()]
        asked = [0]
        for _visit in range(2):
            report = crawl([source], Path(folder))[0]
            spent.append(_seconds())
            asked.append(len(fleet.asked()))
        paths = Counter(path for _, path, _ in fleet.asked()[asked[1] :])
        with open_store(Path(folder) / "fundtrace.db") as store:
            revisions = store.db.execute("SELECT count(*) FROM revisions").fetchone()[0]
    first, again = (later - earlier for earlier, later in pairwise(spent))
    print(f"first visit: {asked[1]} requests, {first / pages * 1000:.1f} ms of processor time a page")
    print(f"again: {asked[2] - asked[1]} requests, {again / pages * 1000:.1f} ms a page")
    print(f"ratio: {again / first:.2f} (at most 0.5)")
    print(f"most requests for one address: {max(paths.values())} (at most 1)")
    print(f"articles rewritten: {report.new + report.changed + revisions} (0 allowed)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the crawling process: {peak:.0f} MB")
    return int(again > first / 2 or max(paths.values()) > 1 or report.new + report.changed + revisions > 0)


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in (sys.argv[1:] or ["3000"]))))
