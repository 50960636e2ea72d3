"""The sites over real HTTP on loopback: what each platform answers."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from fundtrace.demo import DemoSites, Post, Site, load_site, load_sites, path_of
from tests.demo.conftest import fetch

POSTS = [pytest.param(site, post, id=f"{site.id}-{post.id}") for site in load_sites() for post in site.posts]
READABLE = [case for case in POSTS if not case.values[1].protected]
WITH_VALIDATORS = [case for case in POSTS if case.values[0].platform != "php"]
LISTS = [
    ("varpu-laiva", "/"),
    ("varpu-laiva", "/category/jaunumi/page/2/"),
    ("varpu-laiva", "/category/projekti/"),
    ("varpu-laiva", "/kontakti/"),
    ("mezrozu-pagalms", "/jaunumi/"),
    ("mezrozu-pagalms", "/jaunumi/page/3/"),
    ("sudrabupe", "/"),
    ("sudrabupe", "/index.php/jaunumi?start=5"),
    ("sudrabupe", "/index.php/kontakti"),
    ("tramplins-3", "/jaunumi/"),
    ("tramplins-3", "/jaunumi/page/3/"),
    ("tramplins-3", "/galerija/"),
    ("enkura-zime", "/index.php"),
    ("enkura-zime", "/jaunumi.php?gads=2023&page=2"),
    ("enkura-zime", "/jaunumi.php?gads=2023&monthID=5"),
    ("enkura-zime", "/biedriba.php"),
]
LIST_PAGES = {
    "mezrozu-pagalms": ["/jaunumi/", "/jaunumi/page/2/", "/jaunumi/page/3/"],
    "sudrabupe": ["/index.php/jaunumi", "/index.php/jaunumi?start=5"],
    "tramplins-3": ["/jaunumi/", "/jaunumi/page/2/", "/jaunumi/page/3/"],
    "enkura-zime": [f"/jaunumi.php?gads={year}&page={page}" for year in range(2012, 2024) for page in (1, 2)],
}


def content_type(site: Site) -> str:
    return "text/html" if site.platform == "php" else "text/html; charset=UTF-8"


@pytest.mark.parametrize(("site", "post"), POSTS)
def test_every_post_answers(demo: DemoSites, site: Site, post: Post):
    assert fetch(demo.address_of(site, post)).status == 200


@pytest.mark.parametrize(("site", "post"), POSTS)
def test_every_post_has_its_platforms_content_type(demo: DemoSites, site: Site, post: Post):
    assert fetch(demo.address_of(site, post)).headers["content-type"] == content_type(site)


@pytest.mark.parametrize(("site", "post"), READABLE)
def test_every_page_holds_its_post(demo: DemoSites, site: Site, post: Post):
    said = " ".join(BeautifulSoup(fetch(demo.address_of(site, post)).text, "lxml").get_text().split())
    assert [line for line in post.text.split("\n\n") if line not in said] == []


@pytest.mark.parametrize(("site", "post"), POSTS)
def test_no_page_holds_the_labels(demo: DemoSites, site: Site, post: Post):
    assert not post.labels.note or post.labels.note not in fetch(demo.address_of(site, post)).text


@pytest.mark.parametrize(("site", "path"), LISTS)
def test_lists_and_standing_pages_answer(get, site: str, path: str):
    answer = get(site, path)
    assert (answer.status, answer.headers["content-type"]) == (200, content_type(load_site(site)))


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_pictures_are_pictures(get, site: Site):
    magic = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
    assert [path for path in site.images if not get(site.id, path).body.startswith(magic[path[-4:]])] == []


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_unknown_path_is_404(get, site: Site):
    assert get(site.id, "/nav-tadas-lapas/").status == 404


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_robots_answers(get, site: Site):
    assert get(site.id, "/robots.txt").text.startswith("User-agent: *")


@pytest.mark.parametrize("site", sorted(LIST_PAGES))
def test_list_pages_name_every_post(get, site: str):
    pages = [get(site, path) for path in LIST_PAGES[site]]
    text = "".join(page.text for page in pages if page.status == 200).replace("&amp;", "&")
    whole = load_site(site)
    assert [post.id for post in whole.posts if path_of(whole, post) not in text] == []


@pytest.mark.parametrize("site", load_sites(), ids=lambda site: site.id)
def test_links_of_the_home_page_lead_somewhere(get, demo: DemoSites, site: Site):
    soup = BeautifulSoup(get(site.id, "/").text, "lxml")
    base = demo.addresses[site.id].rstrip("/")
    own = {
        a["href"].removeprefix(base)
        for a in soup.find_all("a", href=True)
        if a["href"].startswith((base, "/"))
    }
    assert [path for path in own if get(site.id, path or "/").status >= 400] == []


# conditional requests


@pytest.mark.parametrize(("site", "post"), WITH_VALIDATORS)
def test_same_etag_is_304(demo: DemoSites, site: Site, post: Post):
    address = demo.address_of(site, post)
    assert fetch(address, if_none_match=fetch(address).headers["etag"]).status == 304


@pytest.mark.parametrize(("site", "post"), WITH_VALIDATORS)
def test_same_last_modified_is_304(demo: DemoSites, site: Site, post: Post):
    address = demo.address_of(site, post)
    assert fetch(address, if_modified_since=fetch(address).headers["last-modified"]).status == 304


def test_304_has_no_body(demo: DemoSites, get):
    tag = get("varpu-laiva", "/feed/").headers["etag"]
    assert get("varpu-laiva", "/feed/", if_none_match=tag).body == b""


def test_other_etag_is_200(get):
    assert get("varpu-laiva", "/feed/", if_none_match='"other"').status == 200


def test_older_state_is_200(get):
    assert get("varpu-laiva", "/feed/", if_modified_since="Wed, 01 Jan 2014 00:00:00 GMT").status == 200


def test_unreadable_if_modified_since_is_200(get):
    assert get("varpu-laiva", "/feed/", if_modified_since="vakar").status == 200


def test_head_has_the_length_and_no_body(demo: DemoSites, get):
    answer = fetch(demo.addresses["varpu-laiva"], method="HEAD")
    assert (int(answer.headers["content-length"]), answer.body) == (len(get("varpu-laiva", "/").body), b"")


# WordPress with its REST API


def rest(get, query: str = ""):
    return get("varpu-laiva", f"/wp-json/wp/v2/posts{query}")


def test_rest_pages_add_up(get):
    total = int(rest(get, "?per_page=4").headers["x-wp-total"])
    pages = int(rest(get, "?per_page=4").headers["x-wp-totalpages"])
    rows = [
        row for page in range(1, pages + 1) for row in json.loads(rest(get, f"?per_page=4&page={page}").text)
    ]
    assert len({row["id"] for row in rows}) == total == len(load_site("varpu-laiva").posts)


def test_rest_page_past_the_last_is_refused(get):
    answer = rest(get, "?per_page=4&page=9")
    assert (answer.status, json.loads(answer.text)["code"]) == (400, "rest_post_invalid_page_number")


@pytest.mark.parametrize(
    "query", ["?per_page=101", "?per_page=x", "?page=0", "?status=draft", "?orderby=luck"]
)
def test_rest_refuses_wrong_parameters(get, query: str):
    assert rest(get, query).status == 400


def test_rest_content_is_whole(get):
    rows = {row["id"]: row for row in json.loads(rest(get, "?per_page=100").text)}
    assert rows[103]["content"]["rendered"] == load_site("varpu-laiva").by_id(103).html


def test_rest_keeps_a_protected_post_to_itself(get):
    content = json.loads(get("varpu-laiva", "/wp-json/wp/v2/posts/107").text)["content"]
    assert content == {"rendered": "", "protected": True}


def test_protected_page_shows_a_form_only(get):
    assert "Šo ierakstu redz tikai valdes locekļi" not in get("varpu-laiva", "/valdes-piezimes/").text


def test_rest_names_the_sticky_post(get):
    rows = json.loads(rest(get, "?per_page=100").text)
    assert [row["id"] for row in rows if row["sticky"]] == [104]


def test_sticky_post_leads_the_home_page(get):
    assert BeautifulSoup(get("varpu-laiva", "/").text, "lxml").article["id"] == "post-104"


def test_rest_fields(get):
    assert set(json.loads(rest(get, "?_fields=id,link").text)[0]) == {"id", "link"}


def test_rest_modified_after(get):
    rows = json.loads(rest(get, "?modified_after=2024-01-01T00:00:00").text)
    assert [row["id"] for row in rows] == [109, 104]


def test_rest_unknown_post_is_404(get):
    assert get("varpu-laiva", "/wp-json/wp/v2/posts/1").status == 404


def test_rest_unknown_route_is_404(get):
    assert get("varpu-laiva", "/wp-json/wp/v2/users").status == 404


@pytest.mark.parametrize("path", ["/", "/drosi-interneta/", "/feed/", "/wp-json/wp/v2/posts?per_page=100"])
def test_title_with_markup_is_escaped(get, path: str):
    assert "<script>alert" not in get("varpu-laiva", path).text


def test_title_with_markup_is_shown(get):
    assert "&lt;script&gt;alert" in get("varpu-laiva", "/drosi-interneta/").text


def test_rest_title_is_escaped_once(get):
    title = json.loads(get("varpu-laiva", "/wp-json/wp/v2/posts/108").text)["title"]["rendered"]
    assert "&lt;script&gt;alert(&#8217;urķis&#8217;)&lt;/script&gt;" in title


def test_sitemap_names_every_post(get, demo: DemoSites):
    tree = ElementTree.fromstring(get("varpu-laiva", "/wp-sitemap-posts-post-1.xml").body)
    site = load_site("varpu-laiva")
    assert {found.text for found in tree.iter() if found.tag.endswith("loc")} == {
        demo.address_of(site, post) for post in site.posts
    }


# WordPress without it


def test_closed_rest_is_401(get):
    assert get("mezrozu-pagalms", "/wp-json/wp/v2/posts").status == 401


@pytest.mark.parametrize(("site", "whole"), [("varpu-laiva", True), ("mezrozu-pagalms", False)])
def test_feed_is_whole_or_an_excerpt(get, site: str, whole: bool):
    assert ("content:encoded>" in get(site, "/feed/").text) is whole


@pytest.mark.parametrize("site", ["varpu-laiva", "mezrozu-pagalms"])
def test_feed_is_xml_with_newest_first(get, site: str):
    items = ElementTree.fromstring(get(site, "/feed/").body).findall("channel/item/title")
    shown = [post.title for post in load_site(site).posts if not post.protected]
    assert [item.text for item in items] == shown[: len(items)]


def test_crawl_delay_is_announced(get):
    assert "Crawl-delay: 0.1" in get("mezrozu-pagalms", "/robots.txt").text


def test_date_in_the_address_only(get):
    page = get("mezrozu-pagalms", "/2023/09/12/sulas-spiede-gaida/").text
    assert not re.search(r"<time|2023-09-12|12\. septembris|published_time", page)


# moved and doubled addresses


@pytest.mark.parametrize(
    ("site", "path", "to"),
    [
        ("varpu-laiva", "/?p=101", "/varpu-laivas-delegacija-norvegija/"),
        ("varpu-laiva", "/biedru-kopsapulce", "/biedru-kopsapulce/"),
        ("mezrozu-pagalms", "/zinami-sif-konkursa-rezultati/", "/2022/12/20/zinami-konkursa-rezultati/"),
        ("sudrabupe", "/index.php/zinu-arhivs/20-penkule-sildas", "/index.php/jaunumi/20-penkule-sildas"),
        ("tramplins-3", "/jaunumi", "/jaunumi/"),
    ],
)
def test_moved_addresses(get, site: str, path: str, to: str):
    answer = get(site, path)
    assert (answer.status in (301, 303), urlsplit(answer.headers["location"]).path) == (True, to)


def test_second_address_names_the_first(get):
    page = BeautifulSoup(get("sudrabupe", "/index.php/projekti/16-tirgus-bez-robezas").text, "lxml")
    assert page.find("link", rel="canonical")["href"].endswith("/index.php/jaunumi/16-tirgus-bez-robezas")


def test_print_view_asks_not_to_be_indexed(get):
    path = "/index.php/jaunumi/12-rotallaukums-pie-dzirnavam?tmpl=component&print=1"
    assert 'content="noindex, nofollow"' in get("sudrabupe", path).text


def test_standing_footer_is_on_every_joomla_page(get):
    paths = [
        "/",
        "/index.php/kontakti",
        *(f"/index.php/jaunumi/{p.id}-{p.slug}" for p in load_site("sudrabupe").posts),
    ]
    assert [path for path in paths if "23-00-U31523.0-000901" not in get("sudrabupe", path).text] == []


def test_joomla_closes_a_page_to_robots(get):
    assert "Disallow: /index.php/biedriem" in get("sudrabupe", "/robots.txt").text


def test_builder_cuts_slugs():
    assert path_of(load_site("tramplins-3"), load_site("tramplins-3").by_id(5900101)).endswith("ar-asara")


def test_builder_writes_its_date_line(get):
    assert "13. februāris, 2025 pl. 12:25" in get("tramplins-3", "/jaunumi/").text


def test_php_article_is_the_same_under_other_parameters(get):
    first = get("enkura-zime", "/article.php?id=1601").body
    assert get("enkura-zime", "/article.php?id=1601&gads=2019&monthID=9").body == first


def test_php_lists_drag_their_parameters_along(get):
    text = get("enkura-zime", "/jaunumi.php?gads=2023&monthID=5").text
    assert "/article.php?id=1605&amp;gads=2023&amp;monthID=5" in text


def test_php_pages_are_no_utf8(get):
    with pytest.raises(UnicodeDecodeError):
        get("enkura-zime", "/article.php?id=1601").body.decode("utf-8")


def test_php_pages_name_no_charset(get):
    assert b"charset" not in get("enkura-zime", "/article.php?id=1601").body.lower()


def test_php_clock_shows_today(get):
    said = "Svētdiena, 2026. gada 22. novembris. Vārda dienas: Aldis, Alfons"
    assert said in get("enkura-zime", "/article.php?id=1601").text
