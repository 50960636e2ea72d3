"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), as plain entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from crawlers.addresses import absolute


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """One item with an address; `body` is HTML, `date` as written there or empty."""

    url: str
    title: str
    body: str
    date: str
    language: str | None


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """The items that have an address, and the address of the next page if there is one."""

    entries: tuple[JsonEntry, ...]
    next_page: str | None


def read_json_feed(text: str, url: str) -> JsonFeed | None:
    """A JSON Feed's items; None for anything else."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    items = feed.get("items")
    if "jsonfeed.org/version/" not in _text(feed, "version") or not isinstance(items, list):
        return None
    language = _language(feed)
    entries = (_entry(item, url, language) for item in items if isinstance(item, dict))
    following = _text(feed, "next_url")
    return JsonFeed(
        entries=tuple(entry for entry in entries if entry is not None),
        next_page=absolute(url, following) if following else None,
    )


def _entry(item: dict[str, Any], base: str, language: str | None) -> JsonEntry | None:
    # an id that is no address names no page
    identity = _text(item, "id")
    written = _text(item, "url") or (identity if identity.startswith(("http://", "https://")) else "")
    address = absolute(base, written) if written else None
    if address is None:
        return None
    plain = "".join(f"<p>{escape(part)}</p>" for part in _text(item, "content_text").split("\n\n") if part)
    return JsonEntry(
        url=address,
        title=_text(item, "title"),
        body=_text(item, "content_html") or plain or escape(_text(item, "summary")),
        date=_text(item, "date_published") or _text(item, "date_modified"),
        language=_language(item) or language,
    )


def _language(part: dict[str, Any]) -> str | None:
    return _text(part, "language")[:2].lower() or None


def _text(part: dict[str, Any], name: str) -> str:
    value = part.get(name)
    return value.strip() if isinstance(value, str) else ""
