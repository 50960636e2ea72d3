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
from normalise.said import NOTHING, Said, is_sentence, say

State = Literal["covered", "incomplete", "late", "silent", "cannot tell", "not due"]
WAIT_AFTER_END = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """How a source of the recipient was read: the day of the last run that read it whole, null for none.

    `oldest` is the day of the oldest dated article; `trouble` says what the last run met. `unread` counts
    lists and articles that were asked for and not read to this day, `unread_pages` are some of them, each
    an address and the word of its failure.
    """

    source: str
    read_whole: str | None
    oldest: str | None
    trouble: str | None = None
    unread: int = 0
    unread_pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverer:
    """An article about the grant, with the binding rules that it does not meet or that stay open.

    `failed` and `open` are judged by words, `unseen` are logos, which are judged by picture names only.
    `judged` says whether any binding rule was found met or not met.
    `published` is null when unknown; `first_seen` is the day of our first reading, `last_seen` that of the
    last, `gone` the day since which the site no longer has it. `lost` gives the last day with the
    acknowledgement and the first without, where the article has it no more.
    """

    url: str
    published: str | None
    first_seen: str
    financed: bool
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    gone: str | None = None
    lost: tuple[str, str] | None = None
    last_seen: str | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of a grant, why (in both languages), and the day that drives it (null when none does)."""

    state: State
    said: Said
    due: str | None = None

    @property
    def reason(self) -> str:
        """Why, in English."""
        return self.said.en


@dataclass(frozen=True, slots=True)
class Duty:
    """What rules ask of a grant's news as a whole.

    `least` is how many articles are prescribed, 0 where no rule says; `until` the day by which `rule`
    asks for the first; `failed` are binding rules on all news that are not met, with `notes` on them.
    """

    least: int = 0
    until: str | None = None
    rule: str = ""
    failed: tuple[str, ...] = ()
    notes: Said = NOTHING


NO_DUTY = Duty()


def cover(
    grant: Grant,
    articles: Sequence[Coverer],
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty = NO_DUTY,
) -> Coverage:
    """The coverage of a grant on a day.

    `doubts` are addresses of articles that might be about the grant (of the recipient, paid by the same
    funder, in its time, with no number or title that decides): with one of them nothing is silent or late.
    """
    own = [article for article in articles if article.financed]
    if not own:
        return _without_article(grant, len(articles), readings, doubts, today, duty)
    standing = [article for article in own if not article.gone and not article.lost]
    if not standing:
        return _disappeared(own)
    return _with_articles(grant, standing, readings, doubts, today, duty)


def _disappeared(articles: list[Coverer]) -> Coverage:
    lost = [one for one in articles if one.lost]
    if lost:
        last = max(lost, key=lambda one: one.lost or ("", ""))
        seen, missed = last.lost or ("", "")
        return Coverage("incomplete", say("acknowledgement_lost", url=last.url, seen=seen, missed=missed))
    last = max(articles, key=lambda one: one.gone or "")
    return Coverage("incomplete", say("acknowledgement_gone", url=last.url, day=last.gone))


def _with_articles(
    grant: Grant,
    articles: list[Coverer],
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty,
) -> Coverage:
    due = _asked_until(grant, duty)
    if due:
        in_time = [one for one in articles if (one.published or one.first_seen) <= due]
        if not in_time:
            return _none_in_time(grant, due, articles, readings, doubts)
        articles = in_time
    best = min(articles, key=_rank)
    if best.failed:
        return Coverage("incomplete", say("does_not_meet", url=best.url, rules=", ".join(best.failed)), due)
    if best.open:
        return Coverage(
            "cannot tell", say("leaves_open", url=best.url, rules=", ".join(best.open + best.unseen)), due
        )
    if len(articles) < duty.least:
        return _too_few(grant, len(articles), readings, doubts, today, duty)
    if duty.failed:
        rules = ", ".join(duty.failed)
        return Coverage("incomplete", say("grant_does_not_meet", rules=rules, notes=duty.notes), due)
    return Coverage("covered", _met(best), due)


def _rank(one: Coverer) -> tuple[int, int, bool, int, str]:
    return len(one.failed), len(one.open), not one.judged, len(one.unseen), one.published or "9"


def _met(best: Coverer) -> Said:
    day = best.published or say("unknown_day")
    if best.unseen:
        key = "meets_unseen" if best.judged else "unjudged_unseen"
        return say(key, url=best.url, day=day, rules=", ".join(best.unseen))
    return say("meets" if best.judged else "unjudged", url=best.url, day=day)


def _none_in_time(
    grant: Grant, due: str, articles: list[Coverer], readings: Sequence[SourceReading], doubts: Sequence[str]
) -> Coverage:
    undated = next((one for one in articles if one.published is None), None)
    if undated:
        return Coverage("cannot tell", say("undated", url=undated.url, due=due), due)
    gap = gap_in_proof(grant, readings, due, doubts)
    if gap:
        return Coverage("cannot tell", say("later_but", due=due, gap=gap), due)
    first = min(articles, key=lambda one: one.published or "")
    return Coverage("late", say("late", due=due, url=first.url, day=first.published), due)


def _too_few(
    grant: Grant,
    count: int,
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty,
) -> Coverage:
    until = _awaited_until(grant, duty)
    said = say("too_few", count=count, least=duty.least)
    if until is None:
        return Coverage("cannot tell", say("too_few_open", said=said))
    if today <= date.fromisoformat(until):
        return Coverage("not due", say("too_few_time", said=said, until=until), until)
    gap = gap_in_proof(grant, readings, until, doubts)
    if gap:
        return Coverage("cannot tell", say("said_but", said=said, gap=gap), until)
    return Coverage("incomplete", said, until)


def _without_article(
    grant: Grant,
    mentions: int,
    readings: Sequence[SourceReading],
    doubts: Sequence[str],
    today: date,
    duty: Duty,
) -> Coverage:
    until = _awaited_until(grant, duty)
    if until is None:
        return Coverage("cannot tell", say("none_open"))
    why = _why_until(grant, until, duty)
    if today <= date.fromisoformat(until):
        return Coverage("not due", say("none_yet", why=why), until)
    if mentions:
        return Coverage("cannot tell", say("in_passing", count=mentions), until)
    gap = gap_in_proof(grant, readings, until, doubts)
    if gap:
        return Coverage("cannot tell", say("none_but", gap=gap), until)
    read = ", ".join(f"{one.source} ({one.read_whole})" for one in readings)
    return Coverage("silent", say("silent", why=why, read=read), until)


def _asked_until(grant: Grant, duty: Duty) -> str | None:
    """The day by which the contract or a rule asks for news, the earlier of the two."""
    return min((day for day in (grant.publicity_due, duty.until) if day), default=None)


def _awaited_until(grant: Grant, duty: Duty) -> str | None:
    """The day that is asked for, else a year after the project's end."""
    asked = _asked_until(grant, duty)
    if asked:
        return asked
    return (date.fromisoformat(grant.end) + WAIT_AFTER_END).isoformat() if grant.end else None


