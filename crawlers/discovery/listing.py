"""List pages: which links are articles, where the list goes on, and where a site keeps its lists.

Nothing here knows one site from another. An article's link stands in a block that repeats, with a
heading, a date, an excerpt or “read more”; its address names one item. The blocks of one structure are
judged together, so one odd title changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawlers.addresses import absolute, address_key, canonical_url, same_site
from crawlers.discovery.json_list import JsonList, embedded_items, next_page, read_json_list
from crawlers.discovery.links import Document, Linked, page_links, parse_page
from crawlers.discovery.load_more import more_over_api
from crawlers.discovery.shape import address_shape, is_list_address, is_read_more, item_score, may_be_article

_THRESHOLD = 4.0
_MONTHS = r"(?:janv|febr|mart|apr|mai|j[uū]n|j[uū]l|aug|sept?|okt|oct|nov|de[ck]|january|may)\w*"
_DATE = re.compile(
    rf"\b\d{{1,2}}\s?[./]\s?\d{{1,2}}\s?[./]\s?(?:19|20)\d{{2}}\b|\b(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}\b|"
    rf"\b\d{{1,2}}\s?\.?\s?{_MONTHS}\b|\b(?:19|20)\d{{2}}\.\s?gada\b|\b{_MONTHS}\.?\s\d{{1,2}},\s(?:19|20)\d{{2}}",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"\b(?:jaunum\w*|aktualit\w*|ziņas|zinas|notikumi|raksti|blogs?|news|jaunāk\w*|arhīvs|publikācijas)\b",
    re.IGNORECASE,
)
_MENU_PATH = re.compile(
    r"/(?:jaunum\w*|aktualit\w*|zinas|news|blogs?|notikumi|raksti)(?:[/.?]|$)", re.IGNORECASE
)
_NEXT = re.compile(
    r"^\W*(?:n[aā]kam\w*|vec[aā]k\w*|next|older|t[aā]l[aā]k|iepriek[sš][eē]j\w+ (?:raksti|ieraksti|zi[nņ]as)|"
    r"r[aā]d[iī]t vair[aā]k|iel[aā]d[eē]t vair[aā]k|load more)\b.{0,20}$|^\s*[»›>→]+\s*$",
    re.IGNORECASE,
)
_PAGE_PARAMETERS = {"page", "start", "paged", "offset", "limitstart", "lapa", "pg", "pn"}
_YEAR_PARAMETERS = {"gads", "year", "y"}
# Mozello's /params/page/2/ too
_PAGE_IN_PATH = re.compile(r"(?:/params)?/(?:page|lapa|p)[/-]?\d{1,4}/?$|/P\d{1,4}/?$", re.IGNORECASE)
_LAST_SENSIBLE_PAGE = 5000
# Squarespace counts its offset in milliseconds since 1970
_MOMENTS = range(946_684_800_000, 4_102_444_800_000)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page offers, each in the page's order."""

    articles: tuple[str, ...]
    further: tuple[str, ...]


def read_listing(html: str, url: str, home: str, shapes: frozenset[tuple[str, ...]] = frozenset()) -> Listing:
    """The article links of a page, or of a JSON answer, and the addresses where its list goes on.

    `shapes` are address shapes known to be articles' on this site.
    """
    listed = read_json_list(html, url)
    if listed is not None:
        return _read_json(listed, url, home, shapes)
    document = parse_page(html, url)
    if document is None:
        return Listing((), ())
    links = page_links(document)
    articles = _articles(links, document, home, shapes)
    if not articles:
        articles = tuple(item for item in embedded_items(document) if may_be_article(item, home))
    return Listing(articles, (*_further(links, document, home), *more_over_api(document)))


def _read_json(listed: JsonList, url: str, home: str, shapes: frozenset[tuple[str, ...]]) -> Listing:
    """A list that came as JSON; it goes on where it says so, or at the next number while it shows some."""
    articles = [item for item in listed.items if may_be_article(item, home)]
    further: list[str] = []
    for fragment in listed.fragments:
        inner = read_listing(f"<div>{fragment}</div>", url, home, shapes)
        articles += inner.articles
        further += inner.further
    onward = listed.following or (next_page(url) if articles else None)
    if onward is not None and _sensible(onward):
        further.append(canonical_url(onward, url))
    return Listing(tuple(dict.fromkeys(articles)), tuple(dict.fromkeys(further)))


