"""Sitemaps: page addresses and further sitemaps (sitemaps.org protocol 0.9, plain text too)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawlers.addresses import absolute
from crawlers.discovery.xml import child_text, local, parse_xml

# sitemaps of platforms that hold no articles: pages, categories, authors, pictures, shops
_OTHER_KIND = re.compile(
    r"(?:^|[/_-])(page|category|categories|post_tag|tag|author|users?|taxonom\w+|attachment|image|video|"
    r"product\w*|forum|topic|reply|elementor\w*|e-landing-page|wp_template\w*)(?:-\d+|-sitemap\d*)",
    re.IGNORECASE,
)
_POST_KIND = re.compile(
    r"(?:^|[/_-])(posts?|news|jaunumi|aktualitates|zinas|blog|article)s?(?:[-_.\d]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page's address and when it changed last, ISO 8601, as the site says.

    `published` and `title` are what a news sitemap says of it.
    """

    url: str
    lastmod: str | None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file names: pages, or further sitemaps."""

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def read_sitemap(text: str, url: str) -> Sitemap | None:
    """The entries of a sitemap or sitemap index, newest first; None for what is neither."""
    root = parse_xml(text)
    if root is None:
        return _plain(text, url)
    kind = local(root)
    if kind not in {"urlset", "sitemapindex"}:
        return None
    wanted = "url" if kind == "urlset" else "sitemap"
    entries = [entry for element in root if local(element) == wanted and (entry := _entry(element, url))]
    entries.sort(key=lambda entry: entry.lastmod or "", reverse=True)
    return Sitemap(pages=tuple(entries)) if kind == "urlset" else Sitemap(sitemaps=tuple(entries))


def article_sitemaps(sitemaps: tuple[SitemapEntry, ...]) -> list[str]:
    """Those sitemaps of an index that may name articles; only the posts' own where they are named so."""
    fitting = [entry.url for entry in sitemaps if not _OTHER_KIND.search(_file(entry.url))]
    posts = [url for url in fitting if _POST_KIND.search(_file(url))]
    return posts or fitting


def usual_sitemaps(home: str) -> tuple[str, ...]:
    """Where sitemaps usually are when robots.txt names none."""
    return tuple(urljoin(home, f"/{name}") for name in ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml"))


def _entry(element: etree._Element, url: str) -> SitemapEntry | None:
    address = absolute(url, child_text(element, "loc"))
    if address is None:
        return None
    news = next((child for child in element if local(child) == "news"), None)
    published = child_text(news, "publication_date") if news is not None else ""
    title = child_text(news, "title") if news is not None else ""
    return SitemapEntry(
        address, child_text(element, "lastmod") or published or None, published or None, title or None
    )


def _plain(text: str, url: str) -> Sitemap | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    addresses = (absolute(url, line) for line in lines)
    return Sitemap(pages=tuple(SitemapEntry(address, None) for address in addresses if address))


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]
