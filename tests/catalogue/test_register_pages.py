"""Publicity in the catalogue: states with reasons, verdicts rule by rule, lists that can be taken along."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from datasette_config.app import make_datasette
from fundtrace.preflight import preflight
from tests.catalogue.page_types import PAGES

SILENT, INCOMPLETE = "AIF/2023/ACTB/044", "23-03-AL07-A019.2201-000004"
REGISTER_TABLES = (
    "check_notes", "disappearances", "grant_sources", "verdicts", "grant_matches", "coverage", "rules",
)  # fmt: skip


async def _soup(catalogue: Datasette, path: str) -> BeautifulSoup:
    response = await catalogue.client.get(path)
    assert response.status_code == 200, response.text[:300]
    return BeautifulSoup(response.text, "lxml")


async def _said(catalogue: Datasette, path: str) -> str:
    return (await _soup(catalogue, path)).get_text(" ", strip=True)


async def _numbers(catalogue: Datasette, query: str) -> list[str]:
    soup = await _soup(catalogue, f"/coverage?{query}")
    return [link.get_text() for link in soup.select("table th a.number")]


async def test_silent_grants_come_first(catalogue: Datasette) -> None:
    assert (await _numbers(catalogue, ""))[:2] == [SILENT, INCOMPLETE]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("state=silent", [SILENT]),
        ("state=nonsense&funder=sif", ["2022.LV/NVOF/MAC/007/12"]),
        ("q=klusa+maja", [SILENT]),
        ("q=selijas+rotalu", [INCOMPLETE]),
        ("q=actb", [SILENT]),
        ("q=nekas", []),
        ("page=99", []),
        ("page=x&state=silent", [SILENT]),
    ],
)
async def test_grants_by_state_funder_and_words(catalogue: Datasette, query: str, numbers: list[str]) -> None:
    assert await _numbers(catalogue, query) == numbers


async def test_an_unknown_state_is_told(catalogue: Datasette) -> None:
    notices = [
        [
            notice.get_text()
            for notice in (await _soup(catalogue, f"/en/coverage?state={state}")).select(".notice")
        ]
        for state in ("bogus", "silent", "")
    ]
    assert (len(notices[0]), notices[1:]) == (1, [[], []])
    assert "“bogus” is no state: write one of: " in notices[0][0]


async def test_states_are_counted(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/en/coverage?state=silent")
    counts = {
        str(link.select_one(".state").get_text()): link.select_one(".count").get_text()  # type: ignore[union-attr]
        for link in soup.select(".state-choice")
        if link.select_one(".state")
    }
    assert counts == {
        "silent": "1",
        "incomplete": "1",
        "cannot tell": "1",
        "not yet due": "1",
        "covered": "2",
    }


async def test_the_list_as_csv(catalogue: Datasette) -> None:
    text = (await catalogue.client.get("/en/coverage.csv?state=silent")).text
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["identifier"], row["state"], row["amount"]) == (SILENT, "silent", "8000.0")
    assert row["reason_en"].startswith("no article")


async def test_the_list_as_json(catalogue: Datasette) -> None:
    answer = (await catalogue.client.get("/coverage.json?funder=eafrd-leader")).json()
    assert (answer["count"], answer["grants"][0]["grant"]) == (2, INCOMPLETE)
    assert answer["grants"][0]["page"] == f"http://localhost/grant/{INCOMPLETE}"


async def test_the_list_as_a_workbook_in_the_readers_words(catalogue: Datasette) -> None:
    response = await catalogue.client.get("/coverage.xlsx?state=silent")
    heading, row = load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True)
    assert (heading[0], row[heading.index("Stāvoklis")], row[heading.index("Summa")]) == (
        "Numurs",
        "nav ziņu",
        8000,
    )


async def test_silent_grant_says_why_and_what_was_read(catalogue: Datasette) -> None:
    said = await _said(catalogue, f"/en/grant/{SILENT}")
    assert "Publicity: silent" in said
    assert "There are no articles about this grant." in said


async def test_an_article_that_misspells_the_number_is_the_grants(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute('DELETE FROM article_grants WHERE "grant" = ?', (INCOMPLETE,))
    catalogue = make_datasette(copy)
    soup = await _soup(catalogue, f"/en/grant/{INCOMPLETE}")
    matched, exports = soup.select_one("#matched .count"), soup.select_one(".exports")
    assert matched is not None
    assert exports is not None
    assert "There are no articles about this grant." not in soup.get_text()
    found = (await catalogue.client.get(f"/search.json?q=grant:{INCOMPLETE}")).json()
    assert found["count"] == int(matched.get_text())


async def test_incomplete_grant_says_what_is_missing(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, f"/en/grant/{INCOMPLETE}")
    box = soup.select_one(".verdict-box")
    assert box is not None
    missing = [item.get_text(" ", strip=True) for item in box.select(".verdict-not-met")]
    assert len(missing) == 1
    assert "administering institutions" in missing[0]


async def test_grant_gives_the_sentence_in_both_languages(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, f"/grant/{SILENT}")
    assert [(quote["lang"], SILENT in quote.get_text()) for quote in soup.select("blockquote")] == [
        ("lv", True),
        ("en", True),
    ]


async def test_article_shows_verdicts_with_quote_and_document(
    catalogue: Datasette, ids: dict[str, str]
) -> None:
    soup = await _soup(catalogue, f"/en/article/{ids['rotalu-laukums']}")
    verdicts = soup.select(".article .verdict")
    said = {str(each["class"][1]) for each in verdicts}
    assert {"verdict-met", "verdict-not-met"} <= said
    assert all(each.select_one("a[rel~=external]") for each in verdicts)
    quote = soup.select_one(".article .verdict-met q a")
    assert quote is not None
    mark = soup.select_one(f"[id='{str(quote['href'])[1:]}'] + mark, [id='{str(quote['href'])[1:]}'] ~ mark")
    assert mark is not None


@pytest.mark.parametrize(
    ("path", "said"),
    [("/article/{}", ["1 nav ievērots", "2 ievēroti"]), ("/en/article/{}", ["1 not met", "2 met"])],
)
async def test_verdicts_are_counted_in_words(
    catalogue: Datasette, ids: dict[str, str], path: str, said: list[str]
) -> None:
    soup = await _soup(catalogue, path.format(ids["rotalu-laukums"]))
    tallies = [each.get_text(" ", strip=True) for each in soup.select(".article .tally")]
    assert [each.split(" ", 1)[1] for each in tallies if "?" not in each] == said


async def test_funder_page_begins_with_the_silent_grants(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/funder/acf-lv")
    first = soup.select_one("section table th a.number")
    assert first is not None
    assert first.get_text() == SILENT


async def test_organisation_that_no_article_names_has_a_page(catalogue: Datasette) -> None:
    link = (await _soup(catalogue, "/grant/21-08-AL35-A019.2202-000777")).select_one(
        "a[href^='/organisation/']"
    )
    assert link is not None
    assert "Veloceļš" in await _said(catalogue, str(link["href"]))


FULL, SHORT = "piekrastes-biedriba-enkura-zime", "enkura-zime"


def _with_organisations(copy: Path, *more: tuple[str, str, int]) -> Datasette:
    with sqlite3.connect(copy) as connection:
        connection.executemany(
            "INSERT INTO organisations VALUES (?, ?, ?)", [(SHORT, "Enkura zīme", 8), *more]
        )
        connection.execute(
            'UPDATE coverage SET recipient = ?, organisation = ? WHERE "grant" = ?',
            ("Piekrastes biedrība “Enkura zīme”", FULL, INCOMPLETE),
        )
    return make_datasette(copy)


@pytest.mark.parametrize(
    ("path", "target", "said"),
    [
        (
            f"/en/organisation/{FULL}",
            f"/en/organisation/{SHORT}",
            "perhaps the same one: Enkura zīme (8 articles)",
        ),
        (f"/en/organisation/{SHORT}", f"/en/organisation/{FULL}", "(with grants in the register)"),
        (f"/organisation/{FULL}", f"/organisation/{SHORT}", "varbūt tā pati: Enkura zīme (8 raksti)"),
    ],
)
async def test_pages_of_one_quoted_name_lead_to_each_other(
    copy: Path, path: str, target: str, said: str
) -> None:
    soup = await _soup(_with_organisations(copy), path)
    assert soup.select_one(f'.page-head a[href="{target}"]') is not None
    assert said in " ".join(soup.get_text().split())


@pytest.mark.parametrize(
    ("other", "path"),
    [
        (("koris-enkura-zime", "Koris “Enkura zīme”", 1), FULL),
        (("koris-enkura-zime", "Koris “Enkura zīme”", 1), SHORT),
        (("koris-zime", "Koris “Zīme”", 1), "koris-zime"),
    ],
)
async def test_of_several_namesakes_none_is_guessed(
    copy: Path, other: tuple[str, str, int], path: str
) -> None:
    catalogue = _with_organisations(copy, other)
    assert "of the same name" not in await _said(catalogue, f"/en/organisation/{path}")


async def test_where_neither_has_grants_the_name_alone_says_nothing(copy: Path) -> None:
    choirs = [("koris-osta", "Koris “Osta”", 1), ("deju-kopa-osta", "Deju kopa “Osta”", 2)]
    catalogue = _with_organisations(copy, *choirs)
    assert "of the same name" not in await _said(catalogue, "/en/organisation/koris-osta")


async def test_home_counts_the_states(catalogue: Datasette) -> None:
    links = [str(link["href"]) for link in (await _soup(catalogue, "/")).select(".state-list a")]
    assert links[0] == "/coverage?state=silent"


async def test_rules_can_be_linked_to(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/rules")
    assert soup.select_one("tr#leader-14-names-institutions a[rel~=external]") is not None


@pytest.mark.parametrize("path", ["/coverage", "/grant/AIF/2026/X/001", "/funder/acf-lv", "/search?q=a"])
async def test_markup_in_the_register_is_text(catalogue: Datasette, path: str) -> None:
    html = (await catalogue.client.get(path)).text
    assert [piece in html for piece in ("<script>alert", "<img", "</script><b>", "<i>")] == [False] * 4


@pytest.mark.parametrize(
    "path",
    ["/", "/coverage", "/coverage.csv", "/rules", "/funder/sif", f"/grant/{INCOMPLETE}", "/grants.json"],
)
async def test_a_snapshot_without_a_register(copy: Path, path: str) -> None:
    with sqlite3.connect(copy) as connection:
        for table in REGISTER_TABLES:
            connection.execute(f"DROP TABLE {table}")
    assert (await make_datasette(copy).client.get(path)).status_code == 200


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
SPOILT = (
    "UPDATE verdicts SET quote = ?1, note_lv = ?1, note_en = ?1",
    "UPDATE coverage SET reason_lv = ?1, reason_en = ?1, sentence_lv = ?1, sentence_en = ?1, recipient = ?1",
    "UPDATE grant_matches SET reason_lv = ?1, reason_en = ?1, right_number = ?1",
    "UPDATE grant_sources SET trouble = ?1",
    "UPDATE rules SET lv = ?1, en = ?1, source = 'javascript:alert(1)', numbers = ?1",
    "UPDATE sources SET name = ?1, detail = ?1, home = 'javascript:alert(1)'",
    "UPDATE issues SET detail = ?1",
    "UPDATE revisions SET title = ?1, text = ?1",
    "UPDATE funders SET name_lv = ?1, name_en = ?1, website = 'javascript:alert(1)'",
)


@pytest.mark.parametrize("name", sorted(PAGES))
async def test_nothing_from_the_data_becomes_markup(copy: Path, ids: dict[str, str], name: str) -> None:
    with sqlite3.connect(copy) as connection:
        for statement in SPOILT:
            connection.execute(statement, (EVIL,))
    response = await make_datasette(copy, preflight=preflight).client.get(PAGES[name].format_map(ids))
    assert [piece in response.text for piece in ("<script>alert", "<img", 'href="javascript:')] == [False] * 3


async def test_a_grant_whose_rules_set_no_day_says_so(catalogue: Datasette) -> None:
    for address, none_set in (("/en/coverage", "no day is set"), ("/coverage", "diena nav noteikta")):
        rows = (await _soup(catalogue, address)).select("tbody tr")
        due = [row.select("td")[-2].get_text() for row in rows if row.select_one(".number")]
        assert all(due)
        assert none_set in due
