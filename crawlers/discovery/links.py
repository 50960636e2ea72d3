"""The links of a page, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from crawlers.addresses import absolute, address_key, canonical_url, same_site

_FURNITURE_TAGS = {"nav", "footer", "aside"}
_FURNITURE_NAMES = re.compile(
    r"(?:^|[_-])(?:menu|nav|navbar|navigation|navig|footer|bottom|apaksa|sidebar|aside|breadcrumbs?|cels|crumbs?|"
    r"social|share|cookie\w*|lang\w*|topbar|related|mostread|tagcloud|meklet|search)(?:$|[_-])|^widget(?:$|[_-])",
    re.IGNORECASE,
)
# page builders name every block of the content so
_BUILDERS = ("elementor", "et_pb", "vc_", "wp-block", "fl-", "brxe")
_FURNITURE_ROLES = {"navigation", "contentinfo", "complementary", "banner"}
_REFRESH = re.compile(r"\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE)
_BLOCK_TAGS = {"article", "li", "tr", "section", "td", "div", "dl", "p"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CONTAINERS = {"body", "html", "main", "table", "tbody", "ul", "ol"}
_MAX_TEXT = 3000


@dataclass(slots=True)
class Linked:
    """One address that a page links to, with all its anchors in one block taken together."""

    url: str
    text: str
    signature: tuple[str, ...]
    block_text: str
    heading: bool = False
    furniture: bool = False
    picture: bool = False
    dated_element: bool = False
    texts: list[str] = field(default_factory=list)
    relations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page: its tree and the address that its links start from."""

    tree: HtmlElement
    url: str
    base: str


def parse_page(html: str, url: str) -> Document | None:
    """The page's tree; None when there is nothing to parse."""
    try:
        # a declared encoding makes lxml refuse decoded text
        tree = lxml_html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", html, count=1))
    except (ParserError, ValueError):
        return None
    bases = tree.xpath("//base/@href")
    base = absolute(url, bases[0]) if bases else None
    return Document(tree, url, base or url)


def page_links(document: Document) -> list[Linked]:
    """The page's links within its own site, in their order, one entry for each address and block."""
    anchors = list(_anchors(document))
    company: dict[HtmlElement, set[str]] = {}
    for anchor, _url, key in anchors:
        for ancestor in anchor.iterancestors():
            company.setdefault(ancestor, set()).add(key)
    found: dict[tuple[str, HtmlElement], Linked] = {}
    for anchor, url, key in anchors:
        block = _block(anchor, company)
        entry = found.get((key, block))
        if entry is None:
            entry = found[(key, block)] = _entry(anchor, url, block)
        _add(entry, anchor)
    return list(found.values())


def refresh_target(document: Document) -> str | None:
    """Where a page sends its readers at once (`<meta http-equiv="refresh">`), within its own site."""
    for content in document.tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content"):
        found = _REFRESH.match(str(content))
        target = absolute(document.base, found[1]) if found else None
        if target is not None and same_site(target, document.url):
            return canonical_url(target, document.url)
    return None


def _anchors(document: Document) -> Iterator[tuple[HtmlElement, str, str]]:
    for anchor in document.tree.iter("a"):
        href = anchor.get("href")
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        address = absolute(document.base, href)
        if address is None or not same_site(address, document.url):
            continue
        url = canonical_url(address, document.url)
        yield anchor, url, address_key(url)


def _block(anchor: HtmlElement, company: dict[HtmlElement, set[str]]) -> HtmlElement:
    """The largest element around an anchor that leads nowhere else."""
    block = anchor
    for ancestor in anchor.iterancestors():
        if len(company[ancestor]) > 1 or ancestor.tag in _CONTAINERS:
            break
        block = ancestor
    if block is anchor and anchor.getparent() is not None and _shares_line(anchor):
        return anchor
    return block


def _shares_line(anchor: HtmlElement) -> bool:
    parent = anchor.getparent()
    return parent is not None and parent.tag not in _BLOCK_TAGS


def _entry(anchor: HtmlElement, url: str, block: HtmlElement) -> Linked:
    return Linked(
        url=url,
        text="",
        signature=_signature(block),
        block_text=_text(block)[:_MAX_TEXT],
        furniture=_is_furniture(anchor),
        dated_element=next(block.iter("time"), None) is not None,
    )


def _add(entry: Linked, anchor: HtmlElement) -> None:
    text = anchor_text(anchor)
    if text:
        entry.texts.append(text)
    if len(text) > len(entry.text):
        entry.text = text
    entry.heading = entry.heading or _in_heading(anchor)
    entry.picture = entry.picture or next(anchor.iter("img"), None) is not None
    entry.relations |= frozenset((anchor.get("rel") or "").lower().split())


def anchor_text(anchor: HtmlElement) -> str:
    """What an anchor says: its text, else that of its pictures."""
    return _text(anchor) or " ".join(str(alt) for alt in anchor.xpath(".//img/@alt")).strip()


def _in_heading(anchor: HtmlElement) -> bool:
    if any(child.tag in _HEADINGS for child in anchor.iterdescendants()):
        return True
    for depth, ancestor in enumerate(anchor.iterancestors()):
        if ancestor.tag in _HEADINGS:
            return True
        if depth >= 3:
            break
    return False


def _is_furniture(anchor: HtmlElement) -> bool:
    for ancestor in anchor.iterancestors():
        if ancestor.tag in {"article", "main", "body"}:
            return False
        if ancestor.tag in _FURNITURE_TAGS or (ancestor.get("role") or "") in _FURNITURE_ROLES:
            return True
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".split()
        if any(_FURNITURE_NAMES.search(name) for name in names if not name.startswith(_BUILDERS)):
            return True
    return False


def _signature(block: HtmlElement) -> tuple[str, ...]:
    steps = [_step(block)]
    for depth, ancestor in enumerate(block.iterancestors()):
        steps.append(_step(ancestor))
        if depth >= 2:
            break
    return tuple(steps)


def _step(element: HtmlElement) -> str:
    classes = (element.get("class") or "").split()
    # numbered classes (post-123, column-2) tell one block from the next, not one kind from another
    kind = next((name for name in classes if not any(sign.isdigit() for sign in name)), "")
    return f"{element.tag}.{kind}"


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(str(part) for part in element.itertext()).split())
