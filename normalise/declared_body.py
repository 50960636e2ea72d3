"""The article's body where the page itself says which element it is."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml import html as lxml_html

from normalise.article import speaks_of_money
from normalise.boilerplate import in_furniture, is_boilerplate
from normalise.lines import key, words
from normalise.page_tree import Block

# class names of WordPress, its themes and builders, Drupal, Joomla, Mozello (body, else post), Ghost
_NAMES = words(
    "entry-content post-content article-content article-body article__body post-body post__content "
    "single-content td-post-content elementor-widget-theme-post-content field--name-body field-name-body "
    "com-content-article__body moze-post-body moze-post-container gh-content"
)
# each name holds one of three words; asking the attributes is three times as fast as asking the elements
_MAY_DECLARE = etree.XPath(
    '//@itemprop[. = "articleBody"]/.. '
    '| //@class[contains(., "content") or contains(., "body") or contains(., "container")]/..'
)
_LEAST_TEXT = 250  # letters; a shorter body may be the introduction alone


def declared_body(
    tree: lxml_html.HtmlElement, all_blocks: Sequence[Block]
) -> tuple[lxml_html.HtmlElement, str] | None:
    """The one element that its markup calls the article's body, and the `key` of its text.

    None where there is none or several, where it says little, stands in the page's furniture, or where
    text that speaks of money stands outside it and its heading: then the whole page has to be weighed.
    """
    declared = [element for element in _MAY_DECLARE(tree) if _declares(element)]
    own = [element for element in declared if "moze-post-body" in element.get("class", "").split()]
    body = _only_one(own or declared)
    if body is None or in_furniture(body) or len(whole := key(body.text_content())) < _LEAST_TEXT:
        return None
    inside = set(body.iter())
    outside = (block for block in all_blocks if block.element not in inside)
    return None if any(map(_speaks, outside)) else (body, whole)


def _declares(element: lxml_html.HtmlElement) -> bool:
    return element.get("itemprop") == "articleBody" or not _NAMES.isdisjoint(
        (element.get("class") or "").split()
    )


def _only_one(declared: list[lxml_html.HtmlElement]) -> lxml_html.HtmlElement | None:
    """The outermost of elements that all stand in one another."""
    if not declared:
        return None
    first = declared[0]
    inside = set(first.iter())
    return first if all(one in inside for one in declared) else None


def _speaks(block: Block) -> bool:
    return (
        block.element.tag != "h1"
        and speaks_of_money(block.text)
        and not in_furniture(block.element)
        and not is_boilerplate(block.text)
    )
