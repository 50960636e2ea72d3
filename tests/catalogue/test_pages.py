"""Every page in both languages, and what stands on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.language import load_messages

PAGES = [
    ("/", "Kas finansējis projektus, par kuriem raksta biedrības", "Who financed the projects"),
    ("/search", "Meklēšana", "Search"),
    ("/overview", "Katalogs attēlos", "The catalogue in pictures"),
    ("/about", "Par katalogu", "About the catalogue"),
    ("/status", "Avoti un to stāvoklis", "Sources and their state"),
    ("/coverage", "Granti un to publicitāte", "Grants and their publicity"),
    ("/rules", "Publicitātes noteikumi", "Publicity rules"),
    ("/watch", "Sekot jaunumiem", "Follow news"),
    ("/watch?funders=sif", "Sekot jaunumiem", "Follow news"),
    ("/preflight", "Pārbaudiet ziņu pirms publicēšanas", "Check a news item before publishing it"),
    ("/grant/AIF/2023/ACTB/044", "AIF/2023/ACTB/044", "AIF/2023/ACTB/044"),
    ("/funder/acf-lv", "Aktīvo iedzīvotāju fonds", "Active Citizens Fund"),
    ("/grant/AIF/2022/KAPAC2/018", "AIF/2022/KAPAC2/018", "AIF/2022/KAPAC2/018"),
    ("/grant/AIF%2F2022%2FKAPAC2%2F018", "AIF/2022/KAPAC2/018", "AIF/2022/KAPAC2/018"),
    ("/organisation/lielupes-krasts", "Lielupes krasts", "Lielupes krasts"),
    ("/place/C%C4%93sis", "Cēsis", "Cēsis"),
    ("/source/selija", "Partnerība “Sēlijas laiks”", "Partnerība “Sēlijas laiks”"),
]


async def _soup(catalogue: Datasette, path: str, code: int = 200) -> BeautifulSoup:
    response = await catalogue.client.get(path)
    assert response.status_code == code, response.text[:300]
    return BeautifulSoup(response.text, "lxml")


def _heading(soup: BeautifulSoup) -> str:
    heading = soup.find("h1")
    return heading.get_text(strip=True) if heading else ""


@pytest.mark.parametrize(("path", "latvian", "english"), PAGES, ids=[page[0] for page in PAGES])
async def test_latvian_page(catalogue: Datasette, path: str, latvian: str, english: str) -> None:
    assert _heading(await _soup(catalogue, path)).startswith(latvian)


@pytest.mark.parametrize(("path", "latvian", "english"), PAGES, ids=[page[0] for page in PAGES])
async def test_english_page(catalogue: Datasette, path: str, latvian: str, english: str) -> None:
    assert _heading(await _soup(catalogue, f"/en{path}")).startswith(english)


@pytest.mark.parametrize("path", ["/", "/en/", "/search?q=AIF", "/en/funder/sif"])
async def test_page_names_its_language(catalogue: Datasette, path: str) -> None:
    soup = await _soup(catalogue, path)
    assert soup.html is not None
    assert soup.html["lang"] == ("en" if path.startswith("/en") else "lv")


async def test_the_other_language_keeps_the_search(catalogue: Datasette) -> None:
    link = (await _soup(catalogue, "/search?q=AIF&year=2023")).select_one("a.language")
    assert link is not None
    assert link["href"] == "/en/search?q=AIF&year=2023"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/nekas", "Šajā adresē nekā nav."),
        ("/en/nothing", "There is nothing at this address."),
        ("/en/article/abc", "The catalogue has no article called “abc”."),
        ("/funder/nav", "Finansētāja “nav” katalogā nav."),
        ("/en/grant/AIF/1", "No article names the grant “AIF/1”."),
        ("/organisation/nav", "Organizācijas “nav” katalogā nav."),
        ("/place/Nekurene", "Neviens raksts nenosauc vietu “Nekurene”."),
        ("/source/nav", "Avota “nav” nav avotu sarakstā."),
        ("/en/article/%3Cscript%3E", "The catalogue has no article called “<script>”."),
        ("/-/threads.json", "Šajā adresē nekā nav."),
        ("/-/databases", "Šajā adresē nekā nav."),
    ],
)
async def test_missing(catalogue: Datasette, path: str, sentence: str) -> None:
    response = await catalogue.client.get(path)
    assert (response.status_code, sentence in unescape(response.text)) == (404, True)


async def test_raw_bytes_in_the_address(catalogue: Datasette) -> None:
    response = await catalogue.client.get("/place/Cēsis")
    assert response.status_code == 200


async def test_home_counts_the_articles(catalogue: Datasette) -> None:
    assert "36 raksti" in (await _soup(catalogue, "/")).get_text(" ", strip=True)


HOME_FIGURES = {
    "/": (
        "{funders} finansētāji, kas maksājuši",
        "{grants} rakstos nosaukti granti",
        "Reģistrā {register} granti: saraksts un stāvoklis",
    ),
    "/en": (
        "{funders} funders that paid",
        "{grants} grants named in articles",
        "{register} grants in the register: list and states",
    ),
}


@pytest.mark.parametrize("path", HOME_FIGURES)
async def test_home_says_what_its_figures_count(catalogue: Datasette, snapshot: Path, path: str) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        counted = {
            name: connection.execute(sql).fetchone()[0]
            for name, sql in {
                "funders": "SELECT count(DISTINCT funder) FROM article_funders WHERE role = 'financed'",
                "grants": """SELECT count(DISTINCT "grant") FROM article_grants""",
                "register": "SELECT count(*) FROM coverage",
            }.items()
        }
    text = (await _soup(catalogue, path)).get_text(" ", strip=True)
    assert [one.format(**counted) in text for one in HOME_FIGURES[path]] == [True] * 3


async def test_the_states_on_the_home_page_add_up_to_the_register(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/")
    numbers = [count.get_text() for count in soup.select(".state-list .count")]
    # a state is no adjective of the noun beside it: it stands with the number alone
    assert all(number.isdigit() for number in numbers)
    assert f"Reģistrā {sum(map(int, numbers))} granti" in soup.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "1 rakstos nosaukts grants"),
        (21, "21 rakstos nosaukts grants"),
        (11, "11 rakstos nosaukti granti"),
    ],
)
def test_named_grants_have_their_number(number: int, written: str) -> None:
    assert load_messages("lv").count("count.grants_named", number) == written


async def test_dates_are_written_in_the_language(catalogue: Datasette, ids: dict[str, str]) -> None:
    texts = [
        (await _soup(catalogue, f"{prefix}/article/{ids['jauniesu-nometne']}")).get_text(" ", strip=True)
        for prefix in ("", "/en")
    ]
    assert ["2023. gada 14.–16. jūnijs" in texts[0], "14–16 June 2023" in texts[1]] == [True, True]


async def test_money_is_written_in_the_language(catalogue: Datasette, ids: dict[str, str]) -> None:
    text = (await _soup(catalogue, f"/en/article/{ids['jauniesu-nometne']}")).get_text()
    assert "EUR\u00a012,500.50" in text


async def test_a_missing_date_is_said(catalogue: Datasette, ids: dict[str, str]) -> None:
    text = (await _soup(catalogue, f"/en/article/{ids['bez-datuma']}")).get_text()
    assert "The page states no date of publication" in text


async def test_marks_are_the_quotes(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/article/{ids['jauniesu-nometne']}")
    marked = {mark.get_text() for mark in soup.select("mark.ev-funders")}
    assert marked == {"finansē Islande, Lihtenšteina un Norvēģija", "“Aktīvo iedzīvotāju fonds”"}


async def test_overlapping_marks(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/article/{ids['jauniesu-nometne']}")
    shared = [mark.get_text() for mark in soup.select("mark.ev-projects.ev-grants")]
    assert shared == ["Nr. AIF/2022/KAPAC2/018"]


async def test_a_mark_says_why(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/article/{ids['jauniesu-nometne']}")
    link = soup.select_one("mark.ev-amounts a")
    assert link is not None
    assert link["title"] == "Summa: 12\u00a0500,50\u00a0EUR. Kā atrasts: naudas summa."


async def test_the_text_is_whole(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/article/{ids['jauniesu-nometne']}")
    paragraphs = [paragraph.get_text() for paragraph in soup.select("section.text p")]
    assert paragraphs[1].startswith("Nometne notika projektā “Balss laukos” (Nr. AIF/2022/KAPAC2/018), kura")


async def test_links_between_quotes_and_marks_lead_somewhere(
    catalogue: Datasette, ids: dict[str, str]
) -> None:
    soup = await _soup(catalogue, f"/article/{ids['jauniesu-nometne']}")
    inside = [str(link["href"])[1:] for link in soup.select("mark a, .quotes a")]
    assert [target for target in inside if soup.find(id=target) is None] == []


@pytest.mark.parametrize("path", [page[0] for page in PAGES])
async def test_ids_are_unique(catalogue: Datasette, path: str) -> None:
    ids = [str(element["id"]) for element in (await _soup(catalogue, path)).select("[id]")]
    assert sorted(ids) == sorted(set(ids))


async def test_link_to_the_original(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/article/{ids['velo-cels']}")
    link = soup.find("a", href="https://selija.example/velo-cels/")
    assert link is not None
    assert set(link["rel"]) >= {"nofollow", "noopener"}


async def test_revision_shows_what_changed(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = await _soup(catalogue, f"/en/article/{ids['konkurss-atverts']}/revisions")
    assert (
        [old.get_text() for old in soup.select(".change del")],
        [new.get_text() for new in soup.select(".change ins")],
    ) == (
        ["28.", "martam."],
        ["12.", "aprīlim."],
    )


async def test_funder_page_counts_by_year(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/en/funder/sif")
    rows = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
        for row in soup.select("[aria-labelledby=years] .compact tr")
    ]
    assert rows == [
        ["Year", "Financed", "Only mentioned", "Share of the year"],
        ["2021", "0", "1", "0%"],
        ["2022", "10", "0", "91%"],
        ["2023", "12", "0", "80%"],
        ["2024", "5", "1", "71%"],
    ]


async def test_funder_page_lists_its_grants(catalogue: Datasette) -> None:
    soup = await _soup(catalogue, "/funder/acf-lv")
    links = [str(link["href"]) for link in soup.select("table a.number")]
    assert links == [f"/grant/AIF/{each}" for each in ("2023/ACTB/044", "2026/X/001", "2022/KAPAC2/018")]


async def test_grant_page_shows_project_period(catalogue: Datasette) -> None:
    text = (await _soup(catalogue, "/en/grant/AIF/2022/KAPAC2/018")).get_text(" ", strip=True)
    assert "September 2022 – January 2024" in text


async def test_source_page_says_its_state(catalogue: Datasette) -> None:
    state = (await _soup(catalogue, "/en/source/selija")).select_one(".state")
    assert state is not None
    assert state.get_text() == "in part"


async def test_status_shows_trouble_first(catalogue: Datasette) -> None:
    first = (await _soup(catalogue, "/status")).select_one("table tbody th a")
    assert first is not None
    assert first["href"] == "/source/selija"


async def test_status_lists_issues(catalogue: Datasette) -> None:
    assert "nav publicēšanas datuma" in (await _soup(catalogue, "/status")).get_text()


@pytest.mark.parametrize("path", [page[0] for page in PAGES])
async def test_own_links_work(catalogue: Datasette, path: str) -> None:
    soup = await _soup(catalogue, path)
    links = {str(link["href"]).split("#")[0] for link in soup.select("a[href^='/']")} - {"/catalogue.db"}
    broken = [link for link in sorted(links)[:60] if (await catalogue.client.get(link)).status_code != 200]
    assert broken == []


@pytest.mark.parametrize("path", [page[0] for page in PAGES])
async def test_nothing_from_another_host_and_no_inline_code(catalogue: Datasette, path: str) -> None:
    soup = await _soup(catalogue, path)
    inline = [tag.name for tag in soup.find_all(["style", "iframe"])]
    inline += [str(tag) for tag in soup.find_all("script") if not _may_stand(tag)]
    inline += [name for tag in soup.find_all(True) for name in tag.attrs if name[:2] in ("on", "st")]
    foreign = [tag["href"] for tag in soup.select("link[href]") if not str(tag["href"]).startswith("/")]
    assert inline + foreign == []


def _may_stand(script: Tag) -> bool:
    """A script file of ours, or data that no browser runs."""
    return script.get("type") == "application/ld+json" or str(script.get("src", "")).startswith("/static/")


async def test_a_long_list_of_grants_leads_to_the_table(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(copy) as connection:
        for number in ("AIF/9", "AIF/91"):
            connection.execute("INSERT INTO grants VALUES (?, 'acf-lv', NULL, 1, NULL, NULL)", (number,))
        connection.execute("UPDATE funders SET grants = 5 WHERE id = 'acf-lv'")
    monkeypatch.setattr("datasette_config.reading.lists.MOST_GRANTS", 1)
    soup = await _soup(make_datasette(Path(copy)), "/funder/acf-lv")
    assert [
        len(soup.select("[aria-labelledby=grants] a.number")),
        len(soup.select("a[href='/catalogue/grants?funder=acf-lv']")),
    ] == [1, 1]
