"""The page as a tree, its blocks of text, and which element holds the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Extractor

from normalise.lines import key, tidy, words

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
_LEAST_KEY = 20
_SHARE = 0.88
_CLIMB = 5
_GROWTH = 2.2


@dataclass(frozen=True)
class Block:
    """Text that stands on its own in the page, and the element around it."""

    element: lxml_html.HtmlElement
    text: str

    @cached_property
    def key(self) -> str:
        return key(self.text)


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
            found.append(Block(current, text))

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


def article_part(body: lxml_html.HtmlElement, size: int) -> lxml_html.HtmlElement:
    """The element of the whole article around its `body`: header, pictures and footnotes included.

    `size` is the length of the body's `key`.
    """
    best = node = body
    letters = size
    for _ in range(_CLIMB):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        letters += len(key(_text_beside(node, parent)))
        node = parent
        if letters > _GROWTH * max(size, 1) + 400:
            break
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if node.tag in ("article", "main") or _ARTICLE_NAMES.search(names):
            best = node
        if node.tag == "article":
            break
    return best


def _text_beside(node: lxml_html.HtmlElement, parent: lxml_html.HtmlElement) -> str:
    """The text of the parent without that of the node."""
    pieces = [parent.text or ""]
    for child in parent:
        if child is not node and isinstance(child.tag, str):
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    return "".join(pieces)


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
