"""HTML of any kind as a tree of bounded size, without what no reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from normalise.lines import words

_MOST_CHARACTERS = 1_500_000
_MOST_ELEMENTS = 12_000
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{200,}")
_SCRIPT_TAG = re.compile(
    r"<(?P<closes>/?)(?P<name>script|style)\b(?P<data>[^>]{0,200}ld\+json)?[^>]{0,2000}>", re.I
)
_LONGEST_TAG = 20_000  # libxml2 takes quadratic time over attributes
_MONSTROUS_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\s[^<>]{20000,}>")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_WORDLESS = sorted(words("script style noscript template svg canvas iframe object embed select textarea"))
_UPDATES = etree.XPath(
    '//@itemprop[. = "dateModified"]/parent::*[not(self::meta)]'
    ' | //time[contains(@class, "updated") and not(contains(@class, "published"))]'
)
_ELEMENTS = etree.XPath("count(//*)")
_LONGEST_FORM = 1500
_DATA_BLOCKS = 2
_LONGEST_DATA = 600


def _parser() -> lxml_html.HTMLParser:
    """A parser whose elements are all of one class: lxml's own asks Python for the class of each."""
    parser = lxml_html.HTMLParser()
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=lxml_html.HtmlElement,
            comment=lxml_html.HtmlComment,
            pi=lxml_html.HtmlProcessingInstruction,
            entity=lxml_html.HtmlEntity,
        )
    )
    return parser


_PARSER = _parser()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a page, None when nothing is in it, and whether only its beginning was read."""

    tree: lxml_html.HtmlElement | None
    cut: bool


def parse(html: str) -> Parsed:
    """Parses any text as HTML; pages of more than a million characters or 12,000 elements are cut."""
    text = _EMBEDDED.sub("data:,", html) if "base64" in html else html
    text = text if len(text) <= _MOST_CHARACTERS else _without_scripts(text)
    cut = len(text) > _MOST_CHARACTERS
    text = text[:_MOST_CHARACTERS]
    if declaration := _XML_DECLARATION.match(text):
        text = text[declaration.end() :]
    text = text.replace("\x00", "")
    text = text.encode("utf-8", "replace").decode()
    if max(map(len, text.split(">"))) > _LONGEST_TAG:
        text = _MONSTROUS_TAG.sub(r"<\1>", text)
    if not text.strip():
        return Parsed(None, cut)
    try:
        tree = lxml_html.document_fromstring(text, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Parsed(None, cut)
    if not isinstance(tree, lxml_html.HtmlElement):
        return Parsed(None, cut)
    cut = _prune(tree) or cut
    _unfold_layout(tree)
    return Parsed(tree, cut)


def _without_scripts(html: str) -> str:
    """A huge page without its scripts and styles, which would push the article behind the cut."""
    kept: list[str] = []
    last, opened = 0, ""
    for tag in _SCRIPT_TAG.finditer(html):
        closes, name = tag["closes"], tag["name"].lower()
        if not opened and not closes and not tag["data"]:
            kept.append(html[last : tag.start()])
            last, opened = tag.start(), name
        elif closes and name == opened:
            last, opened = tag.end(), ""
    return "".join([*kept, html[last:]])


def drop_silent(tree: lxml_html.HtmlElement) -> None:
    """Removes scripts, other elements without text for readers, and the times of updates.

    Forms around a whole page open up.
    """
    etree.strip_elements(tree, *_WORDLESS, etree.Comment, with_tail=False)
    for update in _UPDATES(tree):
        update.drop_tree()
    for form in list(tree.iter("form")):
        if len(form.text_content()) > _LONGEST_FORM:
            form.drop_tag()


def _prune(tree: lxml_html.HtmlElement) -> bool:
    """Drops the elements past the most that a page may have; True when there were any."""
    if _ELEMENTS(tree) <= _MOST_ELEMENTS:
        return False
    surplus = list(islice(tree.iter(), _MOST_ELEMENTS, None))
    for element in reversed(surplus):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(surplus)


def _unfold_layout(tree: lxml_html.HtmlElement) -> None:
    """Turns the tables that old pages are laid out with into plain divisions."""
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr", "table") if row is not table]
        cells = [cell for cell in table.iter("td", "th") if _table_of(cell) is table]
        if not (any(row.tag == "table" for row in rows) or any(map(_lays_out, cells))):
            continue
        own_rows = [row for row in rows if row.tag == "tr" and _table_of(row) is table]
        for element in (table, *table.iterchildren("tbody", "thead", "tfoot"), *own_rows, *cells):
            element.tag = "div"


def _table_of(element: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _lays_out(cell: lxml_html.HtmlElement) -> bool:
    """True for a cell that holds a piece of page and no piece of data."""
    inner = sum(1 for _ in islice(cell.iter("p", "div", "ul", "h1", "h2", "h3"), _DATA_BLOCKS + 1))
    return inner > _DATA_BLOCKS or len(cell.text_content()) > _LONGEST_DATA
