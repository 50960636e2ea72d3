"""Takes out of an answer what speaks of pages that an operator had removed for good.

Lists, feeds, APIs and other articles' teasers tell of a page as well as the page itself. What is taken out
is the entry that leads to it: a JSON object, a feed's item, a sitemap's address, the block around a link.
All other answers stay byte for byte as received; one that was changed says so in `Fundtrace-Redacted`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from crawlers.addresses import address_key
from crawlers.archive import Capture
from crawlers.discovery.shape import address_shape
from crawlers.packing import BodyError
from normalise.decoding import decode

REDACTED = "Fundtrace-Redacted"
Forgotten = Callable[[str], bool]

_LINKS = re.compile(
    r"""(?:href|src|content|rdf:about)\s*=\s*["']?([^"'\s>]+)|(https?:(?:\\?/){2}[^\s"'<>]+)"""
)
_CANONICAL = re.compile(r"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_ENTRY = re.compile(r"<(item|entry|url)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ENTRY_ADDRESS = re.compile(
    r"""<(?:link|guid|id|loc)\b(?:[^>]*\bhref\s*=\s*["']([^"']+)["'])?[^>]*>(?:\s*<!\[CDATA\[)?\s*(https?:[^<\]\s]+)?""",
    re.IGNORECASE,
)
_STOP = {"body", "html", "main", "nav", "header", "footer", "head"}
_LARGEST_BLOCK = 3000


def mark_of(url: str) -> str:
    """The digest by which an address is remembered: SHA-256 over what its spellings share."""
    return hashlib.sha256(address_key(url).encode()).hexdigest()


def forgetter(marks: frozenset[str]) -> Forgotten:
    """Whether an address is one of those with these digests; asks each address's digest once."""
    known: dict[str, bool] = {}

    def forgotten(url: str) -> bool:
        if url not in known:
            known[url] = mark_of(url) in marks
        return known[url]

    return forgotten


def redacted(capture: Capture, forgotten: Forgotten, pieces: Iterable[str] = ()) -> Capture:
    """The capture without what speaks of forgotten addresses, the very same when it does not.

    `pieces` are texts that go wherever they stand. A page that names a forgotten address as its own is left
    without a body.
    """
    try:
        content = capture.content()
    except BodyError:
        return capture
    if forgotten(capture.url):
        return _with_body(capture, b"")
    decoded = decode(content, capture.header("Content-Type"))
    text = _without_entries(decoded.text, capture.url, forgotten)
    for piece in pieces:
        text = text.replace(piece, "")
    if text == decoded.text:
        return capture
    return _with_body(capture, text.encode(decoded.encoding, "xmlcharrefreplace"))


def _with_body(capture: Capture, body: bytes) -> Capture:
    kept = tuple(
        pair for pair in capture.headers if pair[0].lower() not in {"content-encoding", REDACTED.lower()}
    )
    return replace(capture, body=body, headers=(*kept, (REDACTED, "yes")))


def _without_entries(text: str, base: str, forgotten: Forgotten) -> str:
    if not any(forgotten(address) for address in _addresses(text, base)):
        return text
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start[:1] in {"{", "["}:
        return _without_objects(text, base, forgotten)
    if _ENTRY.search(text) and not start.startswith("<!doctype html") and "<html" not in start:
        return _ENTRY.sub(lambda entry: "" if _is_about(entry[0], base, forgotten) else entry[0], text)
    return _without_blocks(text, base, forgotten)


def _addresses(text: str, base: str) -> set[str]:
    found = (link or bare for link, bare in _LINKS.findall(text))
    return {urljoin(base, unescape(address.replace("\\/", "/"))) for address in found}


def _is_about(entry: str, base: str, forgotten: Forgotten) -> bool:
    named = (one or other for one, other in _ENTRY_ADDRESS.findall(entry))
    return any(forgotten(urljoin(base, unescape(address))) for address in named if address)


# -- JSON


def _without_objects(text: str, base: str, forgotten: Forgotten) -> str:
    try:
        data = json.loads(text)
    except ValueError:
        return ""
    if _names(data, base, forgotten):
        return "{}"
    return json.dumps(_pruned(data, base, forgotten), ensure_ascii=False)


def _pruned(data: Any, base: str, forgotten: Forgotten) -> Any:
    if isinstance(data, list):
        return [_pruned(each, base, forgotten) for each in data if not _names(each, base, forgotten)]
    if isinstance(data, dict):
        return {
            key: _pruned(each, base, forgotten)
            for key, each in data.items()
            if not _names(each, base, forgotten)
        }
    return data


def _names(data: Any, base: str, forgotten: Forgotten) -> bool:
    """Whether an object has a forgotten address as one of its own values."""
    if not isinstance(data, dict):
        return False
    values = [each.get("rendered") if isinstance(each, dict) else each for each in data.values()]
    return any(
        isinstance(each, str) and len(each) < 2000 and "/" in each and forgotten(urljoin(base, each))
        for each in values
    )


# -- HTML


def _without_blocks(text: str, base: str, forgotten: Forgotten) -> str:
    if _canonical(text, base, forgotten):
        return ""
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=_parser())
    except (etree.ParserError, ValueError):
        return ""
    for link in list(tree.iter("a", "area", "link", "article")):
        address = link.get("href")
        if address and forgotten(urljoin(base, address)) and link.getroottree().getroot() is tree:
            _remove(_block(link, base, forgotten))
    whole: str = etree.tostring(tree.getroottree(), method="html", encoding="unicode")
    return whole


def _parser() -> Any:
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def _canonical(text: str, base: str, forgotten: Forgotten) -> bool:
    named = [_HREF.search(tag) for tag in _CANONICAL.findall(text)]
    return any(forgotten(urljoin(base, unescape(found[1]))) for found in named if found)


def _block(link: Any, base: str, forgotten: Forgotten) -> Any:
    """The largest element around the link that leads to no other page of the same kind."""
    shape = address_shape(urljoin(base, link.get("href")))
    block = link
    while True:
        parent = block.getparent()
        if parent is None or not isinstance(parent.tag, str) or parent.tag in _STOP:
            return block
        if len(parent.text_content()) > _LARGEST_BLOCK or _leads_on(parent, base, shape, forgotten):
            return block
        block = parent


def _leads_on(element: Any, base: str, shape: tuple[str, ...], forgotten: Forgotten) -> bool:
    addresses = {urljoin(base, link.get("href") or "") for link in element.iter("a")}
    return any(address_shape(address) == shape and not forgotten(address) for address in addresses)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
