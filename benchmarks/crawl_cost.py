"""What does a page cost, beside a Scrapy spider that does nothing and trafilatura alone?

Run by hand: `python -m benchmarks.crawl_cost [PAGES]`; some two minutes, loopback only. The pages are those
that platforms send around our labelled texts, about 22 KB each. Each errand is a process of its own on one
processor, its children's time counted too; the time to start is taken off (the same errand with few pages).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawl_killed import source_of
from benchmarks.crawl_sites import sites, varied_pages

MOST = 3.0
# pages of the short run that is taken off: enough that the readers are at work
_START = 100


def nothing(home: str, pages: int) -> None:
    """Asks for every page with Scrapy and does nothing with it."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    class Idle(Spider):
        name = "idle"

        async def start(self) -> Any:
            for number in range(pages):
                yield Request(f"{home}zinas/laipa-par-upi-{number}/")

        def parse(self, response: Any, **_: Any) -> None:
            return None

    settings = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False}
    process = CrawlerProcess(settings)
    process.crawl(Idle)
    process.start()


def main_text(_home: str, pages: int) -> None:
    """Takes the main text out of every page with trafilatura; making the pages is taken off."""
    import trafilatura

    html = varied_pages(pages)
    before = _spent()
    for each in html:
        trafilatura.extract(each)
    print(_spent() - before)


def _spent() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def everything(home: str, pages: int) -> None:
    """Crawls: links, archive, frontier, reading, extraction, database."""
    from crawlers.run import crawl

    with TemporaryDirectory() as folder:
        source = source_of(home).model_copy(update={"max_pages": 1_000_000})
        report = crawl([source], Path(folder))[0]
    if report.found != pages:
        raise ValueError(f"{report.found} of {pages} articles were found")


_ERRANDS: dict[str, Callable[[str, int], None]] = {
    "nothing": nothing,
    "main_text": main_text,
    "everything": everything,
}


def seconds(errand: str, pages: int) -> float:
    """Processor time of an errand over so many pages, the start of the process and its children included."""
    with sites(1, pages, varied=True) as fleet:
        command = [sys.executable, "-m", "benchmarks.crawl_cost", "--child", errand, fleet.homes[0]]
        done = subprocess.run([*command, str(pages)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0])


def child(errand: str, home: str, pages: int) -> None:
    """Runs an errand on one processor and prints what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    _ERRANDS[errand](home, pages)
    print(_spent())


def milliseconds_a_page(errand: str, pages: int) -> float:
    """What one more page costs."""
    return (seconds(errand, pages + _START) - seconds(errand, _START)) / pages * 1000


def main(pages: int) -> int:
    """Prints the three and the ratio; 1 when it is above its bound."""
    idle, text, ours = (milliseconds_a_page(errand, pages) for errand in _ERRANDS)
    size = sum(len(html.encode()) for html in varied_pages(_START)) / _START / 1024
    print(f"pages of {size:.0f} KB, ms of processor time a page:")
    print(f"Scrapy doing nothing {idle:.2f}, trafilatura {text:.2f}, everything {ours:.2f}")
    print(f"ratio: {ours / (idle + text):.2f} (at most {MOST:g})")
    return int(ours > MOST * (idle + text))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        sys.exit(main(*(int(value) for value in (sys.argv[1:] or ["1000"]))))
