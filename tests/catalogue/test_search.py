"""Searching through the served catalogue."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

Ids = dict[str, str]


async def _json(catalogue: Datasette, query: str = "", **parameters: str | list[str]) -> dict[str, Any]:
    address = "/search.json?" + urlencode({"q": query, "size": "100", **parameters}, doseq=True)
    response = await catalogue.client.get(address)
    assert response.status_code == 200, response.text[:300]
    answer: dict[str, Any] = response.json()
    return answer


async def _paths(catalogue: Datasette, ids: Ids, query: str, **parameters: str | list[str]) -> list[str]:
    by_id = {article: path for path, article in ids.items()}
    return [by_id[hit["id"]] for hit in (await _json(catalogue, query, **parameters))["results"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # cases and diacritics
        ("nometnei", {"jauniesu-nometne"}),
        ("NOMETNĒS", {"jauniesu-nometne"}),
        ("selija", {"rotalu-laukums", "bez-datuma"}),
        ("Sēlijā", {"rotalu-laukums", "bez-datuma"}),
        ("velocelins", {"velo-cels"}),
        ("jauniešu apmaiņā", {"erasmus-apmaina"}),
        # names of funders
        ("Active Citizens Fund", {"jauniesu-nometne", "projekts-noslegts", "preses-relize"}),
        ("AIF", {"jauniesu-nometne", "projekts-noslegts", "preses-relize"}),
        ("aktivo iedzivotaju fondam", {"jauniesu-nometne", "projekts-noslegts", "preses-relize"}),
        ("ELFLA", {"rotalu-laukums", "velo-cels"}),
        ("VKKF vasara", {"muzikas-vakari"}),
        # numbers
        ("AIF/2022/KAPAC2/018", {"jauniesu-nometne", "projekts-noslegts"}),
        ("aif/2022", {"jauniesu-nometne", "projekts-noslegts"}),
        ("23-03-AL07-A019.2201-000004", {"rotalu-laukums"}),
        ("18 400", {"rotalu-laukums"}),
        # phrases and minus
        ('"kopienu skolā" Talsi "1. tikšanās"', set()),
        ('"rotaļu laukumu"', {"rotalu-laukums"}),
        ('"laukumu rotaļu"', set()),
        ("„rotalu laukumu”", {"rotalu-laukums"}),
        ("AIF -nometne", {"projekts-noslegts", "preses-relize"}),
        ('LEADER -"rotaļu laukumu"', {"velo-cels"}),
        # fields
        ("funder:vkkf", {"muzikas-vakari"}),
        ("funder:leader -place:Nereta", {"velo-cels"}),
        ("finansētājs:pašvaldība", {"velo-cels"}),
        ("grant:AIF/2022", {"jauniesu-nometne", "projekts-noslegts"}),
        ("grant:aif/2022/kapac2/018 nometne", {"jauniesu-nometne"}),
        ("place:cesis", {"jauniesu-nometne"}),
        ("vieta:Liepājā", {"erasmus-apmaina", "preses-relize"}),
        ("site:selija", {"rotalu-laukums", "velo-cels", "bez-datuma"}),
        ("site:lielupe.example after:2024-03", {"konkurss-atverts"}),
        ("before:2021-10-02", {"muzikas-vakari"}),
        ("year:2023 nometne", {"jauniesu-nometne"}),
        ("nometne -gads:2023", set()),
        ("gads:1999", set()),
        ("after:2021-10-02 before:2021-10-03", {"preses-relize"}),
        ("-funder:sif -LEADER -AIF -Erasmus", {"bez-datuma", "muzikas-vakari"}),
        # the consonant changes between the cases, and one may be typed as a beginning
        ("jaunietis nometne", {"jauniesu-nometne"}),
        ("jaunieti* nometne", {"jauniesu-nometne"}),
        ("jauniešu* nometne", {"jauniesu-nometne"}),
        # nothing to find
        ("zilonis", set()),
        ("place:Nekurene", set()),
        ("nometne zilonis", set()),
    ],
)
async def test_found(catalogue: Datasette, ids: Ids, query: str, expected: set[str]) -> None:
    assert set(await _paths(catalogue, ids, query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "a OR b",
        "NEAR(a, 1)",
        "title:x",
        "a*",
        "^a",
        "(",
        ")",
        "a AND",
        "{x}",
        "\\",
        "%",
        "a -",
        "\x00",
        "-",
    ],
)
async def test_odd_queries_are_answered(catalogue: Datasette, query: str) -> None:
    assert (await _json(catalogue, query))["count"] >= 0


async def test_no_words_finds_all(catalogue: Datasette) -> None:
    assert (await _json(catalogue))["count"] == 36


async def test_newest_first_and_undated_last(catalogue: Datasette) -> None:
    dates = [hit["published"] for hit in (await _json(catalogue))["results"]]
    assert dates == [*sorted(dates[:-1], reverse=True), None]


async def test_title_counts_for_relevance(catalogue: Datasette, ids: Ids) -> None:
    assert (await _paths(catalogue, ids, "projekts"))[0] == "projekts-noslegts"


async def test_order_can_be_chosen(catalogue: Datasette, ids: Ids) -> None:
    hits = (await _json(catalogue, "projekts", sort="newest"))["results"]
    dates = [hit["published"] for hit in hits]
    assert dates == sorted(dates, reverse=True)


async def test_pages_hold_every_article_once(catalogue: Datasette) -> None:
    ids = [
        hit["id"] for page in "12345678" for hit in (await _json(catalogue, size="5", page=page))["results"]
    ]
    assert (len(ids), len(set(ids))) == (36, 36)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999", "1.5"])
async def test_odd_pages_are_answered(catalogue: Datasette, page: str) -> None:
    assert (await _json(catalogue, page=page))["count"] == 36


async def test_json_has_the_promised_shape(catalogue: Datasette) -> None:
    answer = await _json(catalogue, "nometne")
    assert (set(answer), set(answer["results"][0])) == (
        {"count", "did_you_mean", "results", "facets"},
        {"id", "title", "url", "source", "published", "funders", "grants", "snippet"},
    )


async def test_json_result(catalogue: Datasette, ids: Ids) -> None:
    hit = (await _json(catalogue, "nometne"))["results"][0]
    assert {key: hit[key] for key in ("id", "url", "source", "published", "funders", "grants")} == {
        "id": ids["jauniesu-nometne"],
        "url": "https://lielupe.example/jauniesu-nometne/",
        "source": "lielupe",
        "published": "2023-06-20",
        "funders": ["acf-lv"],
        "grants": ["AIF/2022/KAPAC2/018"],
    }


@pytest.mark.parametrize("query", ["", "projekts", "AIF", "-konkurss", "after:2023"])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"funder": "sif"},
        {"role": "mentioned"},
        {"place": "Talsi", "year": "2023"},
        {"coverage": "covered", "verdict": "met"},
    ],
)
async def test_facet_counts_agree_with_the_list(
    catalogue: Datasette, query: str, chosen: dict[str, str]
) -> None:
    facets = (await _json(catalogue, query, **chosen))["facets"]
    said = {
        (facet, item["value"]): item["count"]
        for facet, items in facets.items()
        for item in items
        if item["count"]
    }
    found = {
        (facet, value): (await _json(catalogue, query, **{**chosen, facet: value}))["count"]
        for facet, value in said
    }
    assert found == said


@pytest.mark.parametrize(
    ("facet", "value", "paths"),
    [
        ("coverage", "incomplete", ["rotalu-laukums"]),
        ("verdict", "not met", ["rotalu-laukums"]),
        ("programme", "kapacitate", ["jauniesu-nometne"]),
    ],
)
async def test_facets_of_the_register(
    catalogue: Datasette, ids: Ids, facet: str, value: str, paths: list[str]
) -> None:
    assert await _paths(catalogue, ids, "", **{facet: value}) == paths


async def test_two_values_of_a_facet_widen(catalogue: Datasette) -> None:
    answer = await _json(catalogue, place=["Talsi", "Saldus"])
    counts = {item["value"]: item["count"] for item in answer["facets"]["place"] if item["selected"]}
    assert answer["count"] == sum(counts.values()) == 17


async def test_funder_and_role_are_of_one_finding(catalogue: Datasette, ids: Ids) -> None:
    paths = await _paths(catalogue, ids, "", funder="acf-lv", role="mentioned")
    assert paths == ["preses-relize"]


async def test_undated_articles_are_a_year_of_their_own(catalogue: Datasette, ids: Ids) -> None:
    assert await _paths(catalogue, ids, "", year="none") == ["bez-datuma"]


async def _soup(catalogue: Datasette, path: str) -> BeautifulSoup:
    return BeautifulSoup((await catalogue.client.get(path)).text, "lxml")


async def test_words_are_marked_in_the_snippet(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/search?q=projektam+nometnei")
    assert {mark.get_text().lower() for mark in soup.select(".card mark")} == {
        "projektā",
        "projektu",
        "nometni",
        "nometne",
    }


async def test_chips_take_their_value_back(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/search?q=skola&place=Talsi&year=2023")
    assert [chip["href"] for chip in soup.select("a.chip")] == [
        "/search?q=skola&place=Talsi",
        "/search?q=skola&year=2023",
    ]


async def test_search_form_keeps_the_facets(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/search?q=skola&place=Talsi")
    assert [(field["name"], field["value"]) for field in soup.select("form input")] == [
        ("q", "skola"),
        ("place", "Talsi"),
    ]


async def test_empty_result_says_what_to_loosen(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/en/search?q=nometne+zilonis&funder=acf-lv")
    ways = [way.get_text(" ", strip=True) for way in soup.select(".empty li")]
    assert ways == [
        "without “zilonis” 1 article",
        "with the same filters, without the words 3 articles",
        "all articles",
    ]


async def test_unknown_names_are_said(catalogue: Datasette) -> None:
    notice = (await _soup(catalogue, "/en/search?q=place:Nekurene+after:vakar")).select_one(".notice")
    assert notice is not None
    assert [line.get_text() for line in notice.find_all("p")] == [
        "Unknown place “Nekurene”.",
        "“vakar” is no date: write 2023, 2023-06 or 2023-06-14.",
    ]


async def test_paging_links(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/search?q=skola&page=1")
    link = soup.select_one("a[rel=next]")
    assert link is not None
    assert link["href"] == "/search?q=skola&page=2"


async def test_all_pages_by_relevance_hold_every_article_once(
    catalogue: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datasette_config.search.ranking.MOST_SCORED", 10)
    monkeypatch.setattr("datasette_config.search.ranking.MOST_RANKED", 4)
    pages = [await _json(catalogue, "skola", size="6", page=page) for page in "123456"]
    ids = [hit["id"] for page in pages for hit in page["results"]]
    assert (len(ids), len(set(ids))) == (26, 26)


@pytest.mark.parametrize("page", ["9", "100000", "99999999999999999999"])
async def test_a_page_past_the_last_is_the_last(catalogue: Datasette, page: str) -> None:
    shown = (await catalogue.client.get(f"/search?page={page}")).text
    count = (await catalogue.client.get("/search.json")).json()["count"]
    last = -(-count // 20)
    assert f"{last}. lappuse no {last}" in shown
    assert "card-title" in shown
    beyond = (await catalogue.client.get(f"/search.json?page={page}")).json()
    assert beyond["results"] == []


async def test_where_there_is_nothing_to_narrow_no_empty_filters_stand(catalogue: Datasette) -> None:
    assert 'id="filters"' not in (await catalogue.client.get("/search?q=xylofonists")).text
    assert 'id="filters"' in (await catalogue.client.get("/search?q=skola")).text
