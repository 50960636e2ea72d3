"""What can be taken along: workbook, calendar, 360Giving, linked data, sitemap, OpenAPI."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import jsonschema
import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openapi_spec_validator import validate
from openpyxl import load_workbook

from datasette_config.addresses import Addresses
from datasette_config.calendar import calendar
from datasette_config.tables import COLUMNS

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
HERE = "http://localhost"
GRANT = "AIF/2022/KAPAC2/018"


async def _text(catalogue: Datasette, path: str) -> str:
    response = await catalogue.client.get(path)
    assert response.status_code == 200, response.text[:200]
    return response.text


async def _json(catalogue: Datasette, path: str) -> Any:
    return json.loads(await _text(catalogue, path))


async def _linked(catalogue: Datasette, path: str) -> Any:
    script = BeautifulSoup(await _text(catalogue, path), "lxml").find("script", type="application/ld+json")
    assert script is not None
    return json.loads(script.get_text())


async def _sheet(catalogue: Datasette, query: str) -> list[tuple[Any, ...]]:
    response = await catalogue.client.get(f"/search.xlsx?{query}")
    book = load_workbook(io.BytesIO(response.content))
    return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]


async def test_workbook_has_a_header_and_all_articles(catalogue: Datasette) -> None:
    rows = await _sheet(catalogue, "")
    assert (rows[0], len(rows)) == (COLUMNS, 37)


async def test_workbook_row(catalogue: Datasette, ids: dict[str, str]) -> None:
    row = (await _sheet(catalogue, "q=nometne"))[1]
    assert (row[0], row[5], row[7]) == (ids["jauniesu-nometne"], "acf-lv", GRANT)


async def test_workbook_cells_are_text(catalogue: Datasette) -> None:
    response = await catalogue.client.get("/search.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


async def test_calendar_event(catalogue: Datasette, ids: dict[str, str]) -> None:
    text = await _text(catalogue, "/en/search.ics?q=nometne")
    event = text.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0].split("\r\n")
    assert {"DTSTART;VALUE=DATE:20230614", "DTEND;VALUE=DATE:20230617"} <= set(event)
    assert f"UID:{ids['jauniesu-nometne']}-0@fundtrace" in event


async def test_calendar_of_a_grant(catalogue: Datasette) -> None:
    text = await _text(catalogue, f"/search.ics?q={quote('grant:' + GRANT)}")
    assert text.count("BEGIN:VEVENT") >= 1


def test_calendar_lines_are_folded_and_escaped() -> None:
    class Here:
        origin = "https://katalogs.example"
        addresses = Addresses("lv")
        words = type("Words", (), {"code": staticmethod(lambda kind, code: "pasākums")})

    visit: Any = Here()
    record = {
        "article": "a",
        "position": 0,
        "title": "Svētki, ēšana; \\ dejas\nBEGIN:VEVENT " + "ģ" * 60,
        "url": "https://a.example/",
        "start": "2023-12-31",
        "end": "2023-12-31",
        "role": "activity",
    }
    text = calendar([record], visit, "x", "2026-11-01T06:00:00Z")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "DTEND;VALUE=DATE:20240101" in text
    assert "SUMMARY:Svētki\\, ēšana\\; \\\\ dejas\\nBEGIN:VEVENT" in text.replace("\r\n ", "")


async def _grant_of(catalogue: Datasette, number: str) -> Any:
    grants = (await _json(catalogue, "/grants.json"))["grants"]
    return next(grant for grant in grants if grant["grantNumber"] == number)


async def test_grants_of_one_funder(catalogue: Datasette) -> None:
    grants = (await _json(catalogue, "/grants.json?funder=eafrd-leader"))["grants"]
    assert [grant["grantNumber"] for grant in grants] == [
        "21-08-AL35-A019.2202-000777",
        "23-03-AL07-A019.2201-000004",
    ]


async def test_grants_with_their_news(catalogue: Datasette) -> None:
    assert "https://lielupe.example/jauniesu-nometne/" in [
        document["webAddress"] for document in (await _grant_of(catalogue, GRANT))["relatedDocument"]
    ]


async def test_grants_with_what_the_register_knows(catalogue: Datasette) -> None:
    grant = await _grant_of(catalogue, GRANT)
    assert (
        grant["amountAwarded"],
        grant["currency"],
        grant["awardDate"],
        grant["plannedDates"],
        grant["recipientOrganization"],
    ) == (
        12500.5,
        "EUR",
        "2022-08-15",
        [{"startDate": "2022-09-01", "endDate": "2024-01-31"}],
        [{"id": "LV-REG-50008000018", "name": "Biedrība “Lielupes krasts”"}],
    )


async def test_grants_state_nothing_that_is_not_known(catalogue: Datasette) -> None:
    grant = await _grant_of(catalogue, "2023-1-LV02-KA152-YOU-000111222")
    assert {"amountAwarded", "awardDate"} & set(grant) == set()
    assert None not in grant.values()


@pytest.mark.parametrize("page", ["0", "x", "99999999999999999999", "-1"])
async def test_odd_pages_of_grants(catalogue: Datasette, page: str) -> None:
    assert (await catalogue.client.get(f"/grants.json?page={page}")).status_code == 200


async def test_article_as_linked_data(catalogue: Datasette, ids: dict[str, str]) -> None:
    linked = await _linked(catalogue, f"/en/article/{ids['jauniesu-nometne']}")
    assert (linked["@type"], linked["url"], linked["datePublished"], linked["funder"][0]["name"]) == (
        "NewsArticle",
        "https://lielupe.example/jauniesu-nometne/",
        "2023-06-20",
        "Active Citizens Fund Latvia",
    )


async def test_grant_as_linked_data(catalogue: Datasette) -> None:
    linked = await _linked(catalogue, f"/grant/{GRANT}")
    assert (linked["@type"], linked["identifier"], linked["amount"]["value"]) == (
        "MonetaryGrant",
        GRANT,
        12500.5,
    )


async def test_markup_in_linked_data_ends_no_script(catalogue: Datasette, ids: dict[str, str]) -> None:
    text = await _text(catalogue, f"/article/{ids['skripts']}")
    data = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["headline"]
    assert "<" not in data


async def test_citation_names_address_time_and_checksum(catalogue: Datasette, ids: dict[str, str]) -> None:
    soup = BeautifulSoup(await _text(catalogue, f"/en/article/{ids['jauniesu-nometne']}"), "lxml")
    box = soup.select_one(".citation")
    assert box is not None
    said = box.get_text(" ", strip=True)
    for piece in ("https://lielupe.example/jauniesu-nometne/", "read 1 November 2026, 08:00", "0" * 60):
        assert piece in said


async def test_robots(catalogue: Datasette) -> None:
    lines = (await _text(catalogue, "/robots.txt")).splitlines()
    assert {"Disallow: /search?", "Disallow: /catalogue", "Sitemap: http://localhost/sitemap.xml"} <= set(
        lines
    )


async def test_every_address_of_the_sitemaps_answers(catalogue: Datasette) -> None:
    index = ElementTree.fromstring(await _text(catalogue, "/sitemap.xml"))
    parts = [str(loc.text).removeprefix(HERE) for loc in index.iter(LOC)]
    listed = [
        str(loc.text).removeprefix(HERE)
        for part in parts
        for loc in ElementTree.fromstring(await _text(catalogue, part)).iter(LOC)
    ]
    broken = [address for address in listed if (await catalogue.client.get(address)).status_code != 200]
    assert (broken, len(listed) > 80) == ([], True)


async def test_no_such_sitemap(catalogue: Datasette) -> None:
    assert (await catalogue.client.get("/sitemap-7.xml")).status_code == 404


async def test_the_description_is_openapi(catalogue: Datasette) -> None:
    validate(await _json(catalogue, "/openapi.json"))


@pytest.mark.parametrize(
    "path",
    [
        "/search.json",
        "/search.json?q=nometnne",
        "/search.json?q=AIF&year=2023",
        "/grants.json",
        "/coverage.json",
    ],
)
async def test_answers_are_as_described(catalogue: Datasette, path: str) -> None:
    described = (await _json(catalogue, "/openapi.json"))["paths"][path.partition("?")[0]]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(await _json(catalogue, path), schema)


async def test_described_addresses_answer_in_the_described_form(catalogue: Datasette) -> None:
    for path, methods in (await _json(catalogue, "/openapi.json"))["paths"].items():
        response = await catalogue.client.get(path)
        form = next(iter(methods["get"]["responses"]["200"]["content"]))
        assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, form)
