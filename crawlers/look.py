"""What a site offers: the ways to its articles, and the richest of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from crawlers.addresses import absolute, address_key, same_site
from crawlers.answers import Answer
from crawlers.archive import Role
from crawlers.discovery.feed import NoFeed, read_feed, usual_feeds
from crawlers.discovery.links import Document, parse_page, refresh_target
from crawlers.discovery.listing import list_pages, read_listing
from crawlers.discovery.shape import item_score, may_be_article
from crawlers.discovery.sitemap import Sitemap, article_sitemaps, read_sitemap, usual_sitemaps
from crawlers.discovery.wordpress import (
    has_posts,
    news_types,
    page_address,
    posts_addresses,
    read_posts,
    types_address,
)
from crawlers.packing import BodyError, gunzip
from crawlers.pages import why_closed
from crawlers.robots import Robots
from crawlers.sources import Kind
from normalise.decoding import decode

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
_MOST_FEEDS, _MOST_SITEMAPS, _MOST_LISTS, _EXAMPLES = 3, 4, 5, 3
_MOST_TYPES = 5
_NEXT_TO_NOTHING = 200
# an address with the parameter that names one item
_ITEM = 1.5
_PLATFORMS = (
    (
        "WordPress",
        re.compile(r"wp-content/|wp-includes/|api\.w\.org|generator\"[^>]+WordPress", re.IGNORECASE),
    ),
    (
        "Joomla",
        re.compile(r"generator\"[^>]+Joomla|option=com_content|/media/jui/|/media/system/js/", re.IGNORECASE),
    ),
    (
        "Drupal",
        re.compile(r"generator\"[^>]+Drupal|/sites/(?:default|all)/|drupal-settings-json", re.IGNORECASE),
    ),
    ("Mozello", re.compile(r"generator\"[^>]+Mozello|mozfiles\.com|mozello|/params/post/", re.IGNORECASE)),
    ("Wix", re.compile(r"generator\"[^>]+Wix\.com|static\.wixstatic\.com", re.IGNORECASE)),
    ("Squarespace", re.compile(r"static1\.squarespace\.com|<!-- This is Squarespace", re.IGNORECASE)),
    (
        "the Latvian municipal platform",
        re.compile(r"/lv/jaunums/|/lv/jaunumi\"[^>]*data-drupal-link", re.IGNORECASE),
    ),
    ("the platform with gads and lbu", re.compile(r"[?&;](?:gads|lbu)=\d+", re.IGNORECASE)),
)


class Asker(Protocol):
    """What a look needs: pages and the site's robots.txt (a `Fetcher`)."""

    async def fetch(self, url: str, role: Role, *, feed_date: str | None = None) -> Answer:
        """The answer to one request."""

    async def robots(self, url: str) -> Robots:
        """The rules of an address's host."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a site's articles: where it starts, how many it showed at a first look, and some of them."""

    kind: Kind
    addresses: tuple[str, ...]
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a site offers. `kind` is the richest way that works, None when none does; `why` says it.

    Where lists or sitemaps lead to the articles' own pages, those are read and a feed only helps to find
    them (it is asked for as a `list`): two texts of one article would look like a change.
    `scripted`: the home page shows nothing without running its scripts.
    """

    home: str
    kind: Kind | None
    why: str
    platform: str | None = None
    title: str | None = None
    ways: tuple[Way, ...] = ()
    failure: str | None = None
    scripted: bool = False

    @property
    def feed_role(self) -> Role:
        """What feeds are asked for as: for their texts, or only for their links."""
        return "feed" if {way.kind for way in self.ways} <= {"feed"} else "list"

    def way(self, kind: str) -> Way | None:
        """The way of that kind, if the site has it."""
        return next((way for way in self.ways if way.kind == kind), None)


async def look_at(url: str, site: Asker, encoding: str | None = None, *, lists_known: bool = False) -> Look:
    """Looks at a site's home page and asks for what it announces; at most some fifteen requests.

    `lists_known`: the caller has list pages of its own, so feeds need not give their texts.

    A site whose REST API works is asked for nothing else: the posts are there with their whole texts.
    Never raises for what the site does: a site that cannot be read gives a Look without a kind.
    """
    answer = await site.fetch(url, "list")
    document = parse_page(_text(answer, encoding), answer.final_url)
    onward = refresh_target(document) if document is not None else None
    if onward is not None and address_key(onward) != address_key(answer.final_url):
        answer = await site.fetch(onward, "list")
        document = parse_page(_text(answer, encoding), answer.final_url)
    if not answer.has_body:
        why = answer.detail or "The home page cannot be read."
        missing = answer.failure == "absent" and answer.capture is not None
        failure = str(answer.capture.status) if missing and answer.capture else answer.failure
        return Look(answer.final_url, None, why, failure=failure)
    home, html = answer.final_url, _text(answer, encoding)
    platform = _platform(html)
    ways = [await _wordpress(home, html, platform, site)]
    if ways == [None]:
        ways = [await _lists(home, html, site, encoding), await _sitemaps(home, site)]
        alone = not any(ways) and not lists_known
        ways.append(await _feeds(home, document, platform, site, "feed" if alone else "list"))
    found = tuple(way for way in ways if way is not None)
    kind, why = choose(found, platform)
    scripted = document is not None and is_scripted(document)
    return Look(home, kind, why, platform, _title(document), found, scripted=scripted)


def choose(ways: tuple[Way, ...], platform: str | None) -> tuple[Kind | None, str]:
    """The richest way and why: the REST API has whole texts, then whatever showed most articles."""
    on = f" on {platform}" if platform else ""
    if not ways:
        return None, f"No article was found{on}: no REST API, feed, sitemap or list page that shows any."
    rest = next((way for way in ways if way.kind == "wordpress"), None)
    best = rest or max(ways, key=lambda way: way.count)
    others = ", ".join(f"{way.kind} {way.count}" for way in ways if way is not best)
    beside = f"; also: {others}" if others else ""
    return best.kind, f"{_NAMES[best.kind]}{on} shows {best.count} articles{beside}."


_NAMES = {
    "wordpress": "The REST API",
    "feed": "The feed",
    "sitemap": "The sitemap",
    "listing": "The list of news",
}


async def _wordpress(home: str, html: str, platform: str | None, site: Asker) -> Way | None:
    if platform not in {None, "WordPress"}:
        return None
    announced = re.search(r"<link[^>]+rel=[\"']https://api\.w\.org/[\"'][^>]*href=[\"']([^\"']+)", html)
    addresses = [*posts_addresses(home), *posts_addresses(urljoin(home, "/"))]
    if announced and (root := absolute(home, announced[1].replace("&amp;", "&"))) is not None:
        addresses.insert(
            0, urljoin(root, "wp/v2/posts") if "?" not in root else f"{root.rstrip('/')}/wp/v2/posts"
        )
    for address in dict.fromkeys(addresses):
        answer = await site.fetch(page_address(address, 1), "api")
        if answer.has_body and answer.capture is not None:
            text = answer.content().decode("utf-8", "replace")
            if has_posts(text):
                return await _post_types(address, answer, site)
    return None


async def _post_types(posts: str, answer: Answer, site: Asker) -> Way | None:
    """Posts and the site's own post types that hold news; None when all of them are empty."""
    counts = {posts: _count(answer)}
    listed = await site.fetch(types_address(posts), "api")
    for address in news_types(listed.content().decode("utf-8", "replace"), posts)[:_MOST_TYPES]:
        counts[address] = _count(await site.fetch(page_address(address, 1), "api"))
    kept = tuple(address for address, count in counts.items() if count)
    return Way("wordpress", kept, sum(counts.values())) if kept else None


