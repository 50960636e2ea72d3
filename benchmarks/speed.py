"""Speed as ratios that one run takes on one core, so that they hold on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import trafilatura
from dateparser.search import search_dates

from benchmarks.texts import Labelled
from fundtrace.demo.content import load_sites
from fundtrace.demo.server import path_of, reply_to
from fundtrace.demo.web import Ask
from normalise.dates import find_dates
from normalise.decoding import decode
from normalise.document import Document
from normalise.extract import extract_page, extract_text
from normalise.page import read_page
from normalise.records import Published

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_REQUIRED = {"REQUIRE_PARTS": ["day", "month"]}


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of a few runs."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def texts_a_second(texts: Sequence[Labelled]) -> float:
    """How many texts are read into records in a second of one core."""
    took = seconds(lambda: [extract_text(one.text, title=one.title, url=one.url) for one in texts])
    return len(texts) / took


@dataclass(frozen=True, slots=True)
class DatesBeside:
    """Our dates beside dateparser's on the same texts: time and recall of the labelled days."""

    ours_seconds: float
    theirs_seconds: float
    labelled_days: int
    ours_hits: int
    theirs_hits: int

    @property
    def times_faster(self) -> float:
        return self.theirs_seconds / self.ours_seconds

    @property
    def times_the_recall(self) -> float:
        return self.ours_hits / self.theirs_hits if self.theirs_hits else float("inf")


def dates_beside_dateparser(texts: Sequence[Labelled]) -> DatesBeside:
    """Both are given the publication date; a labelled day counts as hit when it was found at all."""
    ours_seconds = seconds(lambda: [_our_days(one) for one in texts])
    _their_days(texts[0])  # dateparser reads its language data at the first call
    theirs_seconds = seconds(lambda: [_their_days(one) for one in texts], times=2)
    ours, theirs = [_our_days(one) for one in texts], [_their_days(one) for one in texts]
    days = [_labelled_days(one) for one in texts]
    return DatesBeside(
        ours_seconds,
        theirs_seconds,
        sum(map(len, days)),
        sum(len(wanted & found) for wanted, found in zip(days, ours, strict=True)),
        sum(len(wanted & found) for wanted, found in zip(days, theirs, strict=True)),
    )


def _labelled_days(labelled: Labelled) -> set[str]:
    return {
        end for start, last, precision, _ in labelled.dates if precision == "day" for end in (start, last)
    }


def _our_days(labelled: Labelled) -> set[str]:
    known = Published(labelled.published, "given", 1.0) if labelled.published else None
    found = find_dates(Document(labelled.text, title=labelled.title, published=known)).findings
    return {day for one in found for day in (one.start, one.end)}


def _their_days(labelled: Labelled) -> set[str]:
    settings: dict[str, object] = dict(_REQUIRED)
    if labelled.published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(labelled.published)
    found = search_dates(labelled.text, languages=["lv"], settings=settings) or []
    return {moment.date().isoformat() for _, moment in found}


def demo_pages() -> list[tuple[str, str]]:
    """Each demo post's address and page, made in this process."""
    pages = []
    for site in load_sites():
        for post in site.posts:
            path = path_of(site, post)
            address = f"http://127.0.0.1{path}"
            reply = reply_to(site, Ask(*_split(path), base="http://127.0.0.1", now=NOW))
            if reply.status == 200:
                pages.append((address, decode(reply.body, None).text))
    return pages


def _split(path: str) -> tuple[str, dict[str, str]]:
    before, _, query = path.partition("?")
    return before, dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)


def page_time_beside_trafilatura(pages: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Seconds for all pages from HTML to record, and for trafilatura's main text alone."""
    kept = list(pages)
    ours = seconds(lambda: [extract_page(read_page(html, address)) for address, html in kept])
    theirs = seconds(lambda: [trafilatura.extract(html) for _, html in kept])
    return ours, theirs


def time_by_length(texts: Sequence[Labelled], sizes: Sequence[int]) -> list[tuple[int, float]]:
    """Seconds for one text of each size, made of the labelled texts one after another."""
    joined = "\n\n".join(one.text for one in texts)
    found = []
    for size in sizes:
        text = (joined * (size // len(joined) + 1))[:size]
        found.append((size, seconds(partial(extract_text, text), times=1)))
    return found
