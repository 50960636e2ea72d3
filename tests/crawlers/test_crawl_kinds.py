"""Whole crawls of small real sites of every kind."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from crawlers.account import SourceReport
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

TITLES = [
    "Laipa pār upi gatava",
    "Divpadsmit liepas krastā",
    "Talka pulcē ciema ļaudis",
    "Seniori mācās internetu",
]
SLUGS = [
    "laipa-par-upi-gatava",
    "divpadsmit-liepas-krasta",
    "talka-pulce-ciema-laudis",
    "seniori-macas-internetu",
]


def visit(source: Source, data: Path, **how: Any) -> SourceReport:
    return crawl([source], data, **how)[0]


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_store(data / "fundtrace.db") as store:
        return [tuple(row) for row in store.db.execute(sql)]


def titles(data: Path) -> set[str]:
    return {row[0] for row in rows(data, "SELECT title FROM articles")}


def post(site: Site, number: int, **more: Any) -> dict[str, Any]:
    content = {"rendered": f"<p>{PARAGRAPH}</p>", "protected": False}
    return {
        "id": number,
        "date": f"2023-05-{number + 1:02}T10:00:00",
        "modified": f"2023-05-{number + 1:02}T10:00:00",
        "link": f"{site.home}{SLUGS[number]}/",
        "status": "publish",
        "title": {"rendered": TITLES[number]},
        "content": content,
    } | more


def wordpress(serve: Serve, changes: dict[int, dict[str, Any]] | None = None) -> Site:
    site = serve()
    entries = [post(site, number, **(changes or {}).get(number, {})) for number in range(4)]
    site.pages["/"] = (
        '<html><head><link rel="stylesheet" href="/wp-content/x.css"></head><body>Biedrība</body></html>'
    )
    query = "_fields=id,date,modified,link,status,type,title,content,lang&order=desc&orderby=modified"
    for page, part in ((1, entries[:2]), (2, entries[2:])):
        headers = {"Content-Type": "application/json", "X-WP-TotalPages": "2", "X-WP-Total": "4"}
        body = json.dumps(part).encode()
        site.pages[f"/wp-json/wp/v2/posts?{query}&page={page}&per_page=50"] = (200, headers, body)
    return site


def feed(site: Site, bodies: list[str]) -> tuple[int, dict[str, str], bytes]:
    items = "".join(
        f"<item><title>{TITLES[number]}</title><link>{site.home}zinas/{SLUGS[number]}/</link>"
        f"<pubDate>{format_datetime(datetime(2023, 5, number + 1, tzinfo=UTC))}</pubDate>"
        f"<content:encoded>{escape(body)}</content:encoded></item>"
        for number, body in enumerate(bodies)
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {space}><channel>{items}</channel></rss>'
    )
    return 200, {"Content-Type": "application/rss+xml"}, text.encode()


def fed(serve: Serve, bodies: list[str]) -> Site:
    site = serve()
    site.pages["/"] = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/zinas.xml"></head>'
        "<body>Biedrība</body></html>"
    )
    site.pages["/zinas.xml"] = feed(site, bodies)
    for number in range(len(bodies)):
        site.pages[f"/zinas/{SLUGS[number]}/"] = article(TITLES[number], f"{number + 1:02}.05.2023")
    return site


def mapped(serve: Serve) -> Site:
    site = serve()
    pages = [f"{site.home}zinas/{slug}/" for slug in SLUGS] + [f"{site.home}kontakti/"]
    urls = "".join(
        f"<url><loc>{page}</loc><lastmod>2023-05-0{n + 1}</lastmod></url>" for n, page in enumerate(pages)
    )
    urlset = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    index = f"<sitemapindex><sitemap><loc>{site.home}karte-1.xml.gz</loc></sitemap></sitemapindex>"
    site.pages |= {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, f"Sitemap: {site.home}karte.xml\n".encode()),
        "/karte.xml": (200, {"Content-Type": "application/xml"}, index.encode()),
        "/karte-1.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(urlset.encode())),
        "/": "<html><body>Biedrība</body></html>",
        "/kontakti/": article("Kontakti"),
    }
    site.pages |= {f"/zinas/{slug}/": article(title) for slug, title in zip(SLUGS, TITLES, strict=True)}
    return site


def listed(
    serve: Serve, addresses: list[str], page: str = "/jaunumi/?page=2", encoding: str = "utf-8"
) -> Site:
    """A site with two list pages of two articles each."""
    site = serve()
    entries = list(zip(addresses, TITLES, strict=True))
    pages = {
        "/": listing([]),
        "/jaunumi/": listing(entries[:2], f'<div class="lapas"><b>1</b> <a href="{page}">2</a></div>'),
        page: listing(entries[2:], '<div class="lapas"><a href="/jaunumi/">1</a> <b>2</b></div>'),
        "/kontakti/": article("Kontakti"),
    }
    pages |= {address: article(title) for address, title in entries}
    declared = {"Content-Type": "text/html"}
    site.pages |= {path: (200, declared, html.encode(encoding)) for path, html in pages.items()}
    return site


JOOMLA = [f"/index.php/jaunumi/{number}-{slug}" for number, slug in enumerate(SLUGS, 11)]
NUMBERED = [f"/raksts.php?id={number}" for number in range(21, 25)]
SHAPES = {
    "drupal": [f"/?q=lv/content/{slug}" for slug in SLUGS],
    "lbu": [f"/aktualitates?lbu={number}" for number in range(122290, 122294)],
    "state platform": [f"/lv/jaunums/{slug}" for slug in SLUGS],
    "short numbers": [f"/jaunumi/{number}" for number in range(474, 478)],
    "numbers at the end": [
        f"/{slug.replace('-', '_')}_47_54_{number}T.html" for number, slug in enumerate(SLUGS, 230)
    ],
    "mozello": [f"/aktualitates-1/params/post/{number}/{slug}" for number, slug in enumerate(SLUGS, 4817741)],
    "plain": [f"/?p={number}" for number in range(1795, 1799)],
    "dated": [f"/2023/05/1{number}/{slug}/jaunumi/" for number, slug in enumerate(SLUGS)],
    "root": [f"/{slug}/" for slug in SLUGS],
    "joomla without pretty addresses": [
        f"/index.php?id={number}&option=com_content&view=article" for number in range(50, 54)
    ],
    "views": [f"/view_64612_{number}.html" for number in range(52271, 52275)],
}
KINDS = {
    "wordpress": wordpress,
    "feed whole": lambda serve: fed(serve, [f"<p>{PARAGRAPH * 5}</p>"] * 4),
    "feed excerpts": lambda serve: fed(serve, [f"{PARAGRAPH[:80]} […]"] * 4),
    "sitemap": mapped,
    "listing": lambda serve: listed(serve, [f"/zinas/{slug}/" for slug in SLUGS]),
    "joomla": lambda serve: listed(serve, JOOMLA, page="/jaunumi/?start=2"),
    "numbered": lambda serve: listed(serve, NUMBERED),
    **{name: partial(lambda shapes, serve: listed(serve, shapes), shapes) for name, shapes in SHAPES.items()},
    "windows-1257": lambda serve: listed(serve, NUMBERED, encoding="windows-1257"),
}


@pytest.fixture(params=list(KINDS))
def site(request: pytest.FixtureRequest, serve: Serve) -> Site:
    return KINDS[request.param](serve)  # type: ignore[no-any-return]


def test_every_article_is_found_and_nothing_else(site: Site, data: Path) -> None:
    visit(site.source(), data)
    assert titles(data) == set(TITLES)


def test_a_whole_site_is_ok(site: Site, data: Path) -> None:
    assert visit(site.source(), data).state == "ok"


def test_the_account_adds_up(site: Site, data: Path) -> None:
    report = visit(site.source(), data)
    endings = (
        report.fetched
        + report.unchanged_pages
        + report.gone
        + report.refused
        + report.failed
        + report.dropped
    )
    assert endings == report.requests


def test_a_second_crawl_stores_nothing_new(site: Site, data: Path) -> None:
    visit(site.source(), data)
    again = visit(site.source(), data)
    assert (again.new, again.changed, again.found) == (0, 0, 4)


def test_renormalise_gives_the_same_rows(site: Site, data: Path) -> None:
    visit(site.source(), data)
    visit(site.source(), data)
    before = rows(data, "SELECT * FROM articles ORDER BY id")
    with open_store(data / "fundtrace.db") as store, store.batch():
        store.db.execute("DELETE FROM articles")
    renormalise(data, [site.source()])
    assert rows(data, "SELECT * FROM articles ORDER BY id") == before


def test_renormalise_in_two_processes_gives_the_same_rows(serve: Serve, data: Path) -> None:
    site = KINDS["listing"](serve)
    visit(site.source(), data)
    before = rows(data, "SELECT * FROM articles ORDER BY id")
    (done,) = renormalise(data, [site.source()], jobs=2)
    assert (done.articles, done.new, done.changed, done.removed) == (4, 0, 0, 0)
    assert rows(data, "SELECT * FROM articles ORDER BY id") == before


def test_renormalise_takes_out_what_the_source_now_denies(serve: Serve, data: Path) -> None:
    site = KINDS["listing"](serve)
    visit(site.source(), data)
    (done,) = renormalise(data, [site.source(deny=["seniori"])])
    assert (done.removed, titles(data)) == (1, set(TITLES[:3]))


def test_renormalise_leaves_the_articles_when_the_archive_has_lost_records(serve: Serve, data: Path) -> None:
    site = KINDS["listing"](serve)
    visit(site.source(), data)
    for path in (data / "archive").rglob("*.warc.gz"):
        path.unlink()
    (done,) = renormalise(data, [site.source()])
    assert done.lost > 0
    assert titles(data) == set(TITLES)


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        ("wordpress", "wordpress"),
        ("feed whole", "feed"),
        ("feed excerpts", "feed"),
        ("sitemap", "sitemap"),
        ("joomla", "listing"),
    ],
)
def test_auto_takes_the_way_that_works(kind: str, chosen: str, serve: Serve, data: Path) -> None:
    assert visit(KINDS[kind](serve).source(), data).kind == chosen


def test_a_feed_with_whole_texts_needs_no_page(serve: Serve, data: Path) -> None:
    site = KINDS["feed whole"](serve)
    visit(site.source(), data)
    assert not [path for path in site.asked if path.startswith("/zinas/")]


def test_a_feed_of_excerpts_leads_to_the_pages(serve: Serve, data: Path) -> None:
    site = KINDS["feed excerpts"](serve)
    visit(site.source(), data)
    assert rows(data, "SELECT count(*) FROM articles WHERE text LIKE '%senioriem%'") == [(4,)]


@pytest.mark.parametrize(
    ("hidden", "unread"),
    [
        ({"content": {"rendered": f"<p>{PARAGRAPH}</p>", "protected": True}}, 0),
        ({"status": "private"}, 0),
        # public, and yet its text is kept back: the answer is not read whole
        ({"content": {"rendered": "", "protected": False}}, 1),
    ],
)
def test_a_post_that_not_everybody_may_read_is_not_stored(
    hidden: dict[str, Any], unread: int, serve: Serve, data: Path
) -> None:
    site = wordpress(serve, {1: hidden})
    assert [visit(site.source(), data).unread for _ in range(2)] == [unread, unread]
    assert titles(data) == {TITLES[0], TITLES[2], TITLES[3]}


def test_letters_of_windows_1257_arrive_whole(serve: Serve, data: Path) -> None:
    visit(KINDS["windows-1257"](serve).source(), data)
    assert rows(data, "SELECT count(*) FROM articles WHERE text LIKE '%iestādīja divpadsmit liepas%'") == [
        (4,)
    ]
