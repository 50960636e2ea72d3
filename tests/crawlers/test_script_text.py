"""Pages whose text stands in a script's JSON, in the manner of each framework."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawlers.discovery.links import parse_page
from crawlers.discovery.script_text import text_in_scripts
from crawlers.one_page import fetch_page
from crawlers.run import crawl
from tests.crawlers.conftest import Page, Serve
from tests.crawlers.platforms.stories import STORIES, Story
from tests.crawlers.test_discovery_platforms import articles

URL = "https://www.example.lv/jaunumi/noslegusies-talka-pie-dzirnavu-ezera"
STORY = STORIES[0]


def shell(scripts: str, title: str = STORY.title, inner: str = "") -> str:
    """What a server of a scripted site sends."""
    return f"""<!doctype html><html lang="lv"><head><title>{title} | Biedrība</title></head><body>
<noscript>Lai lietotu šo vietni, ieslēdziet JavaScript.</noscript>
<header><nav><a href="/">Sākums</a></nav></header>
<div id="root">{inner}</div>{scripts}<script src="/app.js"></script></body></html>"""


def script(data: Any, attributes: str) -> str:
    return f"<script {attributes}>{json.dumps(data)}</script>"


def json_ld(story: Story) -> str:
    node = {"@type": "NewsArticle", "headline": story.title, "datePublished": story.moment}
    whole = node | {"articleBody": "\n".join(story.paragraphs)}
    graph = [{"@type": "WebSite", "name": "Biedrība"}, whole]
    return script({"@context": "https://schema.org", "@graph": graph}, 'type="application/ld+json"')


def next_data(story: Story) -> str:
    others = [{"slug": each.slug, "title": each.title, "excerpt": each.excerpt} for each in STORIES]
    post = {"slug": story.slug, "title": story.title, "content": story.html, "publishedAt": story.moment}
    return script(
        {"props": {"pageProps": {"post": post, "more": others}}}, 'id="__NEXT_DATA__" type="application/json"'
    )


def wix_warmup(story: Story) -> str:
    nodes = [
        {
            "type": "PARAGRAPH",
            "id": str(n),
            "nodes": [{"type": "TEXT", "textData": {"text": text, "decorations": []}}],
        }
        for n, text in enumerate(story.paragraphs)
    ]
    post = {"slug": story.slug, "title": story.title, "firstPublishedDate": story.moment}
    whole = post | {"richContent": {"nodes": nodes}}
    app = {"14bcded7": {f"post-{story.slug}": {"post": whole}}}
    return script({"appsWarmupData": app}, 'type="application/json" id="wix-warmup-data"')


def prose_mirror(story: Story) -> str:
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in story.paragraphs]
    entry = {
        "slug": story.slug,
        "title": story.title,
        "date": str(story.day),
        "body": {"type": "doc", "content": blocks},
    }
    return f"<script>window.__INITIAL_STATE__ = {json.dumps({'entry': entry})};</script>"


def two_posts(story: Story) -> str:
    """The page's own post and a longer one beside it."""
    longer = {
        "slug": "cits",
        "title": "Cits raksts",
        "content": STORIES[1].html * 4,
        "publishedAt": STORIES[1].moment,
    }
    own = {"slug": story.slug, "title": story.title, "content": story.html, "publishedAt": story.moment}
    return script([longer, own], 'type="application/json"')


CARRIERS = {
    "json-ld": json_ld,
    "next": next_data,
    "wix": wix_warmup,
    "state": prose_mirror,
    "beside a longer one": two_posts,
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_article_in_a_script_is_read_through_the_engine(carrier: str, serve: Serve, data: Path) -> None:
    news = {f"/jaunumi/{story.slug}": story for story in STORIES[:4]}
    pages: dict[str, Page] = {
        path: shell(CARRIERS[carrier](story), story.title) for path, story in news.items()
    }
    site = serve(pages)
    urls = "".join(f"<url><loc>{site.home.rstrip('/')}{path}</loc></url>" for path in news)
    pages["/sitemap.xml"] = (200, {"Content-Type": "application/xml"}, f"<urlset>{urls}</urlset>".encode())
    pages["/"] = shell("", "Biedrība")
    (report,) = crawl([site.source()], data, jobs=0)
    found = {title: (published, text) for title, published, text in articles(data)}
    assert {title: published for title, (published, _text) in found.items()} == {
        story.title: str(story.day) for story in news.values()
    }
    for story in news.values():
        assert all(paragraph in found[story.title][1] for paragraph in story.paragraphs)
    assert report.state == "ok"


@pytest.mark.parametrize(
    "scripts",
    [
        "",
        '<script type="application/json">{"broken": </script>',
        script({"title": "Iestatījumi", "description": "Īss."}, 'type="application/json"'),
        script({"content": "x" * 500}, 'type="application/json"'),
        script([[[[]]]] * 10, 'type="application/json"'),
    ],
)
def test_what_is_no_article_is_left(scripts: str) -> None:
    document = parse_page(shell(scripts), URL)
    assert document is not None
    assert text_in_scripts(document) is None


def test_a_page_that_shows_its_text_is_left_as_it_is() -> None:
    document = parse_page(shell(next_data(STORY), inner=STORY.html), URL)
    assert document is not None
    assert text_in_scripts(document) is None


def test_one_page_is_read_the_same_way(serve: Serve) -> None:
    site = serve({"/jaunumi/talka": shell(next_data(STORY))})
    page = fetch_page(f"{site.home}jaunumi/talka", allow_private_addresses=True)
    assert STORY.paragraphs[0] in page.text


def test_a_list_in_a_script_leads_to_its_items(serve: Serve, data: Path) -> None:
    news = {f"/jaunumi/{story.slug}": story for story in STORIES[:4]}
    pages: dict[str, Page] = {path: shell(next_data(story), story.title) for path, story in news.items()}
    items = [{"title": story.title, "url": path, "date": str(story.day)} for path, story in news.items()]
    pages["/"] = shell(
        script({"props": {"posts": items}}, 'id="__NEXT_DATA__" type="application/json"'), "Biedrība"
    )
    (report,) = crawl([serve(pages).source()], data, jobs=0)
    assert {title for title, _published, _text in articles(data)} == {story.title for story in news.values()}
    assert report.state == "ok"
