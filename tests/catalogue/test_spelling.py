"""“Did you mean”, and words by their beginning."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from datasette_config.query_language import parse
from datasette_config.search.index import Index, build_index
from datasette_config.search.spelling import Terms, respellings


@pytest.fixture(scope="module")
def index(snapshot: Path) -> Index:
    with closing(sqlite3.connect(snapshot)) as connection:
        connection.row_factory = sqlite3.Row
        return build_index(connection)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("nometnne", "nometne"),
        ("projekst", "projekts"),
        ("sokla", "skola"),
        ("kopienu sokla Talsos", "kopienu skola Talsos"),
        ("funder:sif nometnne", "funder:sif nometne"),
    ],
)
def test_a_misspelt_word(index: Index, typed: str, mended: str) -> None:
    from normalise.search_terms import stems

    assert stems(mended) in [stems(each) for each in respellings(parse(typed), index.terms, index.aliases)]


@pytest.mark.parametrize(
    "typed", ["nometnei", '"nometnne"', "-nometnne", "AIF", "xqzwvk", "abc", "2023", "", "nometnn*"]
)
def test_nothing_to_mend(index: Index, typed: str) -> None:
    assert respellings(parse(typed), index.terms, index.aliases) == []


async def _soup(catalogue: Datasette, query: str) -> BeautifulSoup:
    return BeautifulSoup((await catalogue.client.get(f"/en/search?q={quote(query)}")).text, "lxml")


async def test_the_page_shows_what_the_mended_word_finds(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "nometnne")
    notice = soup.select_one(".notice")
    assert notice is not None
    assert "Nothing was found for “nometnne”" in notice.get_text()
    assert soup.select(".hits .card")


async def test_json_stays_exact_and_says_what_could_be_meant(catalogue: Datasette) -> None:
    answer = (await catalogue.client.get("/search.json?q=nometnne")).json()
    assert (answer["count"], answer["results"], answer["did_you_mean"]) == (0, [], "nometne")


@pytest.mark.parametrize(
    ("beginning", "whole"), [("kopie*", "kopiena"), ("nomet*", "nometne"), ("TAL*", "Talsi")]
)
async def test_a_beginning_finds_the_whole_word(catalogue: Datasette, beginning: str, whole: str) -> None:
    counts = [
        (await catalogue.client.get(f"/search.json?q={quote(query)}")).json()["count"]
        for query in (beginning, whole)
    ]
    assert counts[0] >= counts[1] > 0


async def test_a_beginning_is_marked(catalogue: Datasette) -> None:
    assert (await _soup(catalogue, "nomet*")).select("mark.hit")


def test_two_mistakes_in_a_short_stem_leave_another_word() -> None:
    terms = Terms(["selg", "vilan"], ["selga", "vilani"], ["selga", "Viļāni"], {"selg": 9, "vilan": 3})
    assert terms.nearest("selijas") == []
    assert terms.nearest("Vilāmi") == ["Viļāni"]
