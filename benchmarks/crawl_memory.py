"""How much memory does a visit to a site of 100,000 pages take, new ones and known ones?

Run by hand: `python -m benchmarks.crawl_memory [PAGES]`; some four minutes, loopback only. Each visit is a
process of its own. The first finds all pages in sitemaps and may ask for 300 of them; the second knows them
all, each with its capture and article, and asks for those whose turn has come.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crawl_sites import sites
from crawlers.run import crawl
from crawlers.sources import Source
from db.ids import article_id
from db.moments import instant
from db.records import SourceRecord
from db.store import open_store

MOST_MEGABYTES = 300
_TURN_OF = 500


def source_of(home: str, most: int) -> Source:
    """The site as a source of sitemaps."""
    return Source(
        id="site",
        name="Biedrība",
        home=home,
        kind="sitemap",
        start=("/karte-0.xml",),
        delay=0,
        max_pages=most,
        allow_private_addresses=True,
    )


def make_known(data: Path, home: str, pages: int) -> None:
    """Puts a capture and an article of each page in the database, as visits of months would have."""
    data.mkdir()
    now = datetime.now(UTC)
    begun, seen = instant(now - timedelta(days=200)), instant(now - timedelta(days=1))
    with open_store(data / "fundtrace.db") as store, store.batch():
        store.save_sources([SourceRecord("site", "Biedrība", home)])
        run = store.begin_run(begun)
        for number in range(pages):
            url, asked = f"{home}zinas/laipa-par-upi-{number}/", begun if number < _TURN_OF else seen
            store.db.execute(
                "INSERT INTO captures (run, source, url, final_url, fetched_at, status, sha256, warc_file,"
                " warc_offset, role) VALUES (?, 'site', ?, ?, ?, 200, ?, 'site/x.warc.gz', ?, 'page')",
                [run, url, url, begun, f"{number:064x}", number],
            )
            store.db.execute(
                "INSERT INTO articles (id, source, url, title, text, first_seen, last_seen, capture,"
                " text_digest, findings_digest) VALUES (?, 'site', ?, ?, 'x', ?, ?, ?, ?, '')",
                [article_id(url), url, str(number), begun, asked, number + 1, f"{number:x}"],
            )
            store.db.execute(
                "INSERT INTO addresses (url, source, article, relation, capture, first_seen, last_seen)"
                " VALUES (?, 'site', ?, 'own', ?, ?, ?)",
                [url, article_id(url), number + 1, begun, asked],
            )


def visit(home: str, data: Path, most: int) -> float:
    """Crawls in a process of its own; its peak memory in MB."""
    command = [sys.executable, "-m", "benchmarks.crawl_memory", "--child", home, str(data), str(most)]
    *account, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    print(*account, sep="\n")
    return float(peak)


def child(home: str, data: Path, most: int) -> None:
    """The visit, its account, and the peak memory of this process."""
    report = crawl([source_of(home, most)], data)[0]
    shown = (
        f"{report.fetched} fetched, {report.dropped} dropped, {report.known} known, {report.resting} resting"
    )
    print(f"  {report.requests} addresses: {shown}")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(pages: int) -> int:
    """Prints both peaks; 1 when one is above its bound."""
    with sites(1, pages) as fleet, TemporaryDirectory() as folder:
        first = visit(fleet.homes[0], Path(folder) / "new", 300)
        make_known(Path(folder) / "known", fleet.homes[0], pages)
        again = visit(fleet.homes[0], Path(folder) / "known", pages)
    print(f"{pages} new pages found: {first:.0f} MB; {pages} known pages: {again:.0f} MB")
    print(f"(at most {MOST_MEGABYTES})")
    return int(max(first, again) > MOST_MEGABYTES)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(*(int(value) for value in (sys.argv[1:] or ["100000"]))))
