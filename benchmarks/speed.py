"""Speed as ratios that one run takes on one core, so that they hold on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

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
from normalise.records import Extraction, Published

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_REQUIRED = {"REQUIRE_PARTS": ["day", "month"]}
_ROUNDS = 5
Work = Callable[[], object]


def seconds(*works: Work, rounds: int = _ROUNDS) -> list[float]:
    """The least processor time of each; they take turns, so a busy hour of the machine falls on all."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            began = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - began)
    return best


def texts_a_second(texts: Sequence[Labelled]) -> float:
    """How many texts are read into records in a second of one core."""
    took = seconds(lambda: [extract_text(one.text, title=one.title, url=one.url) for one in texts])
    return len(texts) / took[0]


@dataclass(frozen=True, slots=True)
class DatesBeside:
    """Our dates beside dateparser's on the same texts: time and recall of the labelled days.

    `ours_seconds` is the time from the plain text on, `ours_alone` without what all recognisers share
    (the text flattened and cut into lines and sentences).
    """

    ours_seconds: float
    ours_alone: float
    theirs_seconds: float
    labelled_days: int
    ours_hits: int
    theirs_hits: int

    @property
    def times_faster(self) -> float:
        return self.theirs_seconds / self.ours_seconds

    @property
    def times_faster_alone(self) -> float:
        return self.theirs_seconds / self.ours_alone

    @property
    def times_the_recall(self) -> float:
        return self.ours_hits / self.theirs_hits if self.theirs_hits else float("inf")


def dates_beside_dateparser(texts: Sequence[Labelled]) -> DatesBeside:
    """Both are given the publication date; a labelled day counts as hit when it was found at all."""
    _their_days(texts[0])  # dateparser reads its language data at the first call
    prepared = iter([[_prepared(one) for one in texts] for _ in range(_ROUNDS)])
    ours_seconds, ours_alone, theirs_seconds = seconds(
        lambda: [find_dates(_document(one)) for one in texts],
        lambda: [find_dates(document) for document in next(prepared)],
        lambda: [_their_days(one) for one in texts],
    )
    ours = [_our_days(one) for one in texts]
    theirs = [_their_days(one) for one in texts]
    days = [_labelled_days(one) for one in texts]
    return DatesBeside(
        ours_seconds,
        ours_alone,
        theirs_seconds,
        sum(map(len, days)),
        sum(len(wanted & found) for wanted, found in zip(days, ours, strict=True)),
        sum(len(wanted & found) for wanted, found in zip(days, theirs, strict=True)),
    )


def _document(labelled: Labelled) -> Document:
    known = Published(labelled.published, "given", 1.0) if labelled.published else None
    return Document(labelled.text, title=labelled.title, published=known)


def _prepared(labelled: Labelled) -> Document:
    """Flattened and cut into lines and sentences already, as the other recognisers leave it."""
    document = _document(labelled)
    _ = document.flat, document.sentences
    return document


def _labelled_days(labelled: Labelled) -> set[str]:
    return {
        end for start, last, precision, _ in labelled.dates if precision == "day" for end in (start, last)
    }


def _our_days(labelled: Labelled) -> set[str]:
    found = find_dates(_document(labelled)).findings
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


def page_time_beside_trafilatura(pages: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Seconds for all pages from bytes to record, and for trafilatura alone, which is spared the decoding."""
    received = [(address, html.encode()) for address, html in pages]
    ours, theirs = seconds(
        lambda: [extract_page(read_page(decode(body, None).text, address)) for address, body in received],
        lambda: [trafilatura.extract(html) for _, html in pages],
        rounds=2 * _ROUNDS,  # a round of small pages is short, and a busy moment may fill it
    )
    return ours, theirs


def time_by_length(texts: Sequence[Labelled], sizes: Sequence[int]) -> list[tuple[int, float]]:
    """Seconds for one text of each size, made of the labelled texts one after another."""
    joined = "\n\n".join(one.text for one in texts)
    long = {size: (joined * (size // len(joined) + 1))[:size] for size in sizes}
    return [(size, _once(extract_text, text)) for size, text in long.items()]


def page_time_by_length(texts: Sequence[Labelled], sizes: Sequence[int]) -> list[tuple[int, float]]:
    """Seconds from bytes to record for one page of each size."""
    joined = "".join(f"<p>{escape(line)}</p>\n" for one in texts for line in one.text.split("\n"))
    long = {size: f"<h1>Jaunumi</h1>{(joined * (size // len(joined) + 1))[:size]}".encode() for size in sizes}
    return [(size, _once(_record, body)) for size, body in long.items()]


def _record(body: bytes) -> Extraction:
    return extract_page(read_page(decode(body, None).text, "https://www.biedriba.example.lv/jaunumi/1"))


def _once(work: Callable[[Any], object], item: object) -> float:
    return seconds(lambda: work(item), rounds=1)[0]
