"""Do 200 slow sites keep the pace that politeness allows, while their pages are read?

Run by hand: `python -m benchmarks.crawl_pace [SITES] [PAGES]`; about a minute and a half, loopback only.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crawl_sites import sites
from crawlers.run import crawl
from crawlers.sources import Source

DELAY = 2.0


def main(count: int, pages: int) -> int:
    """Prints the shares; 1 when one is below its floor."""
    with sites(count, pages, (0.1, 0.3)) as fleet, TemporaryDirectory() as folder:
        sources = [
            Source(
                id=f"site-{number}",
                name="Biedrība",
                home=home,
                kind="listing",
                start=("/",),
                delay=DELAY,
                allow_private_addresses=True,
            )
            for number, home in enumerate(fleet.homes)
        ]
        started = time.monotonic()
        reports = crawl(sources, Path(folder))
        whole = time.monotonic() - started
        asked = fleet.asked()
    moments: dict[int, list[float]] = defaultdict(list)
    for site, _path, moment in asked:
        moments[site].append(moment)
    shares = {site: (len(at) - 1) * DELAY / (at[-1] - at[0]) for site, at in moments.items()}
    total = (
        sum(len(at) - 1 for at in moments.values()) * DELAY / sum(at[-1] - at[0] for at in moments.values())
    )
    shortest = min(later - earlier for at in moments.values() for earlier, later in pairwise(at))
    fetching = max(moment for _, _, moment in asked) - min(moment for _, _, moment in asked)
    print(
        f"{len(asked)} requests to {count} sites in {fetching:.1f} s, all read and stored after {whole:.1f} s"
    )
    print(f"of the rate that a delay of {DELAY:g} s allows: {total:.1%} (at least 95 %)")
    print(f"slowest site: {min(shares.values()):.1%} of its share (at least 90 %)")
    print(f"shortest pause seen by a site: {shortest:.2f} s")
    print(f"sites read whole: {sum(report.found == pages for report in reports)}")
    return int(total < 0.95 or min(shares.values()) < 0.9)


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in (sys.argv[1:] + ["200", "14"][len(sys.argv) - 1 :]))))
