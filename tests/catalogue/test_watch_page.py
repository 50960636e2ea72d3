"""The page that helps to follow news: it keeps nothing, and says what the catalogue does not know."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.settings import Settings


async def page(catalogue: Datasette, path: str) -> BeautifulSoup:
    response = await catalogue.client.get(path)
    assert response.status_code == 200
    assert "set-cookie" not in response.headers
    return BeautifulSoup(response.text, "lxml")


def lines(soup: BeautifulSoup) -> list[str]:
    shown = soup.select_one("textarea#lines")
    return shown.text.splitlines() if shown else []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/search?q=skola", 'search = "skola"'),
        ("/search?q=skola&place=Talsi", 'search = "/search?q=skola&place=Talsi"'),
        ("/search?funder=sif&sort=newest", 'search = "/search?funder=sif"'),
        ("/search?q=%22nekas+t%C4%81ds%22", 'search = "\\"nekas tāds\\""'),
        ("/grant/AIF/2023/ACTB/044", 'grants = ["AIF/2023/ACTB/044"]'),
        ("/funder/sif", 'funders = ["sif"]'),
        ("/organisation/lielupes-krasts", 'organisations = ["Lielupes krasts"]'),
        ("/place/C%C4%93sis", 'search = "/search?place=C%C4%93sis"'),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_a_page_leads_to_the_lines_that_follow_it(
    catalogue: Datasette, prefix: str, path: str, line: str
) -> None:
    (link,) = (await page(catalogue, prefix + path)).select(f'main a[href^="{prefix}/watch?"]')
    soup = await page(catalogue, str(link["href"]))
    assert line in lines(soup)
    assert "example.org" in lines(soup)[-1]
    (feed,) = soup.select(".feeds a")
    assert str(feed["href"]).startswith(f"{prefix}/search.atom?")
    response = await catalogue.client.get(str(feed["href"]))
    assert response.headers["content-type"].startswith("application/atom+xml")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("funders=AIF", '["acf-lv"]'), ("funders=Sabiedrības+integrācijas+fonda", '["sif"]')],
)
async def test_a_funder_may_be_named_in_words(catalogue: Datasette, typed: str, written: str) -> None:
    assert f"funders = {written}" in lines(await page(catalogue, f"/watch?{typed}"))


@pytest.mark.parametrize("asked", ["grants=NAV/1", "funders=nekas", "organisations=Nekas"])
async def test_what_is_not_known_is_said(catalogue: Datasette, asked: str) -> None:
    soup = await page(catalogue, f"/en/watch?{asked}")
    assert "the catalogue has no such thing yet" in soup.text
    assert lines(soup)


async def test_nothing_asked_for_gives_no_lines(catalogue: Datasette) -> None:
    for path in ("/watch", "/watch?search=&grants=%0A%20&every=week"):
        assert lines(await page(catalogue, path)) == []


async def test_more_than_fits_is_said(catalogue: Datasette) -> None:
    soup = await page(catalogue, "/en/watch?" + "&".join(f"grants=A/{number}" for number in range(30)))
    assert "the others are left out" in soup.text
    assert "A/20" not in soup.text


@pytest.mark.parametrize("key", ["search", "grants", "funders", "organisations", "name"])
async def test_what_is_typed_is_shown_as_text(catalogue: Datasette, key: str) -> None:
    typed = "</textarea><script>alert(1)</script>\"'{{7*7}}"
    response = await catalogue.client.get(f"/watch?{key}={quote(typed)}&search=skola")
    soup = BeautifulSoup(response.text, "lxml")
    assert soup.find_all("script") == []
    # numbers of grants are written in capitals
    assert typed.upper() in soup.text.upper() or soup.find("input", value=typed)


async def test_the_letter_goes_to_the_contact(snapshot: Path) -> None:
    catalogue = make_datasette(snapshot, Settings(contact="kontakts@example.lv"))
    (letter,) = (await page(catalogue, "/watch?funders=sif")).select("a.button")
    address = unquote(str(letter["href"]))
    assert address.startswith("mailto:kontakts@example.lv?subject=Lūdzu pieteikt novērojumu&body=")
    assert 'funders = ["sif"]' in address


async def test_without_a_contact_the_lines_are_to_be_handed_over(catalogue: Datasette) -> None:
    assert "Hand these lines to whoever runs" in (await page(catalogue, "/en/watch?funders=sif")).text


async def test_programs_find_the_page_and_not_its_every_form(catalogue: Datasette) -> None:
    assert "/watch</loc>" in (await catalogue.client.get("/sitemap-records.xml")).text
    assert "Disallow: /watch?" in (await catalogue.client.get("/robots.txt")).text
