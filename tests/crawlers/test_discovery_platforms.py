"""Sites in the manner of each platform, through the real engine: what became an article and what did not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawlers.account import SourceReport
from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import Serve
from tests.crawlers.platforms import builders, cms, feeds, plain, wordpress
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER, Platform

PLATFORMS: dict[str, Callable[[str], Platform]] = {
    "wordpress": wordpress.rest,
    "wordpress with post types of its own": wordpress.own_post_types,
    "wordpress without api": wordpress.hidden_api,
    "wordpress with plain links": wordpress.plain_links,
    "joomla 3": cms.joomla_3,
    "joomla 5": cms.joomla_5,
    "drupal 7": cms.drupal_7,
    "drupal 10 with load more": cms.drupal_10,
    "municipal platform": cms.municipal,
    "mozello": builders.mozello,
    "wix": builders.wix,
    "squarespace": builders.squarespace,
    "gads and lbu": plain.gads_lbu,
    "article.php": plain.article_php,
    "read parameter": plain.read_parameter,
    "underscores": plain.underscores,
    "static files": plain.static_files,
    "cards": plain.cards_without_words,
    "load more items": plain.load_more_items,
    "load more over admin-ajax": plain.load_more_admin_ajax,
    "load more fragments": plain.load_more_fragment,
    "atom": feeds.atom,
    "rss 1.0": feeds.rss_1,
    "rss 2.0": feeds.rss_2_items,
    "json feed": feeds.json_feed,
    "news sitemap": feeds.news_sitemap,
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_news_of_a_platform_and_nothing_else(name: str, serve: Serve, data: Path) -> None:
    site = serve()
    platform = PLATFORMS[name](site.home)
    site.pages |= platform.pages
    (report,) = crawl([site.source()], data, jobs=0)
    found = articles(data)
    expected = {(story.title, str(story.day)) for story in platform.news.values()}
    assert {(title, published) for title, published, _text in found} == expected, why(report)
    texts = {title: text for title, _published, text in found}
    for story in platform.news.values():
        assert all(paragraph in texts[story.title] for paragraph in story.paragraphs)
    assert not any(words in text for text in texts.values() for words in (ABOUT, CONTACTS, FOOTER))
    assert report.state == "ok"
    assert platform.asked(site.asked)


def articles(data: Path) -> list[tuple[str, str, str]]:
    with open_store(data / "fundtrace.db") as store:
        return [tuple(row) for row in store.db.execute("SELECT title, published, text FROM articles")]


def why(report: SourceReport) -> str:
    return f"{report.state} {report.failure}: {report.why} {report.detail}"
