"""Addresses that are none, wherever a site writes them, cost no article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawlers.addresses import address_key, same_site
from crawlers.one_page import fetch_page
from crawlers.run import add_source
from crawlers.sources import SourceError
from tests.crawlers.conftest import Serve, Site
from tests.crawlers.few_articles import PATHS, small, visit

BROKEN = "http://[::1"


def _in_list(site: Site) -> None:
    _put(site, "/", "</body>", f'<a href="{BROKEN}/zinas/laipa-par-upi-9/">Laipa pār upi</a></body>')


def _next_page(site: Site) -> None:
    _put(site, "/", "</body>", f'<a rel="next" class="next" href="{BROKEN}/?page=2">Nākamā</a></body>')


def _canonical(site: Site) -> None:
    _put(site, PATHS[0], "</head>", f'<link rel="canonical" href="{BROKEN}"></head>')


def _open_graph(site: Site) -> None:
    _put(site, PATHS[0], "</head>", f'<meta property="og:url" content="{BROKEN}"></head>')


def _picture_and_links(site: Site) -> None:
    more = f'<p>Laipa <img src="{BROKEN}/a.png"> un <a href="{BROKEN}/a.pdf">atskaite</a></p></main>'
    _put(site, PATHS[0], "</main>", more)


def _base(site: Site) -> None:
    _put(site, PATHS[0], "<head>", f'<head><base href="{BROKEN}">')


def _refresh(site: Site) -> None:
    _put(site, PATHS[0], "</head>", f'<meta http-equiv="refresh" content="900;url={BROKEN}"></head>')


def _feed(site: Site) -> None:
    items = "".join(
        f"<item><title>L</title><link>{link}</link></item>"
        for link in (f"{BROKEN}/x", *(f"{site.home.rstrip('/')}{path}" for path in PATHS))
    )
    site.pages["/feed/"] = (
        200,
        {"Content-Type": "application/rss+xml"},
        f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(),
    )


def _sitemap(site: Site) -> None:
    locations = "".join(
        f"<url><loc>{link}</loc></url>"
        for link in (f"{BROKEN}/x", *(f"{site.home.rstrip('/')}{path}" for path in PATHS))
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'
    site.pages["/sitemap.xml"] = (200, {"Content-Type": "application/xml"}, body.encode())


def _sitemap_of_robots(site: Site) -> None:
    body = f"User-agent: *\nSitemap: {BROKEN}/sitemap.xml\n"
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, body.encode())


def _json_feed(site: Site) -> None:
    items = [{"id": "1", "url": f"{BROKEN}/x", "content_text": "x"}, {"id": BROKEN}]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "B", "items": items,
                       "next_url": BROKEN})  # fmt: skip
    site.pages["/feed.json"] = (200, {"Content-Type": "application/feed+json"}, body.encode())


def _redirect(site: Site) -> None:
    site.pages["/zinas/"] = (302, {"Location": BROKEN}, b"")
    _put(site, "/", "</body>", '<a rel="next" class="next" href="/zinas/">Nākamā</a></body>')


def _put(site: Site, path: str, what: str, by: str) -> None:
    page: Any = site.pages[path]
    text = page if isinstance(page, str) else page[2].decode()
    assert what in text
    text = text.replace(what, by, 1)
    site.pages[path] = text if isinstance(page, str) else (*page[:2], text.encode())


@pytest.mark.parametrize(
    "spoil",
    [_in_list, _next_page, _canonical, _open_graph, _picture_and_links, _base, _refresh, _feed, _sitemap,
     _sitemap_of_robots, _json_feed, _redirect],
    ids=lambda spoil: spoil.__name__.strip("_"),
)  # fmt: skip
def test_a_broken_address_costs_no_article(spoil: Any, serve: Serve, data: Path) -> None:
    site = small(serve)
    spoil(site)
    report = visit(site.source(), data)
    assert (report.state, report.found, report.failure) == ("ok", 4, None)


@pytest.mark.parametrize("url", [BROKEN, "http://[", "//[", "http://[foo]/a", "http://a:b/"])
def test_an_address_that_is_none_has_a_key_and_no_site(url: str) -> None:
    assert address_key(url) == address_key(url)
    assert not same_site(url, "http://a/")


@pytest.mark.parametrize("url", [BROKEN, "http://[foo]/a", "http://a:b/", "http://", "ftp://a/b"])
def test_an_address_that_is_none_is_told(url: str, data: Path) -> None:
    with pytest.raises(SourceError, match="is no web address"):
        fetch_page(url)
    with pytest.raises(SourceError, match="is no web address"):
        add_source(url, data)
