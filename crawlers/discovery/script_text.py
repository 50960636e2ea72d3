"""Articles whose text stands in a script's JSON only: JSON-LD, Next.js, Wix, and states of other frameworks.

Used where the page itself shows next to nothing. What is found becomes a small page of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from crawlers.discovery.documents import article_document
from crawlers.discovery.links import Document

_MOST_NODES = 50_000
_LONGEST = 3_000_000
# characters of running text that an article has at least, and that a page has when it needs no script
_LEAST_TEXT = 120
_SHOWN = 200
_TITLES = ("headline", "title", "name", "virsraksts", "nosaukums")
_BODIES = (
    "articleBody",
    "body",
    "content",
    "contentHtml",
    "content_html",
    "bodyHtml",
    "html",
    "text",
    "richContent",
    "richText",
    "teksts",
    "description",
)
_DATES = (
    "datePublished",
    "publishedAt",
    "published_at",
    "firstPublishedDate",
    "publishDate",
    "published",
    "date",
    "createdAt",
    "created_at",
)
_SLUGS = ("slug", "url", "link", "path", "seoSlug", "id", "@id")
_STATE = re.compile(r"^\s*(?:window\.)?__[A-Z_]+__\s*=\s*(\{.*\})\s*;?\s*$", re.DOTALL)
_ISO_DATE = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_TAG = re.compile(r"<[^>]+>")
_BLOCKS = {
    "paragraph",
    "heading",
    "blockquote",
    "list_item",
    "listitem",
    "code_block",
    "h1",
    "h2",
    "h3",
    "p",
    "li",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """An object that reads like an article; `body` is HTML."""

    title: str
    body: str
    date: str | None
    names: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(_TAG.sub("", self.body))


def text_in_scripts(document: Document) -> str | None:
    """A page made of what the scripts hold, None when the page shows text itself or they hold none."""
    if _shown(document) >= _SHOWN:
        return None
    found = [one for data in _data(document) for one in _articles(data)]
    if not found:
        return None
    best = max(found, key=lambda one: (_is_named(one, document), one.length))
    return article_document(title=best.title, body=best.body, url=document.url, published=best.date)


def _shown(document: Document) -> int:
    """Characters of running text that stand in the page itself, its furniture left out."""
    texts = document.tree.xpath(
        "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::nav"
        " or ancestor::header or ancestor::footer or ancestor::template)]"
    )
    return len(" ".join(" ".join(str(text) for text in texts).split()))


def _data(document: Document) -> Iterator[Any]:
    for script in document.tree.iter("script"):
        source = str(script.text or "")
        if "json" not in (script.get("type") or ""):
            state = _STATE.match(source) if len(source) <= _LONGEST else None
            if state is None:
                continue
            source = state[1]
        if len(source) > _LONGEST:
            continue
        try:
            yield json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue


def _articles(data: Any) -> Iterator[_Found]:
    waiting = [data]
    for seen in range(_MOST_NODES):
        if seen >= len(waiting):
            return
        node = waiting[seen]
        if isinstance(node, list):
            waiting.extend(node)
        if isinstance(node, dict):
            waiting.extend(node.values())
            article = _article(node)
            if article is not None:
                yield article


def _article(node: dict[str, Any]) -> _Found | None:
    title = next((text for name in _TITLES if (text := _plain(node.get(name)))), "")
    if not title or len(title) > 300:
        return None
    bodies = [_body(node[name]) for name in _BODIES if node.get(name)]
    body = max(bodies, key=len, default="")
    if len(_TAG.sub("", body)) < _LEAST_TEXT:
        return None
    dates = (node.get(name) for name in _DATES)
    date = next((value for value in dates if isinstance(value, str) and _ISO_DATE.match(value)), None)
    names = tuple(value for name in _SLUGS if isinstance(value := node.get(name), str) and value)
    return _Found(title, body, date, names)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered")
    return unescape(_TAG.sub("", value)).strip() if isinstance(value, str) else ""


def _body(value: Any) -> str:
    """HTML of a body that is HTML, plain text, or a tree of rich text."""
    if isinstance(value, dict) and isinstance(value.get("rendered"), str):
        value = value["rendered"]
    if isinstance(value, str):
        if "<p" in value or "<br" in value or "<div" in value:
            return value
        lines = (line.strip() for line in re.split(r"\n+", value))
        return "".join(f"<p>{escape(unescape(line))}</p>" for line in lines if line)
    return "".join(f"<p>{escape(line)}</p>" for line in _rich_lines(value))


def _rich_lines(value: Any) -> Iterator[str]:
    """The paragraphs of rich text kept as a tree of nodes (Wix, ProseMirror, Slate, Contentful)."""
    if isinstance(value, list):
        for part in value:
            yield from _rich_lines(part)
    elif isinstance(value, dict):
        kind = str(value.get("type") or value.get("nodeType") or value.get("_type") or "").lower()
        if kind in _BLOCKS or kind.startswith("heading"):
            line = "".join(_leaves(value)).strip()
            if line:
                yield line
            return
        for name in ("nodes", "children", "content", "document", "root", "blocks"):
            if name in value:
                yield from _rich_lines(value[name])


def _leaves(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _leaves(part)
    elif isinstance(node, dict):
        data = node.get("textData")
        text = data.get("text") if isinstance(data, dict) else node.get("text", node.get("value"))
        if isinstance(text, str):
            yield text
        for name in ("nodes", "children", "content"):
            yield from _leaves(node.get(name))


def _is_named(found: _Found, document: Document) -> int:
    """How surely the object is the page's own: its slug ends the address, its title is the page's."""
    path = unquote(urlsplit(document.url).path).rstrip("/")
    last = path.rpartition("/")[2]
    by_slug = (
        any(unquote(name).rstrip("/").rpartition("/")[2] == last for name in found.names) if last else False
    )
    titles = document.tree.xpath("//title/text() | //meta[@property='og:title']/@content")
    by_title = any(found.title in str(title) for title in titles)
    return 2 * by_slug + by_title
