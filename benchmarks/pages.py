"""Whole pages as associations' and municipalities' platforms send them, each around a labelled text.

The same texts give the same pages: the news in their menus and lists are those of `catalogue_articles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from benchmarks.catalogue_articles import generate
from benchmarks.texts import Labelled

_PLATFORMS = ("wordpress", "joomla", "municipal")
_SECTIONS = (
    *("Jaunumi", "Projekti", "Pasākumi", "Kultūra", "Izglītība", "Sports", "Tūrisms", "Uzņēmējdarbība"),
    *("Sabiedrība", "Kontakti"),
)
_NEWS = 400


@dataclass(frozen=True, slots=True)
class Size:
    """How much furniture stands around an article: links, list entries, lines of style and script."""

    links: int
    entries: int
    styles: int


SIZES = {"22 KB": Size(40, 12, 40), "60 KB": Size(120, 40, 110), "150 KB": Size(300, 110, 300)}


def platform_pages(texts: Sequence[Labelled], size: Size) -> Iterator[tuple[str, str]]:
    """The address and page of each text, the platforms in turn."""
    folder = Path(__file__).with_name("templates")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
    news = list(generate(_NEWS))
    for place, text in enumerate(texts):
        platform = _PLATFORMS[place % len(_PLATFORMS)]
        title = text.title or text.text.partition("\n")[0][:120]
        lines = [line for line in text.text.split("\n") if line.strip() and line.strip() != title]
        page = environment.get_template(f"{platform}.html").render(
            title=title,
            lines=lines,
            published=text.published or text.told,
            size=size,
            news=news,
            sections=_SECTIONS,
        )
        yield f"https://www.biedriba.example.lv/jaunumi/{place}", page
