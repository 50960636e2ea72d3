"""What the readers make of the demo's pages as served: floors, to be raised as the readers get better."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from fundtrace.demo import DemoSites, Post, load_sites
from normalise.decoding import decode
from normalise.extract import Standing, extract_page
from normalise.page import read_page
from normalise.records import Extraction
from tests.demo.conftest import fetch

DATED = ("activity", "project_period", "deadline")


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def wanted(post: Post) -> dict[str, set[object]]:
    """What the labels ask of each field, in a form that can be compared."""
    labels = post.labels
    return {
        "funders": {funder for funder in labels.funders if not funder.startswith("other:")},
        "grants": {letters(grant.id) for grant in labels.grants if grant.where in ("text", "caption")},
        "projects": {letters(title) for title in labels.projects},
        "dates": {
            (str(d.start), str(d.end)) for d in labels.dates if d.role in DATED and d.precision != "year"
        },
        "amounts": {(amount.value, amount.currency) for amount in labels.amounts},
        "published": {str(labels.published)} if labels.published else set(),
    }


def found(said: Extraction) -> dict[str, set[object]]:
    """What was found, in the same form."""
    paying = {funder.id for funder in said.funders if funder.role == "financed"}
    return {
        "funders": {funder for funder in paying if not funder.startswith("other:")},
        "grants": {letters(grant.id) for grant in said.grants},
        "projects": {letters(project.title) for project in said.projects},
        "dates": {(d.start, d.end) for d in said.dates if d.role in DATED and d.precision != "year"},
        "amounts": {(amount.value, amount.currency) for amount in said.amounts},
        "published": {said.published.date} if said.published else set(),
    }


@dataclass
class Tally:
    hits: int = 0
    asked: int = 0
    given: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.asked + self.given)


@pytest.fixture(scope="module")
def readings(demo: DemoSites) -> list[tuple[Post, Extraction]]:
    pairs = []
    for site in load_sites():
        known = site.source.get("standing", {})
        standing = Standing(
            funders=frozenset(known.get("funders", ())), grants=frozenset(known.get("grants", ()))
        )
        for post in (post for post in site.posts if not post.protected):
            address = demo.address_of(site, post)
            page = read_page(decode(fetch(address).body).text, address)
            pairs.append((post, extract_page(page, standing=standing)))
    return pairs


@pytest.fixture(scope="module")
def tallies(readings: list[tuple[Post, Extraction]]) -> dict[str, Tally]:
    table = {field: Tally() for field in ("funders", "grants", "projects", "dates", "amounts", "published")}
    for post, said in readings:
        asked, given = wanted(post), found(said)
        for field, tally in table.items():
            tally.hits += len(asked[field] & given[field])
            tally.asked += len(asked[field])
            tally.given += len(given[field])
    return table


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("funders", 0.75),
        ("grants", 0.85),
        ("projects", 0.85),
        ("dates", 0.75),
        ("amounts", 0.9),
        ("published", 0.95),
    ],
)
def test_readers_reach_the_floor(tallies: dict[str, Tally], field: str, floor: float):
    assert tallies[field].f1 >= floor


def test_every_quote_stands_where_it_says(readings: list[tuple[Post, Extraction]]):
    loose = [
        (post.id, proof.quote)
        for post, said in readings
        for findings in (
            said.funders,
            said.grants,
            said.projects,
            said.dates,
            said.amounts,
            said.organisations,
        )
        for finding in findings
        for proof in finding.evidence
        if said.text[proof.start : proof.end] != proof.quote
    ]
    assert loose == []


def test_the_footers_grant_is_on_no_article(readings: list[tuple[Post, Extraction]]):
    footer = "23-00-U31523.0-000901"
    assert [post.id for post, said in readings for grant in said.grants if grant.id == footer] == []
