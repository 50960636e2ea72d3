"""Where lists go on over an API: what markup announces, and what JSON answers hold."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawlers.discovery.json_list import next_page, read_json_list
from crawlers.discovery.links import parse_page
from crawlers.discovery.listing import read_listing
from crawlers.discovery.load_more import more_over_api
from crawlers.discovery.wordpress import news_types, types_address

HOME = "https://www.example.lv/"
LIST = f"{HOME}jaunumi"


def more(markup: str) -> list[str]:
    document = parse_page(f"<html><body><main>{markup}</main></body></html>", LIST)
    assert document is not None
    return [address.removeprefix(HOME) for address in more_over_api(document)]


@pytest.mark.parametrize(
    ("markup", "addresses"),
    [
        ('<button class="load-more" data-url="/api/n?page=2">Vairāk</button>', ["api/n?page=2"]),
        ('<button data-href="/api/n?lapa=2">Rādīt vairāk</button>', ["api/n?lapa=2"]),
        ('<a data-next-page-url="?page=3">Ielādēt vairāk ziņu</a>', ["jaunumi?page=3"]),
        ('<a class="show-more" data-ajaxurl="/ajax.php" data-page="1">x</a>', ["ajax.php?page=2"]),
        (
            '<a class="loadmore" data-ajaxurl="/ajax.php" data-action="m" data-paged="2">x</a>',
            ["ajax.php?action=m&paged=3"],
        ),
        (
            '<a class="loadmore" data-url="/n" data-offset="10" data-limit="5">x</a>',
            ["n?limit=5&offset=10"],
        ),
        ('<a class="loadmore" data-url="/n" data-next-page="4">x</a>', ["n?page=4"]),
        ('<div hx-get="/n?page=2" hx-trigger="revealed"></div>', ["n?page=2"]),
        # the last page is shown
        ('<a class="loadmore" data-url="/n" data-page="3" data-max-pages="3">x</a>', []),
        # nothing tells which page is next
        ('<button class="load-more" data-url="/api/n">Vairāk</button>', []),
        # another site, a script, settings
        ('<button class="load-more" data-url="https://other.lv/n?page=2">Vairāk</button>', []),
        ('<button class="load-more" data-url="#">Vairāk</button>', []),
        ('<button class="load-more" data-url=\'{"page":2}\'>Vairāk</button>', []),
        # a tab, a share button, a picture's full size
        ('<a class="tab" data-url="/n?page=2">Par mums</a>', []),
        ('<a class="share" data-href="/n?p=2">Dalīties</a>', []),
        ('<img class="lightbox" data-url="/big.jpg?page=2">', []),
    ],
)
def test_what_markup_announces(markup: str, addresses: list[str]) -> None:
    assert more(markup) == addresses


def drupal(settings: str, pager: str) -> list[str]:
    return more(f'<ul class="pager pager-load-more"><li>{pager}</li></ul>{settings}')


def test_a_view_of_drupal_7_goes_on_over_ajax() -> None:
    views = {
        "ajax_path": "/views/ajax",
        "ajaxViews": {"1": {"view_name": "zinas", "view_display_id": "page"}},
    }
    settings = f"<script>jQuery.extend(Drupal.settings, {json.dumps({'views': views})});</script>"
    assert drupal(settings, "<a>Vairāk</a>") == ["views/ajax?page=1&view_display_id=page&view_name=zinas"]


@pytest.mark.parametrize(
    "settings",
    [
        "<script>jQuery.extend(Drupal.settings, {broken});</script>",
        '<script type="application/json" data-drupal-selector="drupal-settings-json">[1]</script>',
        '<script type="application/json" data-drupal-selector="drupal-settings-json">{"views": 1}</script>',
        "",
    ],
)
def test_settings_of_drupal_that_say_nothing(settings: str) -> None:
    assert drupal(settings, "<a>Vairāk</a>") == []


def test_a_pager_with_addresses_needs_no_ajax() -> None:
    views = {"views": {"ajaxViews": {"1": {"view_name": "zinas"}}}}
    settings = f"<script>jQuery.extend(Drupal.settings, {json.dumps(views)});</script>"
    assert drupal(settings, '<a href="?page=1">Vairāk</a>') == []


@pytest.mark.parametrize(
    ("data", "items"),
    [
        ([{"url": "/zinas/laipa-par-upi", "title": "Laipa"}], ["zinas/laipa-par-upi"]),
        (
            {"data": {"items": [{"link": f"{HOME}a-b-c", "title": {"rendered": "Laipa"}}]}},
            ["a-b-c"],
        ),
        ({"posts": [{"permalink": "/a-b-c", "name": "Laipa"}, {"permalink": "/d-e-f"}]}, ["a-b-c"]),
        ([{"url": "https://other.lv/a-b-c", "title": "Laipa"}], []),
        ([{"url": "/kontakti", "title": "Kontakti"}, {"url": "/a.pdf", "title": "Pdf"}], []),
        ({"title": "Laipa", "url": "javascript:alert(1)"}, []),
        ([], []),
        (7, None),
    ],
)
def test_the_items_of_a_json_answer(data: Any, items: list[str] | None) -> None:
    listing = read_listing(json.dumps(data), f"{HOME}api?page=2", HOME)
    assert [address.removeprefix(HOME) for address in listing.articles] == (items or [])


@pytest.mark.parametrize(
    ("data", "following"),
    [
        ({"next": "/api?page=3", "items": []}, ["api?page=3"]),
        ({"links": {"next": f"{HOME}api?page=9"}}, ["api?page=9"]),
        ({"next": "https://other.lv/api?page=3"}, []),
        ({"next": None, "items": [{"url": "/a-b-c", "title": "Laipa"}]}, ["api?page=3"]),
        ({"items": []}, []),
        ({"next_page": 3, "items": []}, []),
    ],
)
def test_where_a_json_answer_goes_on(data: Any, following: list[str]) -> None:
    listing = read_listing(json.dumps(data), f"{HOME}api?page=2", HOME)
    assert [address.removeprefix(HOME) for address in listing.further] == following


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        ({"date": "2024-05-14"}, 3),
        ({"published": "14.05.2024"}, 3),
        ({"lead": "Sestdien pie ezera pulcējās talcinieki no visiem pagasta ciemiem."}, 3),
        ({"icon": "home"}, 0),
        ({}, 0),
    ],
)
def test_news_in_a_pages_script_and_not_its_menu(extra: dict[str, str], found: int) -> None:
    items = [{"title": f"Laipa {number}", "url": f"/lapa-{number}"} | extra for number in range(3)]
    script = f'<script type="application/json">{json.dumps(items)}</script>'
    page = f'<html><body><div id="app"></div>{script}</body></html>'
    assert len(read_listing(page, LIST, HOME).articles) == found


@pytest.mark.parametrize("text", ["", "<html></html>", "{broken", "[" * 100_000, "plain"])
def test_what_is_no_json(text: str) -> None:
    assert read_json_list(text, HOME) is None


def test_a_huge_answer_is_read_up_to_a_bound() -> None:
    data = [{"url": f"/zinas/laipa-{number}", "title": "Laipa"} for number in range(50_000)]
    listed = read_json_list(json.dumps(data), HOME)
    assert listed is not None
    assert 0 < len(listed.items) < 20_000


@pytest.mark.parametrize(
    ("url", "following"),
    [
        ("/api?page=2", "/api?page=3"),
        ("/api?a=1&lapa=9", "/api?a=1&lapa=10"),
        ("/api?page=last", None),
        ("/api", None),
    ],
)
def test_the_page_after_a_page(url: str, following: str | None) -> None:
    assert next_page(url) == following


@pytest.mark.parametrize(
    ("types", "bases"),
    [
        ({"zinas": {"name": "Ziņas", "rest_base": "zinas"}}, ["zinas"]),
        ({"tribe_events": {"name": "Events", "rest_base": "tribe_events"}}, ["tribe_events"]),
        ({"projekti": {"name": "Projekti", "rest_base": "projekti", "hierarchical": False}}, ["projekti"]),
        ({"komanda": {"name": "Komanda", "rest_base": "komanda"}}, []),
        ({"post": {"name": "Jaunumi", "rest_base": "posts"}}, []),
        ({"wp_block": {"name": "News blocks", "rest_base": "blocks"}}, []),
        ({"news": {"name": "News", "rest_base": "../users"}}, []),
        ({"news": {"name": "News", "rest_base": "news", "rest_namespace": "shop/v1"}}, []),
        ({"news": {"name": "News", "rest_base": "news", "hierarchical": True}}, []),
        ({"code": "rest_forbidden", "message": "No."}, []),
        ([], []),
    ],
)
def test_post_types_that_hold_news(types: Any, bases: list[str]) -> None:
    posts = f"{HOME}wp-json/wp/v2/posts"
    assert news_types(json.dumps(types), posts) == [f"{HOME}wp-json/wp/v2/{base}" for base in bases]


@pytest.mark.parametrize(
    ("posts", "types"),
    [
        ("wp-json/wp/v2/posts", "wp-json/wp/v2/types"),
        ("?rest_route=/wp/v2/posts", "?rest_route=/wp/v2/types"),
    ],
)
def test_where_a_site_lists_its_types(posts: str, types: str) -> None:
    assert types_address(HOME + posts) == HOME + types
