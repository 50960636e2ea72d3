"""Whether a grant was made known: from its articles, its days, and how well the recipient's sites were read.

`late` and `silent` are said only on proof: every source of the recipient was read whole after the day in
question, and its news reaches back far enough. Otherwise it is `cannot tell`, with what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from normalise.grant_records import Grant

State = Literal["covered", "incomplete", "late", "silent", "cannot tell", "not due"]
WAIT_AFTER_END = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """How a source of the recipient was read: the day of the last run that read it whole, null for none.

    `oldest` is the day of the oldest dated article; `trouble` says what the last run met.
    """

    source: str
    read_whole: str | None
    oldest: str | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Coverer:
    """An article about the grant, with the binding rules that it does not meet or that stay open.

    `failed` and `open` are judged by words, `unseen` are logos, which are judged by picture names only.
    `published` is null when unknown; `first_seen` is the day of our first reading, `gone` the day since
    which the site no longer has it.
    """

    url: str
    published: str | None
    first_seen: str
    financed: bool
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of a grant, why, and the day that drives it (null when none does)."""

    state: State
    reason: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """How many articles are prescribed, 0 where no rule says."""

    least: int = 0


def cover(
    grant: Grant,
    articles: Sequence[Coverer],
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty = Duty(),
) -> Coverage:
    """The coverage of a grant on a day.

    `doubts` are addresses of articles that might be about the grant (of the recipient, paid by the same
    funder, in its time, with no number or title that decides): with one of them nothing is silent or late.
    """
    own = [article for article in articles if article.financed]
    if not own:
        return _without_article(grant, len(articles), readings, doubts, today)
    standing = [article for article in own if not article.gone]
    if not standing:
        last = max(own, key=lambda article: article.gone or "")
        return Coverage(
            "incomplete", f"the acknowledgement disappeared: {last.url} is gone since {last.gone}"
        )
    return _with_articles(grant, standing, readings, doubts, today, duty)


def _with_articles(
    grant: Grant,
    articles: list[Coverer],
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty,
) -> Coverage:
    due = grant.publicity_due
    if due:
        in_time = [one for one in articles if (one.published or one.first_seen) <= due]
        if not in_time:
            return _none_in_time(grant, due, articles, readings, doubts)
        articles = in_time
    best = min(
        articles, key=lambda one: (len(one.failed), len(one.open), len(one.unseen), one.published or "9")
    )
    if best.failed:
        return Coverage("incomplete", f"{best.url} does not meet: {', '.join(best.failed)}", due)
    if best.open:
        return Coverage("cannot tell", f"{best.url} leaves open: {', '.join(best.open)}", due)
    if len(articles) < duty.least:
        return _too_few(grant, len(articles), duty.least, readings, doubts, today)
    reason = f"{best.url}, published {best.published or 'on an unknown day'}, meets what is binding"
    if best.unseen:
        reason += f"; not to be judged: {', '.join(best.unseen)}"
    return Coverage("covered", reason, due)


def _none_in_time(
    grant: Grant, due: str, articles: list[Coverer], readings: Sequence[SourceReading], doubts: Sequence[str]
) -> Coverage:
    undated = next((one for one in articles if one.published is None), None)
    if undated:
        return Coverage(
            "cannot tell", f"when {undated.url} was published is not known; news was due by {due}", due
        )
    gap = _gap_in_proof(grant, readings, due, doubts)
    if gap:
        return Coverage("cannot tell", f"the articles found are later than {due}, but {gap}", due)
    first = min(articles, key=lambda one: one.published or "")
    return Coverage("late", f"news was due by {due}; the first, {first.url}, is of {first.published}", due)


def _too_few(
    grant: Grant,
    count: int,
    least: int,
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
) -> Coverage:
    until = _awaited_until(grant)
    said = f"{count} of {least} prescribed articles were found"
    if until is None:
        return Coverage("cannot tell", f"{said}, and the register gives no end of the project")
    if today <= date.fromisoformat(until):
        return Coverage("not due", f"{said}; the time runs until {until}", until)
    gap = _gap_in_proof(grant, readings, until, doubts)
    if gap:
        return Coverage("cannot tell", f"{said}, but {gap}", until)
    return Coverage("incomplete", said, until)


def _without_article(
    grant: Grant, mentions: int, readings: Sequence[SourceReading], doubts: Sequence[str], today: date
) -> Coverage:
    until = _awaited_until(grant)
    if until is None:
        return Coverage("cannot tell", "no article was found, and the register gives no end of the project")
    if today <= date.fromisoformat(until):
        return Coverage("not due", f"no article yet; {_why_until(grant, until)}", until)
    if mentions:
        return Coverage("cannot tell", f"{mentions} articles name the grant, but only in passing", until)
    gap = _gap_in_proof(grant, readings, until, doubts)
    if gap:
        return Coverage("cannot tell", f"no article was found, but {gap}", until)
    read = ", ".join(f"{one.source} ({one.read_whole})" for one in readings)
    return Coverage("silent", f"no article; {_why_until(grant, until)}; read whole after that: {read}", until)


def _awaited_until(grant: Grant) -> str | None:
    """The day of the contract, else a year after the end: no funder's rule known to us names a day."""
    if grant.publicity_due:
        return grant.publicity_due
    return (date.fromisoformat(grant.end) + WAIT_AFTER_END).isoformat() if grant.end else None


def _why_until(grant: Grant, until: str) -> str:
    if grant.publicity_due:
        return f"the contract asks for it by {until}"
    return f"the project ends on {grant.end}, and news is awaited for a year, until {until}"


def _gap_in_proof(
    grant: Grant, readings: Sequence[SourceReading], after: str, doubts: Sequence[str]
) -> str | None:
    """What keeps the silence before a day from being proven, or None when nothing does."""
    if not readings:
        return "no source of the recipient is known"
    begun = grant.start or grant.awarded or after
    for reading in readings:
        trouble = f" ({reading.trouble})" if reading.trouble else ""
        if reading.read_whole is None:
            return f"{reading.source} was never read whole" + (
                f" ({reading.trouble})" if reading.trouble else ""
            )
        if reading.read_whole <= after:
            trouble = f" ({reading.trouble})" if reading.trouble else ""
            return f"{reading.source} was last read whole on {reading.read_whole}, not after {after}{trouble}"
        if reading.oldest is None or reading.oldest > begun:
            oldest = reading.oldest or "an unknown day"
            return f"the dated news of {reading.source} reaches back only to {oldest}"
    if doubts:
        more = f" and {len(doubts) - 1} more" if len(doubts) > 1 else ""
        return f"{doubts[0]}{more} may be about it: same recipient and funder, no number"
    return None
