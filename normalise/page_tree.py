"""The page as a tree, its blocks of text, and which element holds the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Extractor

from normalise.lines import key, tidy, words

_MOST_CHARACTERS = 1_500_000
_MOST_ELEMENTS = 12_000
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{200,}")
_LONGEST_TAG = 20_000  # libxml2 takes quadratic time over attributes
_MONSTROUS_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\s[^<>]{20000,}>")
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_SILENT = words("script style noscript template head title svg textarea select option")
_ARTICLE_NAMES = re.compile(
    r"(?:^|\s)(?:h?entry|post|post-\d+|single-post|item-?page|node|news-?item|blog-?post|article|article-\w+|item"
    r"|moze?-?(?:blog|post)\w*|blogpost|zina|jaunums)(?:$|\s)"
)
# Without trafilatura's second opinions: they took half its time and changed no sound page. A text
# shorter than what trafilatura itself takes for short is read again with them.
_QUICK = Extractor(fast=True, recall=True, comments=False)
_THOROUGH = Extractor(recall=True, comments=False)
_SHORT_TEXT = 250
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WORDLESS = sorted(words("script style noscript template svg canvas iframe object embed select textarea"))
_UPDATES = (
    '//*[(@itemprop="dateModified" and not(self::meta))'
    ' or (self::time and contains(@class, "updated") and not(contains(@class, "published")))]'
)
_LONGEST_FORM = 1500
_LEAST_KEY = 20
_DATA_BLOCKS = 2
_LONGEST_DATA = 600
_SHARE = 0.88
_CLIMB = 5
_GROWTH = 2.2


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


def _unfold_layout(tree: lxml_html.HtmlElement) -> None:
    """Turns the tables that old pages are laid out with into plain divisions."""
    for table in tree.xpath("//table"):
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


@dataclass(frozen=True, slots=True)
class Block:
    """Text that stands on its own in the page, its `key`, and the element around it."""

    element: lxml_html.HtmlElement
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a page, None when nothing is in it, and whether only its beginning was read."""

    tree: lxml_html.HtmlElement | None
    cut: bool


def parse(html: str) -> Parsed:
    """Parses any text as HTML; pages of more than a million characters or 12,000 elements are cut."""
    text = _EMBEDDED.sub("data:,", html) if "base64" in html else html
    cut = len(text) > _MOST_CHARACTERS
    text = _XML_DECLARATION.sub("", text[:_MOST_CHARACTERS]).replace("\x00", "")
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


def drop_silent(tree: lxml_html.HtmlElement) -> None:
    """Removes scripts, other elements without text for readers, and the times of updates.

    Forms around a whole page open up.
    """
    etree.strip_elements(tree, *_WORDLESS, etree.Comment, with_tail=False)
    for update in tree.xpath(_UPDATES):
        update.drop_tree()
    for form in list(tree.iter("form")):
        if len(form.text_content()) > _LONGEST_FORM:
            form.drop_tag()


def _prune(tree: lxml_html.HtmlElement) -> bool:
    """Drops the elements past the most that a page may have; True when there were any."""
    if tree.xpath("count(//*)") <= _MOST_ELEMENTS:
        return False
    surplus = list(islice(tree.iter(), _MOST_ELEMENTS, None))
    for element in reversed(surplus):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(surplus)


def main_text(tree: lxml_html.HtmlElement) -> str:
    """What trafilatura takes for the main text, "" where it finds none."""
    try:
        quick = trafilatura.extract(tree, options=_QUICK) or ""
        return quick if len(quick) >= _SHORT_TEXT else trafilatura.extract(tree, options=_THOROUGH) or quick
    except (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return ""  # a page that trafilatura stumbles over is still read by its blocks


def blocks(tree: lxml_html.HtmlElement) -> list[Block]:
    """All text of the page in its order, cut wherever a block element begins or ends."""
    found: list[Block] = []
    parts: list[str] = []
    current = tree
    hidden = 0

    def close() -> None:
        text = "".join(parts)
        parts.clear()
        if not text.isspace() and (text := tidy(text)):
            found.append(Block(current, text, key(text)))

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = bool(tag) and tag not in _INLINE
        if event == "start":
            if tag in _SILENT:
                hidden += 1
            if is_block:
                if parts:
                    close()
                current = element
            if tag and not hidden and element.text:
                parts.append(element.text)
            continue
        if is_block:
            if parts:
                close()
            current = element.getparent() if element.getparent() is not None else tree
        if tag in _SILENT:
            hidden -= 1
        if not hidden and element.tail:
            parts.append(element.tail)
    close()
    return found


def find_body(
    tree: lxml_html.HtmlElement, all_blocks: Sequence[Block], main_key: str
) -> lxml_html.HtmlElement | None:
    """The deepest element that holds nearly all of the main text, or None without a main text."""
    weights: dict[lxml_html.HtmlElement, int] = defaultdict(int)
    total = 0
    for block in all_blocks:
        weight = len(block.key)
        if weight < _LEAST_KEY or block.key not in main_key:
            continue
        total += weight
        weights[block.element] += weight
        for ancestor in block.element.iterancestors():
            weights[ancestor] += weight
    if not total:
        return None
    return _descend(tree, weights, _SHARE * total)


def _descend(
    node: lxml_html.HtmlElement, weights: dict[lxml_html.HtmlElement, int], least: float
) -> lxml_html.HtmlElement:
    while True:
        inner = next((child for child in node if weights.get(child, 0) >= least), None)
        if inner is None:
            return _container(node)
        node = inner


def _container(node: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """A paragraph or row alone is never the article: what stands around it is."""
    while node.tag in ("p", "li", "tr", "tbody", "span", "ul", "ol", "b", "strong", "font"):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        node = parent
    return node


def article_part(body: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The element of the whole article around its `body`: header, pictures and footnotes included."""
    size = len(key(body.text_content())) or 1
    best = node = body
    for _ in range(_CLIMB):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        node = parent
        if len(key(node.text_content())) > _GROWTH * size + 400:
            break
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if node.tag in ("article", "main") or _ARTICLE_NAMES.search(names):
            best = node
        if node.tag == "article":
            break
    return best


def fallback_part(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """Where a page without a main text is likeliest to say something."""
    for path in ("//article", "//main", '//*[@id="content" or @role="main"]', "//body"):
        found = tree.xpath(path)
        if found:
            return found[0]
    return tree


def lines_around(all_blocks: Sequence[Block], heading: lxml_html.HtmlElement | None, reach: int) -> list[str]:
    """The lines of the page from `reach` blocks above the heading to as many below it."""
    if heading is None:
        return []
    inside = {heading, *heading.iterdescendants()}
    places = [place for place, block in enumerate(all_blocks) if block.element in inside]
    if not places:
        return []
    nearby: Iterable[Block] = all_blocks[max(0, places[0] - reach) : places[-1] + 1 + reach]
    return [block.text for block in nearby]
