"""From a capture to the pages it holds: the one way, for the crawl and for reading the archive again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawlers.account import EMPTY, LOGIN
from crawlers.addresses import canonical_url, path_and_query, same_site
from crawlers.archive import Capture
from crawlers.discovery.feed import NoFeed, read_feed
from crawlers.discovery.links import parse_page
from crawlers.discovery.script_text import text_in_scripts
from crawlers.discovery.shape import is_article, is_login
from crawlers.discovery.wordpress import NoPosts, count_closed, read_posts
from crawlers.packing import BodyError
from crawlers.sources import Source
from normalise.decoding import Decoded, decode

_HTML = {"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"}
_MAY_HOLD_TEXT = re.compile(r"<script[^>]+json|__[A-Z_]+__\s*=\s*\{", re.IGNORECASE)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
# characters beside the markup, menus included: such a page is no empty shell
_SHOWS_TEXT = 4000
# and fewer than these, beside scripts, are a shell that scripts would fill
_NEXT_TO_NOTHING = 200


@dataclass(frozen=True, slots=True)
class PageInput:
    """What `normalise.page.read_page` needs: the address, the HTML, and the date that a feed or API gave.

    Not `sound` when many of its letters cannot be made out.
    """

    url: str
    html: str
    feed_date: str | None = None
    sound: bool = True


def text_of(capture: Capture, source: Source) -> str:
    """The capture's text, decoded; raises BodyError when the body cannot be unpacked."""
    return _decoded(capture, source).text


def _decoded(capture: Capture, source: Source) -> Decoded:
    return decode(capture.content(), capture.header("Content-Type"), source.encoding)


def pages_of(capture: Capture, source: Source) -> list[PageInput]:
    """The article pages that a capture holds, in its order; none for lists, feeds of excerpts and the like.

    A post from the REST API and a feed's item with its whole text are pages of their own: a small HTML
    document is built from them. An HTML page counts when it looks like an article.
    """
    if not 200 <= capture.status < 300 or (capture.role == "page" and not _is_html(capture)):
        return []
    try:
        decoded = _decoded(capture, source)
    except BodyError:
        return []
    found = _found(capture, decoded.text, source)
    pages = (replace(page, url=canonical_url(page.url, capture.url), sound=decoded.sound) for page in found)
    return [page for page in pages if _belongs(page.url, capture, source)]


def is_document(capture: Capture) -> bool:
    """Whether a capture is that of a document that an article links to, not of a page."""
    return capture.role == "other" and (
        capture.body.startswith(b"%PDF") or urlsplit(capture.url).path.lower().endswith(".pdf")
    )


def _found(capture: Capture, text: str, source: Source) -> list[PageInput]:
    try:
        if capture.role == "api":
            return [PageInput(post.url, post.as_html(), post.date) for post in read_posts(text)]
        if capture.role == "feed":
            items = read_feed(text, capture.url).items
            return [PageInput(item.url, item.as_html(), item.date) for item in items if item.is_whole]
    except (NoPosts, NoFeed):
        return []
    if capture.role == "page" and is_article(text, capture.url, source.home):
        html = with_text(text, capture.url)
        return [] if is_shell(html) else [PageInput(capture.url, html, capture.feed_date)]
    return []


def is_shell(html: str) -> bool:
    """Whether a page shows next to nothing but what its scripts would write, or nothing at all."""
    shown = " ".join(_MARKUP.sub(" ", html).split())
    return not shown or (len(shown) < _NEXT_TO_NOTHING and "<script" in html.lower())


def why_unread(capture: Capture, source: Source) -> str | None:
    """Why a page's capture that gave no article holds none that can be read; None for no article's page.

    Of an answer of the REST API: whether it keeps the text of some posts to itself.
    """
    try:
        text = text_of(capture, source)
    except BodyError:
        return EMPTY
    if capture.role == "api":
        return EMPTY if count_closed(text) else None
    if capture.role != "page" or not _is_html(capture) or not 200 <= capture.status < 300:
        return None
    return why_closed(text, capture.url) or (EMPTY if pages_of(capture, source) else None)


def why_closed(html: str, url: str) -> str | None:
    """`login` for a page that asks for a password in the place of what was asked, `empty` for a shell."""
    document = parse_page(html, url)
    if document is not None and is_login(document):
        return LOGIN
    return EMPTY if document is None or is_shell(with_text(html, url)) else None


def with_text(html: str, url: str) -> str:
    """The page, or what its scripts hold of the article where it shows next to nothing itself."""
    if not _MAY_HOLD_TEXT.search(html) or len(_MARKUP.sub("", html)) > _SHOWS_TEXT:
        return html
    document = parse_page(html, url)
    return (text_in_scripts(document) if document is not None else None) or html


def _is_html(capture: Capture) -> bool:
    media_type = (capture.header("Content-Type") or "text/html").partition(";")[0].strip().lower()
    return media_type in _HTML and not capture.body.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")
    )


def _belongs(url: str, capture: Capture, source: Source) -> bool:
    here = same_site(url, source.home) or same_site(url, capture.url)
    return here and source.admits(path_and_query(url))
