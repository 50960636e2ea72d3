"""The article's part of a page, walked once: passages of text, pictures, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from normalise.lines import key, tidy, tidy_lines, words
from normalise.records import Image, Link

_BLOCKS = words(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
_CELL_BLOCKS = ["p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "section"]
_LONGEST_CELL = 300
_UNNUMBERED = -1
_LONGEST_ALT = 300
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")


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


def read_article(html: str, base: str) -> Article:
    """Reads the article's part of a page (`html`, without furniture); `base` makes addresses absolute."""
    soup = BeautifulSoup(html, "lxml")
    reader = _Reader(base)
    reader.read(soup)
    return reader.article


class _Reader:
    """Walks the tree once and collects passages, pictures and links in the order of the page."""

    def __init__(self, base: str) -> None:
        self.article = Article()
        self._base = base
        self._parts: list[str] = []
        self._linked = 0
        self._bullet = ""
        self._numbers: list[int] = []

    def read(self, root: Tag) -> None:
        for child in root.children:
            self._node(child, in_link=False)
        self._close()

    def _node(self, node: PageElement, in_link: bool) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                self._text(str(node), in_link)
        elif isinstance(node, Tag):
            self._tag(node, in_link)

    def _text(self, text: str, in_link: bool) -> None:
        self._parts.append(" ".join(text.split("\n")))
        self._linked += len(key(text)) if in_link else 0

    def _tag(self, tag: Tag, in_link: bool) -> None:
        if tag.name == "br":
            self._parts.append("\n")
        elif tag.name == "img":
            self._image(tag)
        elif tag.name == "pre":
            self._close()
            self._parts.append(tag.get_text())
            self._close()
        elif tag.name == "figcaption" or "wp-caption-text" in _names(tag):
            self._close()  # told with its picture
        elif tag.name == "tr" and (row := _row(tag)):
            self._row(tag, row)
        else:
            self._inside(tag, in_link)

    def _inside(self, tag: Tag, in_link: bool) -> None:
        is_block = tag.name in _BLOCKS
        if is_block:
            self._close()
            self._enter_list(tag)
        if tag.name == "a":
            self._link(tag)
        for child in tag.children:
            self._node(child, in_link or tag.name == "a")
        if is_block:
            self._close()
            self._leave_list(tag)

    def _enter_list(self, tag: Tag) -> None:
        """Keeps the mark that the next line gets: its number in a numbered list, else a dot."""
        if tag.name == "ol":
            start = str(tag.get("start") or "")
            self._numbers.append(int(start) - 1 if start.isdecimal() and len(start) < 5 else 0)
        elif tag.name == "ul":
            self._numbers.append(_UNNUMBERED)
        elif tag.name == "li":
            number = self._numbers[-1] if self._numbers else _UNNUMBERED
            self._bullet = "• " if number == _UNNUMBERED else f"{number + 1}. "
            if number != _UNNUMBERED:
                self._numbers[-1] += 1

    def _leave_list(self, tag: Tag) -> None:
        if tag.name in ("ol", "ul"):
            self._numbers.pop()
        elif tag.name == "li":
            self._bullet = ""

    def _row(self, tag: Tag, row: list[str]) -> None:
        self._close()
        self._parts.append(" | ".join(row))
        self._linked = sum(len(key(link.get_text())) for link in tag.find_all("a"))
        for element in tag.find_all(["img", "a"]):
            if element.name == "img":
                self._image(element)
            else:
                self._link(element)
        self._close()

    def _close(self) -> None:
        lines = tidy_lines("".join(self._parts))
        bare = key("".join(lines))
        linked, self._linked = self._linked, 0
        self._parts.clear()
        if not lines:
            return
        if self._bullet and bare:
            lines[0] = self._bullet + lines[0].lstrip("•·●▪- ")
            self._bullet = ""
        self.article.passages.append(Passage(lines, bare, linked / max(1, len(bare))))

    def _image(self, tag: Tag) -> None:
        sources = (str(tag.get(name) or "").strip() for name in _SOURCES)
        source = next((one for one in sources if one and not one.startswith("data:")), "")
        address = _absolute(self._base, source)
        if address:
            alt = tidy(str(tag.get("alt") or ""))[:_LONGEST_ALT]
            self.article.images.append(Image(address, alt, _caption(tag)))

    def _link(self, tag: Tag) -> None:
        address = _absolute(self._base, str(tag.get("href") or "").strip())
        if address and not any(link.address == address for link in self.article.links[-50:]):
            self.article.links.append(Link(address, tidy(tag.get_text(" "))))


def _names(tag: Tag) -> str:
    classes: Sequence[str] = tag.get("class") or ()
    return f"{' '.join(classes)} {tag.get('id') or ''}"


def _row(tag: Tag) -> list[str]:
    """The cells of a row of data; [] where the table only lays out the page."""
    cells = [cell for cell in tag.children if isinstance(cell, Tag) and cell.name in ("td", "th")]
    texts = [tidy(cell.get_text(" ")) for cell in cells]
    if len(cells) < 2 or any(len(text) > _LONGEST_CELL for text in texts):
        return []
    if any(len(cell.find_all(_CELL_BLOCKS, limit=3)) > 2 for cell in cells):
        return []
    return [text for text in texts if text]


def _caption(image: Tag) -> str:
    """The caption of the figure or WordPress caption box around a picture."""
    for depth, parent in enumerate(image.parents):
        if parent.name == "figure" or "wp-caption" in _names(parent):
            caption = parent.find("figcaption") or parent.find(class_="wp-caption-text")
            return tidy(caption.get_text(" "))[:_LONGEST_ALT] if isinstance(caption, Tag) else ""
        if depth > 3:
            break
    return ""


def _absolute(base: str, address: str) -> str:
    """The http address that `address` means on a page at `base`, else ""."""
    if not address or address.startswith("#"):
        return ""
    try:
        absolute = urljoin(base, address)
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""
