"""A page as an article: title, text without the page's furniture, date, address, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cssselect import SelectorError
from lxml import etree
from lxml import html as lxml_html

from normalise.article import article_lines, outlying_lines, picture_lines, speaks_of_money
from normalise.article_reader import Article, read_article
from normalise.boilerplate import drop_furniture, is_crumbs
from normalise.date_line import read_date_line
from normalise.declared_body import declared_body
from normalise.language import detect
from normalise.lines import has_key, key, tidy
from normalise.page_dates import date_signs
from normalise.page_head import read_head
from normalise.page_parse import drop_silent, parse
from normalise.page_title import find_title, first_line_title
from normalise.page_tree import Block, article_part, blocks, fallback_part, find_body, main_text
from normalise.published import find_published, iso_date
from normalise.records import IssueRecord, Page

_NOTHING = IssueRecord("empty page", "The page holds no text that could be read.")
_PICTURES_ALONE = IssueRecord(
    "pictures alone", "Beside its title, links and pictures the page holds no text; pictures are not read."
)
_FEWEST_LETTERS = 40  # of text beside title and links, with which a page of pictures says something
_MOSTLY_LINKS = 0.5
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|xlsx?)(?:$|[?#])|//(?:drive|docs)\.google\.|/download/|wpdmdl=", re.IGNORECASE
)
_FRAME = ("header", "nav", "footer", "aside")
_LETTERING = ("span", "font", "b", "strong", "em", "i", "u", "small", "big", "tbody", "thead")
_HEAD_LINES = 4
_MENU_LINES = 20  # lines at the head among which the article's own heading may stand
_MENU_LINE = 60  # characters of a line that may be a menu's
_LONGEST_KEY = 200_000  # characters; past them a page is no article and only takes time


@dataclass(frozen=True, slots=True)
class Selectors:
    """A source's own CSS selectors, for pages that the general reader fails on."""

    title: str | None = None
    date: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    """Where the article stands, the `key` of its main text, and main text that stands elsewhere."""

    elements: tuple[lxml_html.HtmlElement, ...]
    main_key: str
    outlying: tuple[str, ...] = ()


def read_page(
    html: str, url: str, *, selectors: Selectors | None = None, feed_date: str | None = None
) -> Page:
    """Reads one page of HTML as fetched from `url`.

    `feed_date` is what the feed says of it (ISO 8601 or RFC 822). Never raises: a page without text
    has text "" and an issue record "empty page", one whose words stand in pictures has "pictures alone";
    selectors that find nothing or are not CSS make an issue record "selector", and the general reader
    takes over.
    """
    parsed = parse(html)
    tree = parsed.tree
    if tree is None:
        return _empty(url)
    chosen = selectors or Selectors()
    issues: list[IssueRecord] = []
    if parsed.cut:
        issues.append(IssueRecord("page cut", "The page is so large that only its beginning was read."))
    head = read_head(tree, url)
    drop_silent(tree)
    shows_picture = _shows_picture(tree)
    all_blocks = blocks(tree)
    title, heading = find_title(tree, head, url)
    title = _selected_text(tree, "title", chosen.title, issues) or title
    body = _find_body(tree, all_blocks, chosen.body, issues)
    date_text = _selected_text(tree, "date", chosen.date, issues)
    signs = date_signs(tree, head, all_blocks, heading, body.elements[0], date_text)
    article = _read_article(body, head.base)
    title = title or first_line_title(article.passages) or (head.page_title or None)
    text = _text(article, body, title)
    if not text or (text == title and not article.passages):
        issues.append(_NOTHING)
    elif text == title or _is_of_pictures(article, title, shows_picture):
        issues.append(_PICTURES_ALONE)
    reading = find_published(signs, url, title, feed_date)
    return Page(
        url=url,
        canonical=head.canonical,
        title=title,
        text=text,
        language=detect(text),
        published=reading.published,
        modified=next((day for value in head.modified if (day := iso_date(value))), None),
        images=tuple(article.images),
        links=tuple(article.links),
        issues=(*issues, *reading.issues),
    )


def _empty(url: str) -> Page:
    return Page(url, url.partition("#")[0], None, "", None, None, issues=(_NOTHING,))


