"""Where a page shows its own date: metadata, time elements, and the lines beside the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml import etree
from lxml import html as lxml_html

from normalise.date_line import read_date_line
from normalise.lines import tidy
from normalise.page_head import Head
from normalise.page_tree import Block, lines_around
from normalise.published import DateSigns

_REACH = 4  # blocks above and below the title
_LONGEST_MARKED = 120
_MOST_MARKED = 3
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:entry-date|post-date|posted-on|published|publish-date|pubdate|create|created|createdate|news-?date"
    r"|article-date|blog-date|item-date|date-published|date|datums|meta-date|post-meta|entry-meta)(?:$|[\s_-])",
    re.I,
)
_NOT_OWN = re.compile(
    r"(?:^|[\s_-])(?:updated|modified|clock|calendar|today|namedays?|event|events|related|sidebar|widget-area|recent"
    r"|comments?|footer|topbar|top-bar|site-header)(?:$|[\s_-])",
    re.I,
)
_MAY_BE_MARKED = etree.XPath(".//*[@class or self::time]")
_NEVER_IN = frozenset({"nav", "aside", "footer"})
_ITEMPROP = re.compile(r"(?:schema:)?date(?:Published|Created)", re.I)
# Drupal 7 writes RDFa: property="dc:date dc:created"
_RDFA = re.compile(r"(?:^|\s)(?:dc|dcterms):(?:created|issued)(?:$|\s)", re.I)


def date_signs(
    tree: lxml_html.HtmlElement,
    head: Head,
    all_blocks: Sequence[Block],
    heading: lxml_html.HtmlElement | None,
    part: lxml_html.HtmlElement,
    selected: str | None,
) -> DateSigns:
    """Collects what the page offers; `part` is the article's part, `selected` the source's own date text."""
    region = _region(heading, part)
    return DateSigns(
        metadata=(*head.published, *_declared(region)),
        marked=tuple(_marked(region)),
        lines=tuple(lines_around(all_blocks, heading, _REACH) or _first_lines(all_blocks, part)),
        selected=selected,
    )


def _region(heading: lxml_html.HtmlElement | None, part: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The smallest element around heading and article, unless that is the whole page."""
    if heading is None:
        return part
    above = {part, *part.iterancestors()}
    common = next((one for one in (heading, *heading.iterancestors()) if one in above), part)
    return part if common.tag in ("body", "html") else common


def _declared(region: lxml_html.HtmlElement) -> Iterator[str]:
    """Machine-readable dates in the article: itemprop, RDFa, `time` elements that are no update."""
    for element in region.iter():
        if not isinstance(element.tag, str):
            continue
        said = element.get("itemprop") or element.get("property") or ""
        value = element.get("datetime") or element.get("content")
        if (
            value
            and (_ITEMPROP.fullmatch(said) or _RDFA.search(said) or (element.tag == "time" and not said))
            and _is_own(element, region)
        ):
            yield value


def _marked(region: lxml_html.HtmlElement) -> Iterator[str]:
    """Texts of the elements whose class says date."""
    found = 0
    for element in _MAY_BE_MARKED(region):
        if element.tag != "time" and not _says_date(element.get("class") or ""):
            continue
        if not _is_own(element, region):
            continue
        text = tidy(element.text_content())
        if text and len(text) <= _LONGEST_MARKED and read_date_line(text):
            found += 1
            yield text
        if found >= _MOST_MARKED:
            return


@lru_cache(maxsize=4096)  # a site has the same classes on all its pages
def _says_date(classes: str) -> bool:
    return _MARKED.search(classes) is not None


def _is_own(element: lxml_html.HtmlElement, region: lxml_html.HtmlElement) -> bool:
    for one in (element, *element.iterancestors()):
        if one is region:
            return True
        if one.tag in _NEVER_IN or _NOT_OWN.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return False
    return True


def _first_lines(all_blocks: Sequence[Block], part: lxml_html.HtmlElement) -> list[str]:
    """Without a heading: the first lines of the article and the ones right above it."""
    inside = {part, *part.iterdescendants()}
    places = [place for place, block in enumerate(all_blocks) if block.element in inside]
    if not places:
        return []
    return [block.text for block in all_blocks[max(0, places[0] - 1) : places[0] + 2 * _REACH]]
