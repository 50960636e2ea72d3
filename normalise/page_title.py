"""Which of a page's headings and declared titles is the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html as lxml_html

from normalise.article_reader import Passage
from normalise.boilerplate import is_boilerplate, is_crumbs
from normalise.date_line import read_date_line
from normalise.lines import key, tidy, words
from normalise.page_head import Head, is_site_name, without_site_name

_MOST_HEADINGS = 60
_LONGEST = 300
_SHARE = 0.6
_SECTIONS = words(
    "jaunumi aktualitātes aktuāli ziņas projekti blogs raksts raksti news notikumi arhīvs publikācijas"
)
_ELSEWHERE = words("nav aside footer")
_STYLED = re.compile(
    r"(?:^|[\s_-])(?:virsraksts|(?:news|post|article|entry|item)-?_?title|contentheading|headline)(?:$|\s)",
    re.I,
)
# what stands between a page's title and its site's name
_SITE_BEHIND = re.compile(r"\s+[-–—|»:·]\s+\S")
_SHORTEST, _LONGEST_LINE = 8, 160
_HEAD = 5  # passages


def find_title(
    tree: lxml_html.HtmlElement, head: Head, url: str
) -> tuple[str | None, lxml_html.HtmlElement | None]:
    """The title and the heading that shows it (None when the title stands only in the page's head).

    A heading that agrees with a declared title wins, then the first `h1` that names no site or section,
    then what og:title, JSON-LD or `title` declare without the site's name.
    """
    declared = [
        title
        for raw in (*head.titles, head.page_title)
        if (title := without_site_name(raw, head.site_name, url))
    ]
    headings = _headings(tree)
    for heading, text in headings:
        if any(_agree(text, title) for title in declared) and not is_site_name(text, head.site_name, url):
            return text, heading
    for heading, text in headings:
        if heading.tag == "h1" and _own(text, head, url):
            return text, heading
    for element, text in _styled(tree):
        if _own(text, head, url):
            return text, element
    own = (title for title in declared if not is_site_name(title, head.site_name, url))
    return next(own, None), None


def first_line_title(passages: Sequence[Passage]) -> str | None:
    """The title of a page that names only its site: a short line at the head, no sentence, before text."""
    for place, passage in enumerate(passages[:_HEAD]):
        line = passage.lines[0]
        if is_boilerplate(line) or is_crumbs(line) or read_date_line(line):
            continue
        longer = place + 1 < len(passages) and any(
            len(below.key) > len(passage.key) for below in passages[place + 1 : place + _HEAD]
        )
        heading_like = _SHORTEST <= len(line) <= _LONGEST_LINE and line[-1] not in ".,:;" and longer
        return line if heading_like and len(passage.lines) == 1 else None
    return None


def _styled(tree: lxml_html.HtmlElement) -> list[tuple[lxml_html.HtmlElement, str]]:
    """Elements whose class says that they are the title, on pages without headings."""
    found: list[tuple[lxml_html.HtmlElement, str]] = []
    for element in tree.xpath("//body//*[self::div or self::span or self::td or self::p or self::b][@class]"):
        if _STYLED.search(element.get("class")) and len(found) < _MOST_HEADINGS:
            text = tidy(element.text_content())
            if _SHORTEST <= len(text) <= _LONGEST_LINE:
                found.append((element, text))
    return found


def _headings(tree: lxml_html.HtmlElement) -> list[tuple[lxml_html.HtmlElement, str]]:
    """Headings with text outside navigation and footers, `h1` first."""
    found = [element for tag in ("h1", "h2", "h3") for element in tree.iter(tag)][:_MOST_HEADINGS]
    outside = [one for one in found if not any(above.tag in _ELSEWHERE for above in one.iterancestors())]
    texts = ((element, tidy(element.text_content())) for element in outside)
    return [(element, text) for element, text in texts if text and len(text) <= _LONGEST]


def _own(text: str, head: Head, url: str) -> bool:
    return text.lower() not in _SECTIONS and not is_site_name(text, head.site_name, url)


def _agree(heading: str, title: str) -> bool:
    """True when one is the other or most of it (titles are cut, or carry a section's name)."""
    if title.startswith(heading) and _SITE_BEHIND.match(title, len(heading)):
        return True
    one, other = key(heading), key(title.rstrip("…. "))
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return one == other or (shorter in longer and len(shorter) >= _SHARE * len(longer))