def _select(
    tree: lxml_html.HtmlElement, name: str, selector: str | None, issues: list[IssueRecord]
) -> list[lxml_html.HtmlElement]:
    """The elements that a source's selector names; an issue record when it names none."""
    if not selector:
        return []
    try:
        found: list[lxml_html.HtmlElement] = tree.cssselect(selector)
    except (SelectorError, etree.XPathError) as error:
        issues.append(IssueRecord("selector", f"The {name} selector {selector!r} is not valid CSS: {error}."))
        return []
    if not found:
        issues.append(IssueRecord("selector", f"The {name} selector {selector!r} finds nothing here."))
    return found


def _selected_text(
    tree: lxml_html.HtmlElement, name: str, selector: str | None, issues: list[IssueRecord]
) -> str | None:
    for element in _select(tree, name, selector, issues):
        text = element.get("datetime") or element.get("content") or tidy(element.text_content())
        if text:
            return str(text)
    return None


def _find_body(
    tree: lxml_html.HtmlElement, all_blocks: Sequence[Block], selector: str | None, issues: list[IssueRecord]
) -> _Body:
    selected = _select(tree, "body", selector, issues)
    if selected:
        return _Body(tuple(selected), key(" ".join(element.text_content() for element in selected)))
    declared = declared_body(tree, all_blocks)
    if declared is not None:
        element, whole = declared
        return _Body((article_part(element, len(whole)),), whole[:_LONGEST_KEY])
    main_key = key(main_text(tree))[:_LONGEST_KEY]
    body = find_body(tree, all_blocks, main_key)
    part = article_part(body, len(key(body.text_content()))) if body is not None else fallback_part(tree)
    return _Body((part,), main_key, tuple(outlying_lines(all_blocks, part, main_key)))


def _read_article(body: _Body, base: str) -> Article:
    """Hands the article's part, furniture taken out, to the reader."""
    for element in body.elements:
        drop_furniture(element, body.main_key)
        etree.strip_tags(element, *_LETTERING)
    return read_article(body.elements, base)


def _text(article: Article, body: _Body, title: str | None) -> str:
    """Title, lines, then what the pictures say; lines of the page's furniture above the text go."""
    lines = [*article_lines(article, body.main_key), *body.outlying]
    lines = _without_heading(_from_heading(lines, title), title)
    text = "\n".join([title, *lines] if title and not _begins_with(lines, title) else lines)
    pictures = picture_lines(article, text)
    return "\n".join([text, *pictures] if text else pictures)


def _is_of_pictures(article: Article, title: str | None, pictures: bool) -> bool:
    """Whether a page of pictures has hardly a word beside its title, buttons and menus: a poster, a scan.

    `pictures`: whether the page shows one at all. Captions are words, and so is a line that speaks of
    money; long links are sentences; who links documents says something in them.
    """
    bare = key(title or "")
    plain = [one for one in article.passages if one.key != bare and one.linked < _MOSTLY_LINKS]
    letters = sum(len(one.key) for one in plain) + sum(len(key(image.caption)) for image in article.images)
    if not pictures or letters >= _FEWEST_LETTERS:
        return False
    told = any(len(key(link.text)) >= _FEWEST_LETTERS for link in article.links)
    documents = any(_DOCUMENT.search(link.address) for link in article.links)
    return not (told or documents or any(speaks_of_money(line) for one in plain for line in one.lines))


def _shows_picture(tree: lxml_html.HtmlElement) -> bool:
    """Whether a picture stands outside the page's head, menus and foot."""
    return any(
        not any(above.tag in _FRAME for above in image.iterancestors())
        for image in tree.iter("img", "object")
    )


def _from_heading(lines: list[str], title: str | None) -> list[str]:
    """The lines from the article's heading on where only a site's name and menu stand above it."""
    bare = key(title or "")
    at = next((place for place, line in enumerate(lines[:_MENU_LINES]) if bare and has_key(line, bare)), 0)
    above = lines[:at]
    return (
        lines[at:] if all(len(line) < _MENU_LINE and not speaks_of_money(line) for line in above) else lines
    )


def _without_heading(lines: list[str], title: str | None) -> list[str]:
    """The lines without the title, date lines and breadcrumbs at their head."""
    bare = key(title or "")
    kept: list[str] = []
    for place, line in enumerate(lines):
        at_head = place < _HEAD_LINES and len(kept) < _HEAD_LINES
        if at_head and (has_key(line, bare) or is_crumbs(line) or read_date_line(line)):
            continue
        kept.append(line)
    return kept


def _begins_with(lines: list[str], title: str) -> bool:
    return bool(lines) and lines[0].startswith(title)
