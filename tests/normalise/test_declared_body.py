"""The body that a page's own markup names is taken, unless something speaks against it."""

import pytest
from lxml import html as lxml_html

from normalise.declared_body import declared_body
from normalise.page_tree import blocks

TEXT = "<p>" + "Biedrības talkā pie ezera piedalījās daudz ciema iedzīvotāju. " * 6 + "</p>"


def page(inside: str) -> lxml_html.HtmlElement:
    tree: lxml_html.HtmlElement = lxml_html.document_fromstring(f"<body>{inside}</body>")
    return tree


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (f'<div class="entry-content clear">{TEXT}</div>', "entry-content clear"),
        (f'<h1>AIF projekta talka</h1><div class="post-body">{TEXT}</div>', "post-body"),
        (f'<div class="x" itemprop="articleBody">{TEXT}</div>', "x"),
        (f'<div class="a entry-content"><div class="post-content">{TEXT}</div></div>', "a entry-content"),
        (f'<div class="entry-content">{TEXT}</div><footer>Atbalsta Kultūras fonds</footer>', "entry-content"),
        (
            f'<main class="moze-post-container"><h1>Talka</h1>{TEXT}</main><p>Biedrība “Vilnis”, Roja</p>',
            "moze-post-container",
        ),
        (f'<div class="content container">{TEXT}</div>', None),
        ('<div class="entry-content"><p>Talka pie ezera.</p></div>', None),
        (f'<div class="entry-content">{TEXT}</div><div class="entry-content">{TEXT}</div>', None),
        (f'<aside><div class="entry-content">{TEXT}</div></aside>', None),
        (f'<div class="entry-content">{TEXT}</div><p>Projektu finansē AIF.</p>', None),
    ],
)
def test_the_body_is_the_one_that_the_markup_names(written: str, name: str | None) -> None:
    tree = page(written)
    body = declared_body(tree, blocks(tree))
    assert (body[0].get("class") if body else None) == name
