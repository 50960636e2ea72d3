"""Published in due time: each situation against the calendar, and how sure a `not met` is."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from normalise.coverage import Coverer, SourceReading
from normalise.grant_records import Grant
from normalise.grant_rules import News, judge_news
from normalise.rulebook import FunderRules, Rule
from tests.compliance.situations_set import LETTERS

ROWS: list[str] = tomllib.loads(Path(__file__).with_name("due_situations.toml").read_text("utf-8"))["rows"]
WITHIN_90_DAYS = FunderRules(
    funder="sif",
    rules=(
        Rule(
            id="soon", kind="news_within", lv="90 dienās", en="within 90 days", status="prescribed",
            severity="must", source="https://x.example/", days=90,
        ),
    ),
)  # fmt: skip


def article(position: int, said: str) -> Coverer:
    day = said.lstrip("~?")
    return Coverer(
        f"https://x.example/{position}", None if "?" in said else day, day, financed="~" not in said
    )


def reading(position: int, said: str) -> SourceReading:
    whole, oldest = (None if day in ("never", "none") else day for day in said.split("/"))
    return SourceReading(f"s{position}", whole, oldest)


def judged(row: str) -> tuple[str, str]:
    start, days, read, today, label = (part.strip() for part in row.split("|"))
    grant = Grant("N-1", "N-1", start=None if start == "none" else start)
    articles = [article(at, said) for at, said in enumerate(days.split())]
    readings = [reading(at, said) for at, said in enumerate(read.split())]
    news = News(grant, articles, readings, (), date.fromisoformat(today))
    return judge_news(news, WITHIN_90_DAYS)[0].verdict, LETTERS[label]


@pytest.mark.parametrize("row", ROWS)
def test_a_situation(row: str) -> None:
    said, label = judged(row)
    assert said == label


def test_there_are_enough_of_each() -> None:
    labels = [judged(row)[1] for row in ROWS]
    assert len(labels) >= 60
    assert all(
        labels.count(label) >= least for label, least in zip(LETTERS.values(), (15, 15, 15, 4), strict=True)
    )
