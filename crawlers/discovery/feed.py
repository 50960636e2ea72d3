"""RSS 2.0, RSS 1.0, Atom and JSON Feed: the items of a feed, with their whole text where the feed has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from crawlers.addresses import absolute
from crawlers.discovery.documents import article_document
from crawlers.discovery.json_feed import JsonFeed, read_json_feed
from crawlers.discovery.xml import child_text, local, parse_xml

# characters of text from which an item counts as whole, unless it ends like an excerpt
FULL_TEXT = 600
_TAGS = re.compile(r"<[^>]*>")
_EXCERPT_END = re.compile(
    r"(\[?(…|\.\.\.|&hellip;|&#8230;)\]?|lasīt\s+(tālāk|vairāk)\W*|read\s+more\W*|continue\s+reading\W*)\s*\Z",
    re.IGNORECASE,
)


class NoFeed(ValueError):
    """The text is no feed."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry; `date` is ISO 8601 or None, `body` is HTML and may be an excerpt."""

    url: str
    title: str
    body: str
    date: str | None
    language: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the body is the article itself rather than its beginning."""
        text = " ".join(unescape(_TAGS.sub(" ", self.body)).split())
        return len(text) >= FULL_TEXT and not _EXCERPT_END.search(text)

    def as_html(self) -> str:
        """The item as a page."""
        return article_document(
            title=self.title, body=self.body, url=self.url, published=self.date, language=self.language
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's items, newest first as feeds have them, and the address of the next page if there is one."""

    items: tuple[FeedItem, ...]
    next_page: str | None = None


def read_feed(text: str, url: str) -> Feed:
    """The items of a feed that have an address; raises NoFeed for anything else."""
    as_json = read_json_feed(text, url)
    if as_json is not None:
        return _from_json(as_json)
    root = parse_xml(text)
    if root is None or local(root) not in {"rss", "rdf", "feed"}:
        raise NoFeed("the answer is no RSS, Atom or JSON feed")
    channel = next((child for child in root if local(child) == "channel"), root)
    language = child_text(channel, "language")[:2].lower() or root.get(_XML_LANG, "")[:2].lower() or None
    base = root.get(_XML_BASE) or url
    entries = [element for element in root.iter() if local(element) in {"item", "entry"}]
    items = (_item(entry, base, language) for entry in entries)
    return Feed(
        items=tuple(item for item in items if item is not None),
        next_page=_link(channel, base, "next") or _next_of_wordpress(channel, url),
    )


def _from_json(feed: JsonFeed) -> Feed:
    items = (
        FeedItem(each.url, each.title, each.body, feed_moment(each.date), each.language)
        for each in feed.entries
    )
    return Feed(tuple(items), feed.next_page)


def _next_of_wordpress(channel: etree._Element, url: str) -> str | None:
    """WordPress pages its feeds without saying so."""
    if "wordpress" not in child_text(channel, "generator").lower():
        return None
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    number = query.get("paged", "1")
    query["paged"] = str(int(number) + 1) if number.isdigit() else "2"
    return urlunsplit(parts._replace(query=urlencode(query)))


def _item(entry: etree._Element, base: str, language: str | None) -> FeedItem | None:
    url = _address(entry, base)
    if url is None:
        return None
    bodies = (_html(entry, name) for name in ("encoded", "content", "description", "summary"))
    return FeedItem(
        url=url,
        title=unescape(_TAGS.sub("", child_text(entry, "title"))).strip(),
        body=max(bodies, key=len),
        date=feed_moment(child_text(entry, "pubdate", "published", "date", "issued", "updated")),
        language=language,
    )


def _address(entry: etree._Element, base: str) -> str | None:
    linked = _link(entry, base, "alternate")
    if linked is not None:
        return linked
    written = child_text(entry, "link")
    if written:
        return absolute(base, written)
    guid = next((child for child in entry if local(child) == "guid"), None)
    if guid is not None and guid.get("isPermaLink", "true") != "false" and guid.text:
        return absolute(base, guid.text)
    return None


def _link(element: etree._Element, base: str, relation: str) -> str | None:
    for child in element:
        if local(child) == "link" and child.get("href") and child.get("rel", "alternate") == relation:
            return absolute(base, child.get("href", ""))
    return None


def _html(entry: etree._Element, name: str) -> str:
    for child in entry:
        if local(child) != name:
            continue
        if child.get("type") == "xhtml":
            return "".join(etree.tostring(part, encoding="unicode") for part in child)
        text = "".join(str(part) for part in child.itertext())
        # text that was escaped twice still shows its tags
        return unescape(text) if "&lt;p" in text or "&lt;div" in text else text
    return ""


def feed_moment(value: str) -> str | None:
    """A feed's date (RFC 822 or ISO 8601) as ISO 8601, None when it cannot be read."""
    value = value.strip()
    if not value:
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        return None


def usual_feeds(home: str) -> tuple[str, ...]:
    """Where feeds usually are when a page announces none."""
    return tuple(
        urljoin(home, path)
        for path in ("feed/", "rss", "rss.xml", "atom.xml", "feed.xml", "?format=feed&type=rss")
    )


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