def list_pages(html: str, url: str) -> list[str]:
    """Addresses that the page's menus and links name as news lists, best first."""
    document = parse_page(html, url)
    if document is None:
        return []
    named: dict[str, float] = {}
    for link in page_links(document):
        if address_key(link.url) == address_key(url) or len(link.text) > 60 or item_score(link.url) > 2:
            continue
        score = _names_a_list(link)
        # `/?page=1` may be the list of news that a menu names, or the home page's second part
        if score >= 1.0 and (score >= 2.0 or not _is_page_of(link, url)):
            named[link.url] = max(score, named.get(link.url, 0.0))
    return sorted(named, key=lambda address: (-named[address], len(address)))


def _names_a_list(link: Linked) -> float:
    """How much a link's words and address speak for a list of news.

    What lies below a news section and stands among the news is an article, however short its address.
    """
    path = urlsplit(link.url).path
    section = _MENU_PATH.search(path)
    below = section is not None and bool(path[section.end() :].strip("/"))
    if below and link.heading and not link.furniture:
        return 0.0
    lists = section is not None and (link.furniture or not below)
    return 2.0 * bool(_MENU.search(link.text)) + lists + 0.5 * link.furniture


def _articles(
    links: list[Linked], document: Document, home: str, shapes: frozenset[tuple[str, ...]]
) -> tuple[str, ...]:
    groups: dict[tuple[str, ...], list[Linked]] = defaultdict(list)
    here = address_key(document.url)
    for link in links:
        if (
            may_be_article(link.url, home)
            and address_key(link.url) != here
            and not _is_page_of(link, document.url)
        ):
            groups[link.signature].append(link)
    chosen: set[str] = set()
    for group in groups.values():
        scores = [_score(link, document.url, shapes) for link in group]
        mean = sum(scores) / len(scores) + (1.0 if len(group) >= 3 else 0.0)
        if mean >= _THRESHOLD:
            chosen.update(
                link.url for link, score in zip(group, scores, strict=True) if score >= _THRESHOLD - 2.0
            )
    return tuple(dict.fromkeys(link.url for link in links if link.url in chosen))


def _score(link: Linked, url: str, shapes: frozenset[tuple[str, ...]]) -> float:
    score = item_score(link.url)
    score += 2.0 * link.heading
    score += 2.0 * bool(link.dated_element or _DATE.search(link.block_text))
    score += 2.0 * any(is_read_more(text) for text in link.texts)
    score += 1.0 * (len(link.block_text) - sum(map(len, link.texts)) >= 60)
    score += 1.0 * (len(link.text) >= 20 or len(link.text.split()) >= 4)
    score += 0.5 * link.picture
    score += 1.0 * _lies_below(link.url, url)
    score += 2.0 * (address_shape(link.url) in shapes)
    return score - 4.0 * link.furniture


def _lies_below(url: str, page: str) -> bool:
    section = urlsplit(page).path.rstrip("/")
    return len(section) > 1 and urlsplit(url).path.startswith(f"{section}/")


def _further(links: list[Linked], document: Document, home: str) -> tuple[str, ...]:
    found = [link.url for link in links if _is_page_of(link, document.url) and _sensible(link.url)]
    heads = (
        absolute(document.base, str(href)) for href in document.tree.xpath("//head/link[@rel='next']/@href")
    )
    announced = [
        canonical_url(href, document.url) for href in heads if href and same_site(href, document.url)
    ]
    return tuple(dict.fromkeys(url for url in announced + found if address_key(url) != address_key(home)))


def _is_page_of(link: Linked, url: str) -> bool:
    """Whether a link leads to another page of the list that the page belongs to."""
    mine, theirs = _without_page(url), _without_page(link.url)
    if address_key(link.url) == address_key(url):
        return False
    numbered = theirs == mine and _page_marks(link.url) != _page_marks(url)
    if "next" in link.relations or _NEXT.match(link.text):
        return (numbered or is_list_address(link.url)) and item_score(link.url) < 3
    return numbered


def _without_page(url: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(url)
    path = _PAGE_IN_PATH.sub("", parts.path).rstrip("/")
    skipped = _PAGE_PARAMETERS | _YEAR_PARAMETERS
    return path, tuple(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (name.lower() in skipped and (value.isdigit() or not value))
    )


def _page_marks(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    in_path = _PAGE_IN_PATH.search(parts.path)
    named = [
        f"{name}={value}"
        for name, value in parse_qsl(parts.query)
        if name.lower() in _PAGE_PARAMETERS | _YEAR_PARAMETERS
    ]
    return (in_path[0] if in_path else "", *named)


def _sensible(url: str) -> bool:
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in _YEAR_PARAMETERS and not (value.isdigit() and 1990 <= int(value) <= 2100):
            return False
        if name.lower() in _PAGE_PARAMETERS and value.isdigit() and not _sensible_page(int(value)):
            return False
    return True


def _sensible_page(number: int) -> bool:
    return number <= _LAST_SENSIBLE_PAGE or number in _MOMENTS
