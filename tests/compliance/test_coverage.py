"""Every state of coverage and its edges, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from normalise.coverage import Coverer, Duty, SourceReading, State, cover
from normalise.grant_records import Grant

TODAY = date(2025, 6, 1)
PAST = Grant("N-1", "N-1", start="2022-01-01", end="2022-12-31")  # awaited until 2023-12-31
RUNNING = Grant("N-2", "N-2", start="2025-01-01", end="2025-12-31")
DUE = replace(PAST, publicity_due="2022-06-30")
OPEN_END = Grant("N-3", "N-3", start="2022-01-01")

GOOD = SourceReading("osta", "2025-05-30", "2019-01-01")
NEVER = SourceReading("osta", None, None, "robots.txt forbids it")
EARLY = SourceReading("osta", "2023-12-31", "2019-01-01", "the host does not answer")
SHALLOW = SourceReading("osta", "2025-05-30", "2024-01-01")
UNDATED = SourceReading("osta", "2025-05-30", None)

FINE = Coverer("https://osta.example/1", "2022-05-01", "2022-05-02", financed=True)
LATER = replace(FINE, published="2022-09-01", first_seen="2022-09-02")
NO_DAY = replace(FINE, published=None, first_seen="2022-09-02")
NO_DAY_EARLY = replace(FINE, published=None, first_seen="2022-06-30")
LACKING = replace(FINE, failed=("gives-number",))
UNSURE = replace(FINE, unseen=("logo",))
OPEN = replace(FINE, open=("names-fund",))
UNJUDGED = replace(FINE, judged=False)
LATE_START = SourceReading("osta", "2025-05-30", "2022-03-01")
PASSING = replace(FINE, financed=False)
GONE = replace(FINE, gone="2024-02-03")


@pytest.mark.parametrize(
    ("grant", "articles", "readings", "doubts", "state", "words"),
    [
        (PAST, [FINE], [GOOD], [], "covered", "meets what is binding"),
        (PAST, [FINE], [], [], "covered", "2022-05-01"),
        (PAST, [UNSURE], [GOOD], [], "covered", "not to be judged: logo"),
        (PAST, [UNJUDGED], [GOOD], [], "covered", "there is no binding rule to judge it by"),
        (PAST, [replace(UNJUDGED, unseen=("logo",))], [GOOD], [], "covered", "nothing binding can be judged"),
        (PAST, [UNJUDGED, UNSURE], [GOOD], [], "covered", "meets what is binding; not to be judged: logo"),
        (PAST, [OPEN], [GOOD], [], "cannot tell", "leaves open: names-fund"),
        (PAST, [replace(OPEN, unseen=("logo",))], [GOOD], [], "cannot tell", "open: names-fund, logo"),
        (PAST, [OPEN, FINE], [GOOD], [], "covered", ""),
        (PAST, [OPEN, LACKING], [GOOD], [], "cannot tell", "leaves open"),
        (PAST, [], [LATE_START], [], "cannot tell", "reaches back only to 2022-03-01"),
        (DUE, [LATER], [LATE_START], [], "cannot tell", "reaches back only to 2022-03-01"),
        (PAST, [LACKING, FINE], [GOOD], [], "covered", ""),
        (PAST, [NO_DAY], [GOOD], [], "covered", "unknown day"),
        (PAST, [LACKING], [GOOD], [], "incomplete", "does not meet: gives-number"),
        (RUNNING, [LACKING], [GOOD], [], "incomplete", "gives-number"),
        (PAST, [GONE], [GOOD], [], "incomplete", "gone since 2024-02-03"),
        (PAST, [GONE, FINE], [GOOD], [], "covered", ""),
        (DUE, [FINE], [GOOD], [], "covered", ""),
        (DUE, [replace(FINE, published="2022-06-30")], [GOOD], [], "covered", ""),
        (DUE, [replace(FINE, published="2022-07-01")], [GOOD], [], "late", "due by 2022-06-30"),
        (DUE, [LATER], [GOOD], [], "late", "2022-09-01"),
        (DUE, [LATER, FINE], [GOOD], [], "covered", ""),
        (DUE, [LATER], [], [], "cannot tell", "no source of the recipient"),
        (DUE, [LATER], [NEVER], [], "cannot tell", "never read whole"),
        (DUE, [LATER], [GOOD], ["https://osta.example/9"], "cannot tell", "may be about it"),
        (DUE, [NO_DAY], [GOOD], [], "cannot tell", "not known"),
        (DUE, [NO_DAY_EARLY], [GOOD], [], "covered", ""),
        (PAST, [], [GOOD], [], "silent", "osta (2025-05-30)"),
        (DUE, [], [GOOD], [], "silent", "the contract asks for it by 2022-06-30"),
        (PAST, [], [], [], "cannot tell", "no source of the recipient is known"),
        (PAST, [], [NEVER], [], "cannot tell", "robots.txt forbids it"),
        (PAST, [], [GOOD, replace(NEVER, source="jura")], [], "cannot tell", "jura was never read whole"),
        (PAST, [], [EARLY], [], "cannot tell", "not after 2023-12-31 (the host does not answer)"),
        (PAST, [], [replace(EARLY, read_whole="2024-01-01")], [], "silent", ""),
        (PAST, [], [SHALLOW], [], "cannot tell", "reaches back only to 2024-01-01"),
        (PAST, [], [UNDATED], [], "cannot tell", "an unknown day"),
        (PAST, [], [GOOD], ["https://osta.example/9"], "cannot tell", "may be about it"),
        (PAST, [PASSING], [GOOD], [], "cannot tell", "only in passing"),
        (OPEN_END, [], [GOOD], [], "cannot tell", "gives no end"),
        (OPEN_END, [FINE], [GOOD], [], "covered", ""),
        (RUNNING, [], [GOOD], [], "not due", "awaited for a year, until 2026-12-31"),
        (RUNNING, [], [], [], "not due", ""),
        (replace(PAST, end="2024-06-01"), [], [GOOD], [], "not due", "2025-06-01"),
        (replace(PAST, end="2024-05-31"), [], [replace(GOOD, read_whole="2025-06-01")], [], "silent", ""),
    ],
)
def test_states(
    grant: Grant,
    articles: list[Coverer],
    readings: list[SourceReading],
    doubts: list[str],
    state: State,
    words: str,
) -> None:
    found = cover(grant, articles, readings, doubts, TODAY)
    assert found.state == state
    assert words in found.reason


@pytest.mark.parametrize(
    ("grant", "readings", "state"),
    [
        (PAST, [GOOD], "incomplete"),
        (PAST, [], "cannot tell"),
        (RUNNING, [GOOD], "not due"),
        (OPEN_END, [GOOD], "cannot tell"),
    ],
)
def test_fewer_articles_than_prescribed(grant: Grant, readings: list[SourceReading], state: State) -> None:
    assert cover(grant, [FINE], readings, [], TODAY, Duty(least=2)).state == state


def test_as_many_articles_as_prescribed() -> None:
    assert cover(PAST, [FINE, LATER], [GOOD], [], TODAY, Duty(least=2)).state == "covered"


def test_pages_that_were_not_read_are_named_each_with_its_reason() -> None:
    pages = (
        ("https://osta.example/a", "5xx"),
        ("https://osta.example/b", "bot wall"),
        ("https://osta.example/c", "dns"),
    )
    reading = replace(EARLY, unread=5, unread_pages=pages)
    found = cover(PAST, [], [reading], [], TODAY)
    assert found.state == "cannot tell"
    assert (
        "(the host does not answer; pages that were not read, 5 in all: "
        "https://osta.example/a – a fault of the site, https://osta.example/b – a wall against robots, "
        "https://osta.example/c – it could not be had (dns) and 2 more)"
    ) in found.reason