def _count(answer: Answer) -> int:
    """How many public posts an answer of the REST API speaks of."""
    text = answer.content().decode("utf-8", "replace")
    if answer.capture is None or not has_posts(text) or not (posts := read_posts(text)):
        return 0
    total = answer.capture.header("X-WP-Total") or ""
    return int(total) if total.isdigit() else len(posts)


async def _feeds(
    home: str, document: Document | None, platform: str | None, site: Asker, role: Role
) -> Way | None:
    announced = _announced_feeds(document) if document is not None else []
    candidates = announced or [address for address in usual_feeds(home) if _plausible(address, platform)]
    found: dict[str, list[str]] = {}
    for address in candidates[:_MOST_FEEDS]:
        answer = await site.fetch(address, role)
        if not answer.has_body or answer.capture is None:
            continue
        text = decode(answer.content(), answer.capture.header("Content-Type")).text
        try:
            items = read_feed(text, answer.final_url).items
        except NoFeed:
            continue
        found[address] = [item.url for item in items if same_site(item.url, home)]
        if not announced and found[address]:
            break
    addresses = tuple(address for address, articles in found.items() if articles)
    longest = max(found.values(), key=len, default=[])
    return Way("feed", addresses, len(longest), tuple(longest[:_EXAMPLES])) if addresses else None


