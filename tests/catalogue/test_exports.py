"""The list as CSV and Atom."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook

ATOM = "{http://www.w3.org/2005/Atom}"


async def _rows(catalogue: Datasette, query: str) -> list[dict[str, str]]:
    response = await catalogue.client.get(f"/search.csv?{query}")
    return list(csv.DictReader(io.StringIO(response.text)))


async def test_csv_has_all_articles(catalogue: Datasette) -> None:
    assert len(await _rows(catalogue, "")) == 36


async def test_csv_row(catalogue: Datasette, ids: dict[str, str]) -> None:
    assert (await _rows(catalogue, "q=nometne"))[0] == {
        "id": ids["jauniesu-nometne"],
        "title": "Jauniešu nometne “Kopā varam” Cēsīs",
        "url": "https://lielupe.example/jauniesu-nometne/",
        "source": "lielupe",
        "published": "2023-06-20",
        "financed": "acf-lv",
        "mentioned": "",
        "grants": "AIF/2022/KAPAC2/018",
        "places": "Cēsis",
        "page": f"http://localhost/article/{ids['jauniesu-nometne']}",
    }


@pytest.mark.parametrize("query", ["q=xyzzy", "q=AIF&year=1999"])
@pytest.mark.parametrize("start", ["", "/en"])
async def test_a_search_without_results_gives_headings_alone(
    catalogue: Datasette, start: str, query: str
) -> None:
    table = await catalogue.client.get(f"{start}/search.csv?{query}")
    assert (table.status_code, len(table.text.splitlines())) == (200, 1)
    book = await catalogue.client.get(f"{start}/search.xlsx?{query}")
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet.max_row == 1
    calendar = await catalogue.client.get(f"{start}/search.ics?{query}")
    assert calendar.status_code == 200
    assert "END:VCALENDAR" in calendar.text
    assert "VEVENT" not in calendar.text


async def test_csv_is_named_as_a_file(catalogue: Datasette) -> None:
    response = await catalogue.client.get("/search.csv")
    assert response.headers["content-disposition"] == 'attachment; filename="fundtrace.csv"'


async def _feed(catalogue: Datasette, path: str) -> ElementTree.Element:
    response = await catalogue.client.get(path)
    assert response.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.text)


async def test_atom_entries(catalogue: Datasette) -> None:
    feed = await _feed(catalogue, "/search.atom?q=AIF")
    assert [entry.findtext(f"{ATOM}published") for entry in feed.iter(f"{ATOM}entry")] == [
        "2024-02-12T00:00:00Z",
        "2023-06-20T00:00:00Z",
        "2021-10-02T00:00:00Z",
    ]


async def test_atom_has_what_the_standard_asks_for(catalogue: Datasette) -> None:
    feed = await _feed(catalogue, "/en/search.atom?q=AIF")
    assert [feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")] == [
        "http://localhost/en/search.atom?q=AIF",
        "Fundtrace: AIF",
        "2024-02-12T00:00:00Z",
    ]


async def test_atom_of_an_untrusted_title(catalogue: Datasette) -> None:
    feed = await _feed(catalogue, "/search.atom?q=internets")
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Drošība <script>alert('x')</script> internetā & mājās"
    ]


NOT_UNDERSTOOD = [
    ("/en/search", "q=after:blah", "“blah” is no date: write 2023, 2023-06 or 2023-06-14."),
    ("/search", "q=before:2020-13-45", "“2020-13-45” nav datums: rakstiet 2023, 2023-06 vai 2023-06-14."),
    ("/en/search", "q=year:pērn", "“pērn” is no year: write year:2023."),
    ("/search", "q=" + "a" * 401, "Vaicājums ir garāks par 400 zīmēm"),
    ("/en/coverage", "state=bogus", "“bogus” is no state: write one of: "),
    ("/coverage", "state=bogus", "“bogus” nav stāvoklis: rakstiet vienu no: "),
]
ENDINGS = {"search": (".json", ".csv", ".xlsx", ".ics", ".atom"), "coverage": (".json", ".csv", ".xlsx")}


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        (page + ending, query, said)
        for page, query, said in NOT_UNDERSTOOD
        for ending in ENDINGS[page.rpartition("/")[2]]
    ],
)
async def test_a_file_never_holds_more_than_was_asked_for(
    catalogue: Datasette, path: str, query: str, said: str
) -> None:
    response = await catalogue.client.get(f"{path}?{query}")
    assert response.status_code == 400
    assert said in (response.json()["error"] if path.endswith(".json") else response.text)


async def test_an_unknown_field_is_a_word(catalogue: Datasette) -> None:
    assert (await catalogue.client.get("/search.json?q=kas:tas")).json()["count"] == 0
    page = await catalogue.client.get("/en/search?q=kas:tas")
    assert "“kas:” is no field, so it was searched for as a word." in page.text
