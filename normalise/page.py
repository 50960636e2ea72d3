"""A page as an article: title, text without the page's furniture, date, address, pictures, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cssselect import SelectorError
from lxml import etree
from lxml import html as lxml_html

from normalise.article import article_lines, picture_lines
from normalise.article_reader import Article, read_article
from normalise.boilerplate import is_boilerplate, is_crumbs
from normalise.date_line import read_date_line
from normalise.language import detect
from normalise.lines import key, tidy
from normalise.page_dates import date_signs
from normalise.page_head import read_head
from normalise.page_title import find_title, first_line_title
from normalise.page_tree import (
    Block,
    article_part,
    blocks,
    fallback_part,
    find_body,
    main_text,
    parse,
)
from normalise.published import find_published, iso_date
from normalise.records import IssueRecord, Page

_HEAD_LINES = 4


@dataclass(frozen=True, slots=True)
class Selectors:
    """A source's own CSS selectors, for pages that the general reader fails on."""

    title: str | None = None
    date: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    """The article's part as read, and the main text's `key` within it."""

    article: Article
    main_key: str
    element: lxml_html.HtmlElement


def read_page(
    html: str, url: str, *, selectors: Selectors | None = None, feed_date: str | None = None
) -> Page:
    """Reads one page of HTML as fetched from `url`.

    `feed_date` is what the feed says of it (ISO 8601 or RFC 822). Never raises: a page without text
    has text "" and an issue record "empty page"; selectors that find nothing or are not CSS make an
    issue record "selector", and the general reader takes over.
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
    all_blocks = blocks(tree)
    title, heading = find_title(tree, head, url)
    title = _selected_text(tree, "title", chosen.title, issues) or title
    body = _read_body(tree, all_blocks, chosen.body, head.base, issues)
    title = title or first_line_title(body.article.passages) or (head.page_title or None)
    text = _text(body, title)
    if not text or (text == title and not body.article.passages):
        issues.append(IssueRecord("empty page", "The page holds no text that could be read."))
    date_text = _selected_text(tree, "date", chosen.date, issues)
    signs = date_signs(tree, head, all_blocks, heading, body.element, date_text)
    reading = find_published(signs, url, title, feed_date)
    return Page(
        url=url,
        canonical=head.canonical,
        title=title,
        text=text,
        language=detect(text),
        published=reading.published,
        modified=next((day for value in head.modified if (day := iso_date(value))), None),
        images=tuple(body.article.images),
        links=tuple(body.article.links),
        issues=(*issues, *reading.issues),
    )


def _empty(url: str) -> Page:
    issue = IssueRecord("empty page", "The page holds no text that could be read.")
    return Page(url, url.partition("#")[0], None, "", None, None, issues=(issue,))


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


def _read_body(
    tree: lxml_html.HtmlElement,
    all_blocks: Sequence[Block],
    selector: str | None,
    base: str,
    issues: list[IssueRecord],
) -> _Body:
    selected = _select(tree, "body", selector, issues)
    if selected:
        html = "".join(map(_source, selected))
        main_key = key(" ".join(element.text_content() for element in selected))
        return _Body(read_article(html, base, main_key), main_key, selected[0])
    main_key = key(main_text(tree))
    body = find_body(tree, all_blocks, main_key)
    part = article_part(body) if body is not None else fallback_part(tree)
    return _Body(read_article(_source(part), base, main_key), main_key, part)


def _source(element: lxml_html.HtmlElement) -> str:
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))


def _text(body: _Body, title: str | None) -> str:
    """Title, lines, then what the pictures say; lines of the page's furniture above the text go."""
    lines = article_lines(body.article, body.main_key)
    lines = _without_heading(lines, title)
    text = "\n".join([title, *lines] if title and not _begins_with(lines, title) else lines)
    pictures = picture_lines(body.article, text)
    return "\n".join([text, *pictures] if text else pictures)


def _without_heading(lines: list[str], title: str | None) -> list[str]:
    """The lines without the title, date lines and breadcrumbs at their head."""
    bare = key(title or "")
    kept: list[str] = []
    for place, line in enumerate(lines):
        at_head = place < _HEAD_LINES and len(kept) < _HEAD_LINES
        if at_head and (key(line) == bare or is_crumbs(line) or read_date_line(line) or is_boilerplate(line)):
            continue
        kept.append(line)
    return kept


def _begins_with(lines: list[str], title: str) -> bool:
    return bool(lines) and lines[0].startswith(title)
