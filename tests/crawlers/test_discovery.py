"""Finding articles: feeds, sitemaps, posts, and what addresses say."""

from __future__ import annotations

import json

import pytest

from crawlers.discovery.feed import NoFeed, feed_moment, read_feed
from crawlers.discovery.shape import address_shape, is_article, may_be_article
from crawlers.discovery.sitemap import SitemapEntry, article_sitemaps, read_sitemap
from crawlers.discovery.wordpress import NoPosts, read_posts
from tests.crawlers.conftest import PARAGRAPH, article, listing

HOME = "https://www.example.lv/"

# -- feeds

RSS = f"""<?xml version="1.0" encoding="windows-1257"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><language>lv</language>
<item><title>Ķekavas &amp; Salas talka</title><link>/zinas/talka/</link>
<pubDate>Sun, 14 May 2023 10:00:00 +0300</pubDate>
<description>Īsi</description><content:encoded><![CDATA[<p>{PARAGRAPH * 5}</p>]]></content:encoded></item>
<item><title>Bez adreses</title></item>
<item><title>Ar guid</title><guid>https://www.example.lv/?p=7</guid></item>
<item><title>Ar citu guid</title><guid isPermaLink="false">7</guid></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="lv"><link rel="next" href="/feed?paged=2"/>
<entry><title>Talka</title><link rel="alternate" href="https://www.example.lv/zinas/talka"/>
<published>2023-05-14T10:00:00+03:00</published><updated>2024-01-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARAGRAPH * 5}</p></div></content>
</entry></feed>"""


def test_rss_items_need_an_address() -> None:
    assert [item.url for item in read_feed(RSS, HOME).items] == [f"{HOME}zinas/talka/", f"{HOME}?p=7"]


def test_an_rss_item_has_its_title_and_date() -> None:
    item = read_feed(RSS, HOME).items[0]
    assert (item.title, item.date, item.language) == (
        "Ķekavas & Salas talka",
        "2023-05-14T10:00:00+03:00",
        "lv",
    )


def test_an_rss_item_with_its_text_is_whole() -> None:
    assert [item.is_whole for item in read_feed(RSS, HOME).items] == [True, False]


def test_atom_is_read() -> None:
    feed = read_feed(ATOM, HOME)
    item = feed.items[0]
    assert (item.url, item.date, item.is_whole) == (f"{HOME}zinas/talka", "2023-05-14T10:00:00+03:00", True)
    assert feed.next_page == f"{HOME}feed?paged=2"


def test_an_excerpt_is_not_whole_however_long() -> None:
    assert not read_feed(RSS.replace("</p>]]>", " Lasīt tālāk »</p>]]>"), HOME).items[0].is_whole


def test_a_feed_cut_off_gives_what_came() -> None:
    assert len(read_feed(RSS[: RSS.index("<item><title>Ar guid")], HOME).items) == 1


@pytest.mark.parametrize("text", ["", "<html><body>404</body></html>", "{}", "<urlset/>"])
def test_what_is_no_feed_is_told(text: str) -> None:
    with pytest.raises(NoFeed):
        read_feed(text, HOME)


def test_entities_are_not_fetched() -> None:
    text = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title>'
    assert read_feed(f"{text}<link>/a-b-c</link></item></channel></rss>", HOME).items[0].title == "&x;"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Sun, 14 May 2023 10:00:00 +0300", "2023-05-14T10:00:00+03:00"),
        ("2023-05-14", "2023-05-14T00:00:00"),
        ("vakar", None),
        ("", None),
    ],
)
def test_feed_moment(written: str, moment: str | None) -> None:
    assert feed_moment(written) == moment


# -- sitemaps


def test_a_sitemap_names_pages_newest_first() -> None:
    entry = "<url><loc>/{}</loc><lastmod>{}-01-01</lastmod></url>"
    text = f"<urlset>{entry.format('a', 2020)}{entry.format('b', 2023)}</urlset>"
    sitemap = read_sitemap(text, HOME)
    assert sitemap is not None
    assert sitemap.pages == (SitemapEntry(f"{HOME}b", "2023-01-01"), SitemapEntry(f"{HOME}a", "2020-01-01"))


def test_a_sitemap_of_plain_lines_is_read() -> None:
    sitemap = read_sitemap(f"{HOME}a\n{HOME}b\n", HOME)
    assert sitemap is not None
    assert len(sitemap.pages) == 2


@pytest.mark.parametrize("text", ["", "<html></html>", "not found"])
def test_what_is_no_sitemap_is_none(text: str) -> None:
    assert read_sitemap(text, HOME) is None


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (
            ["post-sitemap.xml", "page-sitemap.xml", "category-sitemap.xml", "author-sitemap.xml"],
            ["post-sitemap.xml"],
        ),
        (
            ["wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-users-1.xml"],
            ["wp-sitemap-posts-post-1.xml"],
        ),
        (["karte-1.xml.gz", "karte-2.xml.gz"], ["karte-1.xml.gz", "karte-2.xml.gz"]),
        (["sitemap-1.xml", "video-sitemap.xml"], ["sitemap-1.xml"]),
    ],
)
def test_only_sitemaps_of_articles_are_read(files: list[str], chosen: list[str]) -> None:
    entries = tuple(SitemapEntry(f"{HOME}{file}", None) for file in files)
    assert article_sitemaps(entries) == [f"{HOME}{file}" for file in chosen]


