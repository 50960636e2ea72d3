"""Generated news in Latvian for measuring the catalogue: the same seed gives the same articles."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("catalogue_words.toml")
FIRST_DAY = date(2012, 1, 1)
DAYS = 5_200
SOURCES = 300
_GENERATED_LISTS = {
    "activity": "activities",
    "topic": "topics",
    "topic_acc": "topics_acc",
    "people": "people",
    "people_dat": "people_dat",
    "verb": "verbs",
    "thing": "things",
    "month": "months",
    "month_gen": "months_gen",
}


@dataclass(frozen=True, slots=True)
class GeneratedArticle:
    """An article and what is to be found in it."""

    id: str
    source: str
    title: str
    text: str
    published: str
    funder: str | None
    funding: str
    grant: str | None
    project: str
    organisation: str
    place: str
    latitude: float
    longitude: float
    amount: float
    activity: str  # ISO date


class _Slots(dict[str, Any]):
    """Fills a sentence: what is fixed for the article stays, all else is drawn anew each time."""

    def __init__(self, chance: random.Random, words: dict[str, Any]) -> None:
        super().__init__()
        self._chance = chance
        self._words = words

    def __missing__(self, name: str) -> str:
        draw, words = self._chance.choice, self._words
        if name in _GENERATED_LISTS:
            return str(draw(words[_GENERATED_LISTS[name]]))
        if name in ("person", "person_gen"):
            surname = draw(words["surname_roots"]) + draw(words["surname_ends"])
            return f"{draw(words['first_names'])} {surname}{'s' if name == 'person_gen' else ''}"
        if name == "farm":
            return str(draw(words["farm_first"]) + draw(words["farm_second"]))
        if name == "number":
            return str(self._chance.randrange(5, 400))
        raise KeyError(name)


def generate(number: int, seed: int = 1) -> Iterator[GeneratedArticle]:
    """`number` articles, the oldest first."""
    with WORDS.open("rb") as file:
        words = tomllib.load(file)
    chance = random.Random(seed)
    for index in range(number):
        yield _article(index, number, words, chance)


def _article(index: int, number: int, words: dict[str, Any], chance: random.Random) -> GeneratedArticle:
    draw = chance.choice
    day = FIRST_DAY + timedelta(days=index * DAYS // number)
    held = day - timedelta(days=chance.randrange(1, 20))
    place = words["places"][min(int(chance.expovariate(0.22)), len(words["places"]) - 1)]
    funder = words["funders"][min(int(chance.expovariate(0.5)), len(words["funders"]) - 1)]
    financed = chance.random() < 0.6
    grant = _grant(funder["number"], day, chance)
    amount = float(chance.randrange(500, 60_000))
    slots = _Slots(chance, words)
    slots.update(
        place=place["where"],
        project=f"{draw(words['project_first'])} {draw(words['project_second'])}",
        organisation=f"{draw(words['organisation_first'])} {draw(words['organisation_second'])}",
        date=f"{held.year}. gada {held.day}. {words['months'][held.month - 1]}",
        grant=grant,
        funder=funder["written"],
        amount=f"{amount:.0f}",
    )
    title = draw(words["titles"]).format_map(slots)
    sentences = [draw(words["openings"]), *chance.sample(words["sentences"], chance.randrange(5, 11))]
    funding = draw(words["funding"]).format_map(slots) if financed else ""
    body = [sentence.format_map(slots) for sentence in sentences] + ([funding] if funding else [])
    return GeneratedArticle(
        id=f"{index:012x}",
        source=f"avots-{chance.randrange(SOURCES)}",
        title=title[0].upper() + title[1:],
        text="\n".join([title[0].upper() + title[1:], *body]),
        published=day.isoformat(),
        funder=funder["id"] if financed else None,
        funding=funding,
        grant=grant if financed else None,
        project=slots["project"],
        organisation=slots["organisation"],
        place=place["name"],
        latitude=place["at"][0],
        longitude=place["at"][1],
        amount=amount,
        activity=held.isoformat(),
    )


def _grant(form: str, day: date, chance: random.Random) -> str:
    """About thirty articles share a grant at a million; numbers of a year are drawn from a thousand."""
    n = chance.randrange(1, 1000)
    return form.format(
        year=day.year, yy=day.year % 100, m=day.month + 10, n=f"{n:03}", n6=f"{n:06}", n9=f"{n:09}"
    )
