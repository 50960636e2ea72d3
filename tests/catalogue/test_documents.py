"""Documents that an article links to, with what was found in them; nothing of theirs is trusted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from datasette_config.app import make_datasette

DOCUMENTS = [
    ("https://lielupe.example/liguma-izraksts.pdf", "Līguma izraksts", "read", None, None, 3),
    ("javascript:alert(1)", "<script>alert(1)</script>", "no text", None, '"><img src=x>', None),
    ("https://lielupe.example/<b>.pdf", "", "locked", None, None, None),
]


@pytest.fixture
def attached(copy: Path, ids: dict[str, str]) -> Datasette:
    """The catalogue with three documents at one article."""
    article = ids["jauniesu-nometne"]
    with sqlite3.connect(copy) as connection:
        for place, (url, label, state, detail, title, pages) in enumerate(DOCUMENTS):
            row = (article, place, url, label, state, detail, title, pages, None)
            connection.execute("INSERT INTO article_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        found = (article, 0, "funders", 0, "acf-lv", "financed", 2, "<b>finansē</b>", 0, 14, "statement of")
        connection.execute("INSERT INTO document_findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    return make_datasette(copy)


async def _section(attached: Datasette, ids: dict[str, str]) -> Tag:
    html = (await attached.client.get(f"/en/article/{ids['jauniesu-nometne']}")).text
    section = BeautifulSoup(html, "lxml").select_one("section[aria-labelledby=documents]")
    assert section is not None
    return section


async def test_documents_are_listed_with_their_state(attached: Datasette, ids: dict[str, str]) -> None:
    said = [
        each.get_text(" ", strip=True) for each in (await _section(attached, ids)).select(".document > p")
    ]
    assert said == [
        "Līguma izraksts ↗ 3 pages",
        "<script>alert(1)</script> ↗ has no text (a scan)",
        "lielupe.example/<b>.pdf ↗ locked with a password",
    ]


async def test_a_finding_names_its_page_and_quote(attached: Datasette, ids: dict[str, str]) -> None:
    finding = (await _section(attached, ids)).select_one(".quotes li")
    assert finding is not None
    assert finding.get_text(" ", strip=True) == "Active Citizens Fund Latvia financed <b>finansē</b> page 2"


async def test_links_lead_to_web_addresses_only(attached: Datasette, ids: dict[str, str]) -> None:
    links = [str(link["href"]) for link in (await _section(attached, ids)).select(".document > p a")]
    assert links == [DOCUMENTS[0][0], "#", DOCUMENTS[2][0]]
