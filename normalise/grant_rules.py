"""Rules on a grant's news as a whole: how many, how often, how soon, and how long they stay online.

`not met` is said only on proof: of an article that disappeared by our own captures, of news that is missing
only when every source of the recipient was read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from normalise.coverage import Coverer, Duty, SourceReading, gap_in_proof
from normalise.grant_records import Grant
from normalise.rulebook import GRANT_KINDS, FunderRules, Kind, Rule
from normalise.said import NOTHING, Said, say
from normalise.verdicts import Outcome

Answer = tuple[Outcome, Said]


@dataclass(frozen=True, slots=True)
class GrantVerdict:
    """What one rule says of all news about a grant."""

    rule: str
    verdict: Outcome
    note: str
    note_lv: str
    status: Literal["prescribed", "observed"]
    binds: bool
    source: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class News:
    """All that is known of a grant's news on a day. `doubts` as in `coverage.cover`."""

    grant: Grant
    articles: Sequence[Coverer]
    readings: Sequence[SourceReading]
    doubts: Sequence[str]
    today: date

    @property
    def own(self) -> list[Coverer]:
        """Articles that the grant paid for."""
        return [one for one in self.articles if one.financed]

    @property
    def days(self) -> list[str]:
        """Their days of publication, the earliest first; undated ones are left out."""
        return sorted(one.published for one in self.own if one.published)

    def unproven(self, after: str) -> Said | None:
        """What keeps missing news from being proven."""
        if any(one.published is None for one in self.own):
            return say("undated_news")
        return gap_in_proof(self.grant, self.readings, after, self.doubts)


def judge_news(news: News, rules: FunderRules | None) -> tuple[GrantVerdict, ...]:
    """A verdict for each rule on all news that belongs to the grant's period."""
    return tuple(
        _verdict(rule, *_ANSWERS[rule.kind](news, rule))
        for rule in (rules.rules if rules else ())
        if rule.kind in GRANT_KINDS and rule.is_of(news.grant.id)
    )


def duty_of(grant: Grant, rules: FunderRules | None, verdicts: Iterable[GrantVerdict]) -> Duty:
    """What binding rules on all news mean for the coverage of a grant."""
    bound = [rule for rule in (rules.rules if rules else ()) if rule.binds and rule.is_of(grant.id)]
    soon = [
        (until, rule.id) for rule in bound if rule.kind == "news_within" and (until := _within(grant, rule))
    ]
    until, name = min(soon, default=(None, ""))
    failed = [
        one for one in verdicts if one.binds and one.verdict == "not met" and one.kind in ("updates", "kept")
    ]
    notes = Said("; ".join(one.note_lv for one in failed), "; ".join(one.note for one in failed))
    least = max((rule.least or 0 for rule in bound), default=0)
    return Duty(least, until, name, tuple(one.rule for one in failed), notes)


def _least(news: News, rule: Rule) -> Answer:
    count, least = len(news.own), rule.least or 1
    if count >= least:
        return "met", say("enough", count=count, least=least)
    said, end = say("too_few", count=count, least=least), news.grant.end
    if end is None:
        return "cannot tell", say("too_few_open", said=said)
    if news.today.isoformat() <= end:
        return "not applicable", say("too_few_time", said=said, until=end)
    gap = news.unproven(end)
    return ("cannot tell", say("said_but", said=said, gap=gap)) if gap else ("not met", said)


def _updates(news: News, rule: Rule) -> Answer:
    start, end = news.grant.start, news.grant.end
    if start is None or end is None:
        return "cannot tell", say("no_start")
    last = min(end, news.today.isoformat())
    if last <= start:
        return "not applicable", say("still_time", until=end)
    days = [start, *(day for day in news.days if start < day < last), last]
    longest, begun, ended = max((_between(one, other), one, other) for one, other in pairwise(days))
    if longest <= (rule.days or 0):
        return "met", say("no_gap", days=longest, most=rule.days)
    said = say("gap_days", days=longest, start=begun, end=ended, most=rule.days)
    gap = news.unproven(ended)
    return ("cannot tell", say("said_but", said=said, gap=gap)) if gap else ("not met", said)


def _kept(news: News, rule: Rule) -> Answer:
    if news.grant.end is None:
        return "cannot tell", say("no_start")
    if not news.own:
        return "not applicable", say("no_news")
    until = _later(news.grant.end, rule)
    for one in news.own:
        day = one.gone or (one.lost[1] if one.lost else None)
        if day and day < until:
            return "not met", say("not_kept", url=one.url, day=day, until=until)
    stale = min(news.own, key=lambda one: one.last_seen or "")
    seen = stale.last_seen or ""
    said = say("kept", url=stale.url, day=seen, until=until)
    if seen >= until:
        return "met", said
    return ("not applicable" if news.today.isoformat() <= until else "cannot tell"), said


def _news_within(news: News, rule: Rule) -> Answer:
    until = _within(news.grant, rule)
    if until is None:
        return "cannot tell", say("no_start")
    first = min(news.own, key=lambda one: one.published or one.first_seen, default=None)
    if first and (first.published or first.first_seen) <= until:
        return "met", say("within", url=first.url, day=first.published or first.first_seen, until=until)
    if news.today.isoformat() <= until:
        return "not applicable", say("still_time", until=until)
    said, gap = say("not_within", until=until), news.unproven(until)
    return ("cannot tell", say("said_but", said=said, gap=gap)) if gap else ("not met", said)


_ANSWERS: dict[Kind, Callable[[News, Rule], Answer]] = {
    "least": _least,
    "updates": _updates,
    "kept": _kept,
    "news_within": _news_within,
}


def _within(grant: Grant, rule: Rule) -> str | None:
    begun = grant.start or grant.awarded
    return _later(begun, rule) if begun else None


def _later(day: str, rule: Rule) -> str:
    return (date.fromisoformat(day) + timedelta(days=rule.days or 0)).isoformat()


def _between(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _verdict(rule: Rule, outcome: Outcome, note: Said = NOTHING) -> GrantVerdict:
    if outcome == "not met" and not rule.binds:
        outcome = "not applicable"
        note = say("advice", rule=note)
    return GrantVerdict(rule.id, outcome, note.en, note.lv, rule.status, rule.binds, rule.source, rule.kind)
