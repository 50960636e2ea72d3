"""A list of articles as an Atom feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from datasette_config.search.results import Hit, Results
from datasette_config.search.snippets import plain

if TYPE_CHECKING:
    from datasette_config.pages.visit import Visit

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(results: Results, visit: Visit) -> str:
    """The articles as Atom (RFC 4287), linked to our pages and, as `via`, to the originals."""
    Xml.register_namespace("", ATOM)
    messages = visit.messages
    asked = results.wish.parameters(sort="")
    here = visit.origin + visit.addresses.search(asked, ".atom")
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": visit.language})
    title = messages("site.name") + (f": {results.wish.typed}" if results.wish.typed else "")
    _add(feed, "title", title)
    _add(feed, "id", here)
    _add(feed, "link", rel="self", href=here)
    _add(feed, "link", rel="alternate", href=visit.origin + visit.addresses.search(asked))
    _add(feed, "updated", max((_changed(hit) for hit in results.hits), default="1970-01-01T00:00:00Z"))
    for hit in results.hits:
        feed.append(_entry(hit, visit))
    return Xml.tostring(feed, encoding="unicode", xml_declaration=True)


def _entry(hit: Hit, visit: Visit) -> Xml.Element:
    article = hit.article
    address = visit.origin + visit.addresses.article(article.id)
    entry = Xml.Element(f"{{{ATOM}}}entry")
    _add(entry, "title", article.title)
    _add(entry, "id", address)
    _add(entry, "link", rel="alternate", href=address)
    _add(entry, "link", rel="via", href=article.url)
    _add(entry, "updated", _changed(hit))
    if article.published:
        _add(entry, "published", _moment(article.published))
    author = Xml.SubElement(entry, f"{{{ATOM}}}author")
    _add(author, "name", article.source_name)
    for row in article.funders:
        _add(entry, "category", term=row["funder"], scheme=visit.origin + visit.addresses.path("/funder/"))
    _add(entry, "summary", plain(hit.snippet))
    return entry


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> None:
    child = Xml.SubElement(
        parent, f"{{{ATOM}}}{name}", {k: _NOT_XML.sub("", v) for k, v in attributes.items()}
    )
    child.text = None if text is None else _NOT_XML.sub("", text)


def _changed(hit: Hit) -> str:
    return _moment(hit.article.modified or hit.article.published or hit.article.first_seen)


def _moment(iso: str) -> str:
    """An ISO date or time as RFC 3339 asks for it."""
    moment = iso if "T" in iso else f"{iso[:10]}T00:00:00"
    return moment if re.search(r"(Z|[+-]\d\d:\d\d)$", moment) else f"{moment}Z"
