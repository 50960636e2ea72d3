"""Lists that come as JSON: the items of an API, or the HTML that a “load more” brings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.addresses import absolute, canonical_url, same_site
from crawlers.discovery.links import Document

_ADDRESS_KEYS = (
    "url",
    "link",
    "href",
    "permalink",
    "path",
    "full_url",
    "web_url",
    "canonical_url",
    "fullUrl",
)
_TITLE_KEYS = ("title", "headline", "name", "virsraksts", "nosaukums")
_NEXT_KEYS = {
    "next",
    "next_url",
    "nexturl",
    "next_page_url",
    "nextpageurl",
    "next_page",
    "nextpage",
    "more_url",
}
_PAGE_PARAMETERS = ("page", "paged", "lapa", "pg", "p", "page_number", "pageNumber", "_page")
_ANCHOR = re.compile(r"<a\s[^>]*href", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}")
_EXCERPT = 60
_MOST_NODES = 20_000
_LONGEST = 3_000_000
_LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class JsonList:
    """What an answer lists: addresses of items with a title, pieces of HTML, and where it says it goes on.

    `told` are those items that have a day or an excerpt too, as news have and menus have not.
    """

    items: tuple[str, ...]
    fragments: tuple[str, ...]
    following: str | None
    told: tuple[str, ...] = ()


def read_json_list(text: str, url: str) -> JsonList | None:
    """The items of a JSON answer received from `url`; None for what is no JSON."""
    body = text.lstrip("\ufeff \t\r\n")
    if not body.startswith(("{", "[")) or len(body) > _LONGEST:
        return None
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return _listed(data, url)


def embedded_items(document: Document) -> tuple[str, ...]:
    """The addresses of news in a page's scripts of JSON (`__NEXT_DATA__` and its like).

    Three items with a day or an excerpt at least: others are menus and settings.
    """
    found: dict[str, None] = {}
    for script in document.tree.xpath("//script[@type='application/json' or @type='application/ld+json']"):
        listed = read_json_list(str(script.text or ""), document.base)
        if listed is not None:
            found |= dict.fromkeys(listed.told)
    return tuple(found) if len(found) >= _LEAST_ITEMS else ()


def next_page(url: str) -> str | None:
    """The address of the page after this one, by its page parameter; None where it has none."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name in _PAGE_PARAMETERS:
        for at, (key, value) in enumerate(pairs):
            if key == name and value.isdigit():
                pairs[at] = (key, str(int(value) + 1))
                return urlunsplit(parts._replace(query=urlencode(pairs, safe="/:,")))
    return None


def _listed(data: Any, url: str) -> JsonList:
    items: dict[str, None] = {}
    told: dict[str, None] = {}
    fragments: list[str] = []
    following: str | None = None
    for key, value in _walk(data):
        if isinstance(value, dict):
            address = _address(value, url)
            if address is not None and _has_title(value):
                items[address] = None
                if _is_told(value):
                    told[address] = None
        elif isinstance(value, str) and _ANCHOR.search(value):
            fragments.append(value)
        elif isinstance(value, str) and following is None and key.lower() in _NEXT_KEYS:
            onward = absolute(url, value) if value.startswith(("/", "http", "?")) else None
            following = onward if onward and same_site(onward, url) else None
    return JsonList(tuple(items), tuple(fragments), following, tuple(told))


def _walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Every value of the data with its key, breadth first, up to a bound."""
    waiting: list[tuple[str, Any]] = [("", data)]
    for seen in range(_MOST_NODES):
        if seen >= len(waiting):
            return
        key, value = waiting[seen]
        yield key, value
        if isinstance(value, dict):
            waiting.extend((str(name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            waiting.extend((key, inner) for inner in value)


def _address(entry: dict[str, Any], url: str) -> str | None:
    for name in _ADDRESS_KEYS:
        value = entry.get(name)
        if isinstance(value, str) and value.startswith(("/", "http", "?")):
            address = absolute(url, value)
            if address is not None and same_site(address, url):
                return canonical_url(address, url)
    return None


def _has_title(entry: dict[str, Any]) -> bool:
    for name in _TITLE_KEYS:
        value = entry.get(name)
        if isinstance(value, dict):
            value = value.get("rendered")
        if isinstance(value, str) and value.strip():
            return True
    return False


def _is_told(entry: dict[str, Any]) -> bool:
    texts = [value for value in entry.values() if isinstance(value, str)]
    return any(_DAY.match(text) or (len(text) >= _EXCERPT and " " in text) for text in texts)