def _announced_feeds(document: Document) -> list[str]:
    addresses = []
    for link in document.tree.xpath("//link[@href]"):
        kind, relation = (link.get("type") or "").lower(), (link.get("rel") or "").lower()
        if kind not in _FEED_TYPES or "alternate" not in relation:
            continue
        address = absolute(document.base, link.get("href"))
        title = (link.get("title") or "").lower()
        if (
            address
            and same_site(address, document.url)
            and "comment" not in address
            and "koment" not in title
        ):
            addresses.append(address)
    return list(dict.fromkeys(addresses))


def _plausible(address: str, platform: str | None) -> bool:
    if platform == "Joomla":
        return "format=feed" in address
    if platform == "WordPress":
        return address.endswith("feed/")
    return "format=feed" not in address


async def _sitemaps(home: str, site: Asker) -> Way | None:
    named = [address for address in (await site.robots(home)).sitemaps if same_site(address, home)]
    waiting = named or list(usual_sitemaps(home))
    read: list[str] = []
    shown: list[str] = []
    for _ in range(_MOST_SITEMAPS):
        if not waiting:
            break
        address = waiting.pop(0)
        sitemap = await fetch_sitemap(address, site)
        if sitemap is None:
            continue
        if not named:
            # the first usual address that answers is the site's own
            waiting = []
        if sitemap.sitemaps:
            waiting = article_sitemaps(sitemap.sitemaps) + waiting
            named = named or [address]
        read.append(address)
        shown += [page.url for page in sitemap.pages if _worth_a_look(page.url, home)]
    return Way("sitemap", tuple(named or read), len(shown), tuple(shown[:_EXAMPLES])) if shown else None


async def fetch_sitemap(address: str, site: Asker) -> Sitemap | None:
    """A sitemap's entries; None when there is none at the address."""
    answer = await site.fetch(address, "sitemap")
    return sitemap_of(answer) if answer.has_body else None


def sitemap_of(answer: Answer) -> Sitemap | None:
    """The entries that an answer holds, packed or not; None when it is no sitemap."""
    try:
        text = decode(gunzip(answer.content())).text
    except BodyError:
        return None
    return read_sitemap(text, answer.final_url)


async def _lists(home: str, html: str, site: Asker, encoding: str | None) -> Way | None:
    shown = {home: read_listing(html, home, home).articles}
    # a page that was read as a list is not read again as the article that its address says it is
    items = {url for url in shown[home] if item_score(url) >= _ITEM}
    unread: list[str] = []
    for address in [each for each in list_pages(html, home) if each not in items][:_MOST_LISTS]:
        answer = await site.fetch(address, "list")
        if answer.has_body and answer.capture is not None:
            text = _text(answer, encoding)
            shown[address] = read_listing(text, answer.final_url, home).articles
            if not shown[address] and why_closed(text, answer.final_url):
                unread.append(address)
        elif answer.outcome in {"failed", "refused"}:
            unread.append(address)
    addresses = tuple(address for address, articles in shown.items() if articles)
    # what cannot be read today is a list all the same: each visit asks for it
    addresses += tuple(unread) if addresses else ()
    articles = {address_key(url): url for urls in shown.values() for url in urls}
    examples = tuple(articles.values())[:_EXAMPLES]
    return Way("listing", addresses, len(articles), examples) if addresses else None


def _text(answer: Answer, encoding: str | None) -> str:
    declared = answer.capture.header("Content-Type") if answer.capture is not None else None
    return decode(answer.content(), declared, encoding).text


def _worth_a_look(url: str, home: str) -> bool:
    return same_site(url, home) and may_be_article(url, home) and item_score(url) >= 1.0


def _platform(html: str) -> str | None:
    return next((name for name, sign in _PLATFORMS if sign.search(html)), None)


def is_scripted(document: Document) -> bool:
    """Whether a page shows next to nothing but what its scripts would write."""
    texts = document.tree.xpath(
        "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"
    )
    shown = " ".join(" ".join(str(text) for text in texts).split())
    return len(shown) < _NEXT_TO_NOTHING and bool(document.tree.xpath("//script"))


def _title(document: Document | None) -> str | None:
    if document is None:
        return None
    names = document.tree.xpath("//meta[@property='og:site_name']/@content") or document.tree.xpath(
        "//title/text()"
    )
    return " ".join(str(names[0]).split()) or None if names else None
