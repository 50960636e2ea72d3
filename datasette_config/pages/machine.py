"""What other programs read: grants as 360Giving, the sitemap, robots.txt, the description of all this."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from datasette.utils.asgi import Response

from datasette_config.addresses import Addresses
from datasette_config.errors import NothingHere
from datasette_config.headers import ANYONE
from datasette_config.linked import giving
from datasette_config.openapi import describe
from datasette_config.pages.visit import Visit
from datasette_config.reading.taking import read_articles_between, read_grants, read_largest, read_named
from datasette_config.snapshot import read

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PART = 20_000  # articles of one sitemap; both languages stay under its 50,000 addresses
MOST_NAMED = 8_000  # funders, grants and organisations, each
PAGES = ("/", "/search", "/coverage", "/rules", "/overview", "/status", "/watch", "/about")
LISTS = ("/search", "/coverage", "/watch")
GRANTS_A_PAGE = 200
MOST_PAGES = 100_000


async def grants_json(visit: Visit) -> Response:
    """Grants in the shape of 360Giving; `funder` chooses one funder, `page` the part of 200 grants."""
    arguments = visit.request.args
    asked = arguments.get("page") or "1"
    page = min(int(asked[:9]), MOST_PAGES) if asked.isdecimal() else 1
    offset = (max(page, 1) - 1) * GRANTS_A_PAGE
    funder = arguments.get("funder") or ""
    grants = await read(
        visit.datasette, lambda connection: read_grants(connection, funder, GRANTS_A_PAGE, offset)
    )
    return Response.json(giving(grants, visit), headers=ANYONE)


async def openapi_json(visit: Visit) -> Response:
    """What the JSON addresses promise, as OpenAPI."""
    return Response.json(describe(visit.origin), headers=ANYONE)


async def robots(visit: Visit) -> Response:
    """Crawlers may read records; lists of searches are endless and SQL is heavy."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {language}{path}{mark}" for path in LISTS for language in ("", "/en") for mark in "?."),
        "Disallow: /catalogue",
        f"Sitemap: {visit.origin}/sitemap.xml",
    ]
    return Response.text("\n".join(lines) + "\n")


async def sitemap(visit: Visit) -> Response:
    """The index of the sitemaps."""
    largest = await read(visit.datasette, read_largest)
    parts = ["records", *(str(part) for part in range(largest // PART + 1))]
    root = Xml.Element("sitemapindex", xmlns=SITEMAP)
    for part in parts:
        Xml.SubElement(Xml.SubElement(root, "sitemap"), "loc").text = f"{visit.origin}/sitemap-{part}.xml"
    return _xml(root)


async def sitemap_records(visit: Visit) -> Response:
    """Our pages, funders, grants and organisations."""
    named = await read(visit.datasette, lambda connection: read_named(connection, MOST_NAMED))
    url = Addresses("lv")
    paths = [*PAGES, *map(url.funder, named["funder"]), *map(url.grant, named["grant"])]
    return _addresses(visit, [*paths, *map(url.organisation, named["organisation"])])


async def sitemap_articles(visit: Visit) -> Response:
    """One part of the articles."""
    part = int(visit.name("part"))
    ids = await read(
        visit.datasette,
        lambda connection: read_articles_between(connection, part * PART, (part + 1) * PART - 1),
    )
    if not ids:
        raise NothingHere("missing.page", str(part))
    return _addresses(visit, [Addresses("lv").article(each) for each in ids])


def _addresses(visit: Visit, paths: list[str]) -> Response:
    root = Xml.Element("urlset", xmlns=SITEMAP)
    for path in paths:
        for prefix in ("", "/en"):
            Xml.SubElement(Xml.SubElement(root, "url"), "loc").text = visit.origin + prefix + path
    return _xml(root)


def _xml(root: Xml.Element) -> Response:
    body = Xml.tostring(root, encoding="unicode", xml_declaration=True)
    return Response(body, content_type="application/xml; charset=utf-8")