def _why_until(grant: Grant, until: str, duty: Duty) -> Said:
    if until == grant.publicity_due:
        return say("contract_asks", until=until)
    if until == duty.until:
        return say("rule_asks", rule=duty.rule, until=until)
    return say("year_after_end", end=grant.end, until=until)


def _trouble(reading: SourceReading) -> Said:
    """What kept a source from being read whole, in brackets; nothing where that is not known."""
    if reading.unread:
        unread = _unread(reading)
        return say("in_brackets_both", one=reading.trouble, other=unread) if reading.trouble else say(
            "in_brackets", one=unread)  # fmt: skip
    return say("in_brackets", one=reading.trouble) if reading.trouble else NOTHING


def _unread(reading: SourceReading) -> Said:
    named = [say("unread_page", url=url, why=_why(failure)) for url, failure in reading.unread_pages]
    pages = Said(", ".join(one.lv for one in named), ", ".join(one.en for one in named))
    beyond = reading.unread - len(named)
    more = say("and_more", count=beyond) if beyond else NOTHING
    return say("left_unread", count=reading.unread, pages=pages, more=more)


def _why(failure: str) -> Said:
    key = f"why_{failure}"
    return say(key if is_sentence(key) else "why_other", failure=failure)


def gap_in_proof(
    grant: Grant, readings: Sequence[SourceReading], after: str, doubts: Sequence[str]
) -> Said | None:
    """What keeps the silence before a day from being proven, or None when nothing does."""
    if not readings:
        return say("no_source")
    begun = grant.start or grant.awarded or after
    for reading in readings:
        trouble = _trouble(reading)
        if reading.read_whole is None:
            return say("never_read", source=reading.source, trouble=trouble)
        if reading.read_whole <= after:
            return say("read_early", source=reading.source, day=reading.read_whole, after=after,
                       trouble=trouble)  # fmt: skip
        if reading.oldest is None or reading.oldest > begun:
            return say("reaches_back", source=reading.source, oldest=reading.oldest or say("an_unknown_day"))
    if doubts:
        more = say("and_more", count=len(doubts) - 1) if len(doubts) > 1 else NOTHING
        return say("may_be_about", url=doubts[0], more=more)
    return None