# -- WordPress

POST = {
    "link": f"{HOME}talka/",
    "status": "publish",
    "date": "2023-05-14T10:00:00",
    "title": {"rendered": "Talka &#8211; <em>Ķekavā</em>"},
    "content": {"rendered": "<p>Sakopa</p>", "protected": False},
}


def test_a_post_has_title_date_and_text() -> None:
    (post,) = read_posts(json.dumps([POST]))
    assert (post.url, post.title, post.date) == (f"{HOME}talka/", "Talka – Ķekavā", "2023-05-14T10:00:00")


def test_a_post_is_a_page_of_its_own() -> None:
    html = read_posts(json.dumps([POST]))[0].as_html()
    assert '<meta property="article:published_time" content="2023-05-14T10:00:00">' in html
    assert "<h1>Talka – Ķekavā</h1>\n<p>Sakopa</p>" in html


@pytest.mark.parametrize(
    "change",
    [
        {"status": "private"},
        {"status": "draft"},
        {"content": {"rendered": "<p>a</p>", "protected": True}},
        {"content": {"rendered": " "}},
        {"content": None},
    ],
)
def test_a_post_that_not_everybody_may_read_is_left_out(change: dict[str, object]) -> None:
    assert read_posts(json.dumps([POST | change])) == []


@pytest.mark.parametrize(
    "text", ["", "<html>", '{"code": "rest_forbidden", "message": "Nav atļauts"}', '[{"id": 1}]', "[1]"]
)
def test_what_is_no_list_of_posts_is_told(text: str) -> None:
    with pytest.raises(NoPosts):
        read_posts(text)


# -- addresses and pages of articles


@pytest.mark.parametrize(
    "path",
    [
        "zinas/laipa-par-upi/",
        "index.php/jaunumi/12-rotallaukums",
        "aktualitates-1/params/post/4817741/aicinajums",
        "2020/06/11/vai-biedriba-jurkante/jaunumi/",
        "?p=1795",
        "article.php?id=16679",
        "aktualitates?lbu=122290",
        "jaunumi/477",
        "?q=lv/content/izsludinata-leader-2-karta",
        "izsludinats_projektu_konkurss_47_54_230T.html",
        "lv/jaunums/istenos-jaunu-projektu",
    ],
)
def test_addresses_that_may_be_articles(path: str) -> None:
    assert may_be_article(f"{HOME}{path}", HOME)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "kontakti/",
        "lv/par-mums",
        "category/aif/page/2/",
        "author/guntis/",
        "tag/leader/",
        "jaunumi/page/2/",
        "2015/09/",
        "2021/09/03/",
        "faili/nolikums.pdf",
        "wp-json/wp/v2/posts",
        "feed/",
        "privatuma-politika/",
    ],
)
def test_addresses_that_are_no_articles(path: str) -> None:
    assert not may_be_article(f"{HOME}{path}", HOME)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("zinas/laipa-par-upi/", ("zinas", "*")),
        ("2020/06/11/vai-biedriba/", ("Y", "#", "#", "*")),
        ("index.php/jaunumi/12-rotallaukums", ("index.php", "jaunumi", "#-*")),
        ("article.php?id=7", ("article.php", "?id")),
    ],
)
def test_address_shape(path: str, shape: tuple[str, ...]) -> None:
    assert address_shape(f"{HOME}{path}") == shape


PAGE = f"{HOME}zinas/laipa-par-upi/"


def test_an_article_is_one() -> None:
    assert is_article(article("Laipa pār upi"), PAGE, HOME)


@pytest.mark.parametrize(
    "html",
    [
        "",
        listing([(f"/zinas/laipa-par-upi-{n}/", f"Laipa pār upi gatava {n}") for n in range(6)]),
        article("Talka").replace("<body>", '<body class="page page-id-7">'),
        article("Talka").replace("<body>", '<body class="archive category">'),
        article("Talka").replace(
            "</main>", '<form><input name="post_password" type="password"></form></main>'
        ),
    ],
    ids=["empty", "list", "WordPress page", "WordPress archive", "password"],
)
def test_other_pages_are_no_articles(html: str) -> None:
    assert not is_article(html, PAGE, HOME)


def test_an_article_of_wordpress_may_introduce_others() -> None:
    more = "".join(f'<p>Cits <a href="/cits-raksts-{n}/">Lasīt tālāk</a></p>' for n in range(6))
    html = article("Talka").replace("<body>", '<body class="post-template-default single single-post">')
    assert is_article(html.replace("</main>", f"{more}</main>"), PAGE, HOME)
