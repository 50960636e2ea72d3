"""An archived page as plain HTML in which what proves a verdict is boxed, and nothing is live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

WIDTH = 1000
_MOST_HEIGHT, _LEAST_HEIGHT = 12_000, 600
_LINE, _CHARACTERS, _PER_BLOCK = 26, 105, 18
_DROPPED = ("script", "style", "link", "meta", "base", "iframe", "object", "embed", "noscript",
            "template", "video", "audio", "canvas", "svg", "form", "input", "button", "select", "textarea",
            "head")  # fmt: skip
_BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "br", "section", "article")
_SHELL = """<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body {{ font: 16px/1.5 "DejaVu Sans", Arial, sans-serif; margin: 16px; overflow-wrap: anywhere }}
.about {{ font-size: 12px; border: 1px solid #555; background: #eee; padding: 6px; margin-bottom: 16px }}
.box {{ outline: 3px solid #c00; background: #fff3c4 }}
.picture {{ border: 1px dashed #888; padding: 2px 6px; color: #333 }}
</style></head><body><div class="about">{about}</div>{page}</body></html>"""


@dataclass(frozen=True, slots=True)
class Boxed:
    """HTML without anything live, how high it is about, and how many of the quotes were found in it."""

    html: str
    height: int
    found: int


def boxed(html: str, quotes: Iterable[str], logos: Iterable[str], about: Sequence[str]) -> Boxed:
    """The page with each quote and each picture of a file name in the addresses `logos` boxed.

    Scripts, styles, pictures, forms and every attribute are left out; a picture becomes its words. `about`
    are lines at the top that say what it is.
    """
    soup = BeautifulSoup(html, "lxml")
    body = soup.body or soup
    for tag in body.find_all(_DROPPED):
        tag.decompose()
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in body.find_all(True):
        tag.attrs = {
            name: tag.attrs[name] for name in ("src", "alt") if tag.name == "img" and name in tag.attrs
        }
    _name_pictures(soup, body, frozenset(logo.rsplit("/", 1)[-1] for logo in logos))
    found = sum(1 for quote in dict.fromkeys(quotes) if _box(soup, body, quote))
    shell = _SHELL.format(about="<br>".join(map(escape, about)), page=body.decode_contents())
    return Boxed(shell, _height(body), found)


def _name_pictures(soup: BeautifulSoup, body: Tag, logos: frozenset[str]) -> None:
    for image in body.find_all("img"):
        name = str(image.get("src") or "").rsplit("/", 1)[-1]
        span = soup.new_tag("span", attrs={"class": "picture box" if name and name in logos else "picture"})
        span.string = f"[{image.get('alt') or name}]"
        image.replace_with(span)


def _box(soup: BeautifulSoup, body: Tag, quote: str) -> bool:
    """Boxes the first place of a quote, blanks passed over; whether there is one."""
    wanted = re.sub(r"\s+", "", quote)
    letters = [
        (node, at)
        for node in body.find_all(string=True)
        for at, sign in enumerate(str(node))
        if not sign.isspace()
    ]
    start = "".join(str(node)[at] for node, at in letters).find(wanted)
    if start < 0 or not wanted:
        return False
    spans: dict[int, tuple[NavigableString, int, int]] = {}
    for node, at in letters[start : start + len(wanted)]:
        _, first, _ = spans.get(id(node), (node, at, at))
        spans[id(node)] = (node, first, at + 1)
    for node, first, last in spans.values():
        text = str(node)
        mark = soup.new_tag("span", attrs={"class": "box"})
        mark.string = text[first:last]
        node.replace_with(NavigableString(text[:first]), mark, NavigableString(text[last:]))
    return True


def _height(body: Tag) -> int:
    lines = len(body.get_text()) / _CHARACTERS
    blocks = len(body.find_all(_BLOCKS))
    return int(min(_MOST_HEIGHT, max(_LEAST_HEIGHT, 200 + lines * _LINE + blocks * (_PER_BLOCK + _LINE / 2))))
