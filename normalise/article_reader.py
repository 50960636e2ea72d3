"""The article's part of a page, walked once: passages of text, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urljoin

from lxml import html as lxml_html

from normalise.lines import key, tidy, tidy_lines, words
from normalise.records import Image, Link

_BLOCKS = words(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
_CELL_BLOCKS = ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "section")
_BLANKS = " \n\t\f\r"
_LONGEST_CELL = 300
_UNNUMBERED = -1
_LONGEST_ALT = 300
_CAPTION_REACH = 5  # elements around a picture
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
# the signs of an address that stay as they are; others are percent-encoded, as browsers do
_SAFE = "\"#$%&+,/:;<=>?@[\\]^`{|}!*'()"
_UNSAFE = re.compile(rf"[^\w.~{re.escape(_SAFE)}-]|[^\x00-\x7f]")


@dataclass(slots=True)
class Passage:
    """A block of text: its lines, its `key`, how much of it is links."""

    lines: list[str]
    key: str
    linked: float


@dataclass(slots=True)
class Article:
    """What the article's part of a page holds."""

    passages: list[Passage] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def read_article(parts: Iterable[lxml_html.HtmlElement], base: str) -> Article:
    """Reads the elements that hold the article, without furniture; `base` makes addresses absolute."""
    article = Article()
    for part in parts:
        _Reader(article, base, part).read()
    return article


class _Reader:
    """Walks an element once and collects passages, pictures and links in the order of the page."""

    def __init__(self, article: Article, base: str, root: lxml_html.HtmlElement) -> None:
        self.article = article
        self._base = base
        self._root = root
        self._parts: list[str] = []
        self._linked = 0
        self._bullet = ""
        self._numbers: list[int] = []

    def read(self) -> None:
        self._element(self._root, in_link=False)
        self._close()

    def _text(self, text: str, in_link: bool) -> None:
        """Line breaks in the source of a page are blanks."""
        if text.strip(_BLANKS):
            text = text.replace("\n", " ").replace("\r", " ")
            self._linked += len(key(text)) if in_link else 0
        else:
            text = " "
        self._parts.append(text)

    def _element(self, element: lxml_html.HtmlElement, in_link: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._parts.append("\n")
        elif tag == "img":
            self._image(element)
        elif tag == "pre" and element.find(".//table") is None:
            self._close()
            self._parts.append(element.text_content())
            self._close()
        elif tag == "figcaption" or _is_caption(element):
            self._close()  # told with its picture
        elif tag == "tr" and (row := _row(element)):
            self._row(element, row)
        else:
            self._inside(element, in_link)

    def _inside(self, element: lxml_html.HtmlElement, in_link: bool) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self._close()
            self._enter_list(element)
        if element.tag == "a":
            self._link(element)
            in_link = True
        if element.text:
            self._text(element.text, in_link)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, in_link)
            if child.tail:
                self._text(child.tail, in_link)
        if is_block:
            self._close()
            self._leave_list(element)

    def _enter_list(self, element: lxml_html.HtmlElement) -> None:
        """Keeps the mark that the next line gets: its number in a numbered list, else a dot."""
        if element.tag == "ol":
            start = element.get("start") or ""
            self._numbers.append(int(start) - 1 if start.isdecimal() and len(start) < 5 else 0)
        elif element.tag == "ul":
            self._numbers.append(_UNNUMBERED)
        elif element.tag == "li":
            number = self._numbers[-1] if self._numbers else _UNNUMBERED
            self._bullet = "• " if number == _UNNUMBERED else f"{number + 1}. "
            if number != _UNNUMBERED:
                self._numbers[-1] += 1

    def _leave_list(self, element: lxml_html.HtmlElement) -> None:
        if element.tag in ("ol", "ul"):
            self._numbers.pop()
        elif element.tag == "li":
            self._bullet = ""

    def _row(self, element: lxml_html.HtmlElement, row: list[str]) -> None:
        self._close()
        self._parts.append(" | ".join(row))
        self._linked = sum(len(key(link.text_content())) for link in element.iter("a"))
        for inner in element.iter("img", "a"):
            if inner.tag == "img":
                self._image(inner)
            else:
                self._link(inner)
        self._close()

    def _close(self) -> None:
        if not self._parts:
            self._linked = 0
            return
        lines = tidy_lines("".join(self._parts))
        linked, self._linked = self._linked, 0
        self._parts.clear()
        if not lines:
            return
        bare = key("".join(lines))
        if self._bullet and bare:
            lines[0] = self._bullet + lines[0].lstrip("•·●▪- ")
            self._bullet = ""
        self.article.passages.append(Passage(lines, bare, linked / max(1, len(bare))))

    def _image(self, image: lxml_html.HtmlElement) -> None:
        sources = (_address(image, name) for name in _SOURCES)
        source = next((one for one in sources if one and not one.startswith("data:")), "")
        address = _absolute(self._base, source)
        if address:
            alt = tidy(image.get("alt") or "")[:_LONGEST_ALT]
            self.article.images.append(Image(address, alt, _caption(image, self._root)))

    def _link(self, link: lxml_html.HtmlElement) -> None:
        address = _absolute(self._base, _address(link, "href"))
        if address and not any(known.address == address for known in self.article.links[-50:]):
            self.article.links.append(Link(address, _text_of(link)))


def _text_of(element: lxml_html.HtmlElement) -> str:
    """The text of an element on one line, a blank wherever a tag stands."""
    return tidy(" ".join(element.itertext()))


def _is_caption(element: lxml_html.HtmlElement) -> bool:
    return "wp-caption-text" in f"{element.get('class') or ''} {element.get('id') or ''}"


def _row(element: lxml_html.HtmlElement) -> list[str]:
    """The cells of a row of data; [] where the table only lays out the page."""
    cells = list(element.iterchildren("td", "th"))
    texts = [_text_of(cell) for cell in cells]
    if len(cells) < 2 or any(len(text) > _LONGEST_CELL for text in texts):
        return []
    if any(sum(1 for _ in islice(cell.iterdescendants(*_CELL_BLOCKS), 3)) > 2 for cell in cells):
        return []
    return [text for text in texts if text]


def _caption(image: lxml_html.HtmlElement, root: lxml_html.HtmlElement) -> str:
    """The caption of the figure or WordPress caption box around a picture."""
    for around in islice(_around(image, root), _CAPTION_REACH):
        if around.tag == "figure" or "wp-caption" in f"{around.get('class') or ''} {around.get('id') or ''}":
            caption = next(around.iterdescendants("figcaption"), None)
            if caption is None:
                captions = (one for one in around.iterdescendants() if "wp-caption-text" in _classes(one))
                caption = next(captions, None)
            return _text_of(caption)[:_LONGEST_ALT] if caption is not None else ""
    return ""


def _around(element: lxml_html.HtmlElement, root: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """The elements around an element, up to the root and no further."""
    while element is not root and (parent := element.getparent()) is not None:
        yield parent
        element = parent


def _classes(element: lxml_html.HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _address(element: lxml_html.HtmlElement, attribute: str) -> str:
    """An address as written, with the signs encoded that no address may hold."""
    written = (element.get(attribute) or "").strip()
    return quote(written, safe=_SAFE) if attribute in ("href", "src") and _UNSAFE.search(written) else written


def _absolute(base: str, address: str) -> str:
    """The http address that `address` means on a page at `base`, else ""."""
    if not address or address.startswith("#"):
        return ""
    try:
        absolute = urljoin(base, address)
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""
