"""What the catalogue says of itself."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from benchmarks.floors import OWN_F1
from datasette_config.pages.home import _accuracy


@pytest.mark.parametrize("name", sorted(_accuracy()))
def test_no_more_accuracy_is_promised_than_the_tests_ask_for(name: str) -> None:
    assert _accuracy()[name] <= OWN_F1[name]


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/about", "Cik bieži tas ir pareizi"), ("/en/about", "How often it is right")],
)
async def test_accuracy_is_shown(catalogue: Datasette, path: str, heading: str) -> None:
    soup = BeautifulSoup((await catalogue.client.get(path)).text, "lxml")
    title = soup.select_one("#accuracy")
    assert title is not None
    assert title.get_text() == heading
    assert len(soup.select("table tbody tr")) == len(_accuracy())


async def test_sources_are_counted(catalogue: Datasette) -> None:
    text = BeautifulSoup((await catalogue.client.get("/en/about")).text, "lxml").get_text(" ", strip=True)
    assert "3 sources, oldest article:" in text
