"""Rules on all news of a grant: how many, how often, how soon, and how long they stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from normalise.coverage import Coverer, SourceReading, cover
from normalise.grant_records import Grant
from normalise.grant_rules import News, duty_of, judge_news
from normalise.rulebook import FunderRules, Kind, Rule, load_rulebook
from normalise.verdicts import Outcome

TODAY = date(2025, 6, 1)
PAST = Grant("N-1", "N-1", start="2022-01-01", end="2022-12-31")
RUNNING = Grant("N-2", "N-2", start="2025-01-01", end="2026-12-31")
NO_DAYS = Grant("N-3", "N-3")
WHOLE = SourceReading("osta", "2025-05-30", "2019-01-01")
FIRST = Coverer("https://osta.example/1", "2022-03-01", "2022-03-02", financed=True, last_seen="2025-05-30")
SECOND = replace(FIRST, url="https://osta.example/2", published="2022-08-01", first_seen="2022-08-02")
PASSING = replace(FIRST, financed=False)


def rules(kind: Kind, severity: Literal["must", "should"] = "must", **wanted: Any) -> FunderRules:
    rule = Rule(
        id="the-rule", kind=kind, lv="jā", en="yes", status="prescribed", severity=severity,
        source="https://x.example/", **wanted,
    )  # fmt: skip
    return FunderRules(funder="sif", rules=(rule,))


def news(grant: Grant, *articles: Coverer, readings: tuple[SourceReading, ...] = (WHOLE,)) -> News:
    return News(grant, articles, readings, (), TODAY)


TWO, HALF_YEAR = rules("least", least=2), rules("updates", days=184)
TWO_YEARS, FIVE_YEARS = rules("kept", days=730), rules("kept", days=1825)
SOON = rules("news_within", days=90)


@pytest.mark.parametrize(
    ("asked", "about", "verdict", "words"),
    [
        (TWO, news(PAST, FIRST, SECOND), "met", "2 articles"),
        (TWO, news(PAST, FIRST), "not met", "1 of 2"),
        (TWO, news(PAST, FIRST, PASSING), "not met", "1 of 2"),
        (TWO, news(PAST, FIRST, readings=()), "cannot tell", "no source"),
        (TWO, news(RUNNING, FIRST), "not applicable", "the time runs until 2026-12-31"),
        (TWO, news(NO_DAYS, FIRST), "cannot tell", "no end"),
        (HALF_YEAR, news(PAST, FIRST, SECOND), "met", "153 days"),
        (HALF_YEAR, news(PAST, FIRST), "not met", "305 days without news from 2022-03-01 to 2022-12-31"),
        (HALF_YEAR, news(PAST, FIRST, readings=()), "cannot tell", "no source"),
        (HALF_YEAR, news(PAST, FIRST, replace(SECOND, published=None)), "cannot tell", "not known"),
        (HALF_YEAR, news(RUNNING), "met", "151 days"),
        (HALF_YEAR, news(NO_DAYS, FIRST), "cannot tell", "does not give"),
        (TWO_YEARS, news(PAST, FIRST), "met", "still there on 2025-05-30"),
        (FIVE_YEARS, news(PAST, FIRST), "not applicable", "2027-12-30"),
        (TWO_YEARS, news(PAST, replace(FIRST, last_seen="2024-01-01")), "cannot tell", "2024-01-01"),
        (TWO_YEARS, news(PAST, replace(FIRST, gone="2023-05-01")), "not met", "gone on 2023-05-01"),
        (TWO_YEARS, news(PAST, replace(FIRST, lost=("2023-01-01", "2023-05-01"))), "not met", "2023-05-01"),
        (TWO_YEARS, news(PAST, replace(FIRST, gone="2025-05-01")), "met", ""),
        (TWO_YEARS, news(PAST), "not applicable", "no article"),
        (SOON, news(PAST, FIRST), "met", "2022-03-01"),
        (SOON, news(PAST, SECOND), "not met", "no news by 2022-04-01"),
        (SOON, news(PAST, SECOND, readings=()), "cannot tell", "no source"),
        (SOON, news(PAST, replace(SECOND, published=None)), "cannot tell", "not known"),
        (SOON, news(replace(RUNNING, start="2025-05-01")), "not applicable", "2025-07-30"),
        (SOON, news(NO_DAYS, FIRST), "cannot tell", "does not give"),
    ],
)
def test_one_rule(asked: FunderRules, about: News, verdict: Outcome, words: str) -> None:
    found = judge_news(about, asked)[0]
    assert (found.verdict, words in found.note) == (verdict, True), found.note
    assert found.note_lv


def test_what_only_advises_breaks_nothing() -> None:
    found = judge_news(news(PAST, FIRST), rules("least", "should", least=2))[0]
    assert found.verdict == "not applicable"
    assert found.note.startswith("advice: ")


def coverage(about: News, asked: FunderRules) -> tuple[str, str]:
    duty = duty_of(about.grant, asked, judge_news(about, asked))
    found = cover(about.grant, about.articles, about.readings, about.doubts, about.today, duty)
    return found.state, found.reason


@pytest.mark.parametrize(
    ("asked", "about", "state", "words"),
    [
        (SOON, news(PAST), "silent", "the rule the-rule asks for news by 2022-04-01"),
        (SOON, news(PAST, SECOND), "late", "due by 2022-04-01"),
        (SOON, news(PAST, FIRST), "covered", ""),
        (HALF_YEAR, news(PAST, FIRST), "incomplete", "305 days"),
        (TWO_YEARS, news(PAST, replace(FIRST, gone="2023-05-01"), SECOND), "incomplete", "2023-05-01"),
        (TWO, news(PAST, FIRST), "cannot tell", "not after 2023-12-31"),
        (TWO, news(PAST, FIRST), "incomplete", "1 of 2"),
    ],
)
def test_what_rules_on_all_news_mean_for_the_coverage(
    asked: FunderRules, about: News, state: str, words: str
) -> None:
    if state == "cannot tell":
        about = replace(about, readings=(replace(WHOLE, read_whole="2023-12-01"),))
    assert (coverage(about, asked)[0], words in coverage(about, asked)[1]) == (state, True)


def test_bauskas_year_drives_the_silence() -> None:
    grant = Grant("17-06-AL07-A019.2201-000905", "x", funder="eafrd-leader", start="2023-01-10")
    state, reason = coverage(news(grant), load_rulebook()["eafrd-leader"])
    assert state == "silent"
    assert "leader-bauska-news-within-a-year asks for news by 2024-01-10" in reason


def test_half_a_year_without_news_is_advice() -> None:
    grant = Grant("9.2.4.2/16/I/095", "x", funder="esf", start="2022-01-01", end="2022-12-31")
    found = {one.rule: one for one in judge_news(news(grant, FIRST), load_rulebook()["esf"])}
    assert found["esf-14-updates"].verdict == "not applicable"
    assert "305 days" in found["esf-14-updates"].note
