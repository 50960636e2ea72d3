"""Which of the passages in the article's part of a page are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html as lxml_html

from normalise.article_reader import Article, Passage
from normalise.boilerplate import in_furniture, is_boilerplate
from normalise.cues import Cue
from normalise.lines import key
from normalise.page_tree import Block
from normalise.search_terms import fold

_LINKY = 0.5
_RUNNING_TEXT = 60  # characters
_SHORTEST_OUTLYING = 20
_FUNDING = Cue(
    [
        *("finans", "atbalst", "fond", "grant", r"\beez\b", "norvegij", "islande", "lihtensten"),
        *("eiropas savien", "elfla", r"\bleader\b", r"\beraf\b", r"\besf\b", r"\bsif\b", r"\baif\b"),
        *(r"projekta? (?:nr|numur)", "lidzekl", r"\bsupported\b", r"\bfunded\b", "при поддержке", "финанс"),
    ]
)
_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|image|photo|foto|attels|bilde|pic|picture|pxl|screenshot|untitled|wp|p|whatsapp image)?"
    r"[\s_\-.()\d]*(?:at|am|pm|scaled|copy|[x\d\s_\-.:()])*(?:\.?(?:jpe?g|png|gif|webp|bmp))?"
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|svg)", re.I)
_LONGEST_ALT = 300


def article_lines(article: Article, main_key: str) -> list[str]:
    """The lines that belong to the article, furniture left out.

    Between the first and last passage of the main text all stays; above and below it only what speaks
    of money, runs on as text or is an asterisk's note.
    """
    inside = [place for place, passage in enumerate(article.passages) if _in_main(passage, main_key)]
    first, last = (inside[0], inside[-1]) if inside else (0, len(article.passages) - 1)
    lines: list[str] = []
    for place, passage in enumerate(article.passages):
        if place < first and not _worth_above(passage):
            continue
        if place > last and not _worth_below(passage):
            continue
        lines.extend(line for line in passage.lines if not is_boilerplate(line.removeprefix("• ")))
    return lines


def outlying_lines(all_blocks: Sequence[Block], part: lxml_html.HtmlElement, main_key: str) -> list[str]:
    """Main text that speaks of money and stands outside the article's part, but in no furniture."""
    inside = set(part.iter())
    return [
        block.text
        for block in all_blocks
        if len(block.key) > _SHORTEST_OUTLYING
        and block.key in main_key
        and block.element not in inside
        and speaks_of_money(block.text)
        and not in_furniture(block.element)
        and not is_boilerplate(block.text)
    ]


def picture_lines(article: Article, text: str) -> list[str]:
    """Captions and alternative texts that carry words and do not stand in `text`, each once."""
    known = key(text) if article.images else ""
    lines: list[str] = []
    for image in article.images:
        for words_of in (image.caption, image.alt):
            bare = key(words_of)
            if not _carries_words(words_of) or bare in known or is_boilerplate(words_of):
                continue
            known += bare
            lines.append(words_of)
    return lines


def _carries_words(text: str) -> bool:
    folded = fold(text)
    return sum(map(str.isalpha, text)) > 2 and not _CAMERA.fullmatch(folded) and not _FILE.fullmatch(text)


def _in_main(passage: Passage, main_key: str) -> bool:
    return len(passage.key) > 2 and passage.key in main_key


def speaks_of_money(line: str) -> bool:
    """True for a line that may say who paid."""
    return _FUNDING.search(fold(line)) is not None


def _speaks_of_money(passage: Passage) -> bool:
    return any(map(speaks_of_money, passage.lines))


def _worth_above(passage: Passage) -> bool:
    return passage.linked < _LINKY and (_speaks_of_money(passage) or len(passage.key) > 2 * _RUNNING_TEXT)


def _worth_below(passage: Passage) -> bool:
    if passage.lines[0].startswith("*"):
        return True
    return passage.linked < _LINKY and (_speaks_of_money(passage) or len(passage.key) > _RUNNING_TEXT)
