"""JSON Feed: items, dates, pages; and a site that has nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawlers.discovery.feed import NoFeed, read_feed
from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve

URL = "https://biedriba.example/zinas.json"
VERSION = "https://jsonfeed.org/version/1.1"
BODY = f"<p>{PARAGRAPH * 5}</p>"


def feed(*items: dict[str, Any], **more: Any) -> str:
    return json.dumps({"version": VERSION, "title": "Biedrība", "language": "lv-LV", "items": items} | more)


def item(**values: Any) -> dict[str, Any]:
    whole = {
        "id": "7",
        "url": "/zinas/laipa/",
        "title": "Laipa pār upi",
        "content_html": BODY,
        "date_published": "2023-05-14T10:00:00+03:00",
    }
    return whole | values


def test_an_item_is_read() -> None:
    (found,) = read_feed(feed(item()), URL).items
    assert found.url == "https://biedriba.example/zinas/laipa/"
    assert found.title == "Laipa pār upi"
    assert found.date == "2023-05-14T10:00:00+03:00"
    assert found.language == "lv"
    assert found.is_whole


@pytest.mark.parametrize(
    ("values", "body"),
    [
        ({"content_html": "<p>A</p>", "content_text": "B"}, "<p>A</p>"),
        ({"content_html": None, "content_text": "A < B\n\nC"}, "<p>A &lt; B</p><p>C</p>"),
        ({"content_html": "", "summary": "Īsi"}, "Īsi"),
    ],
)
def test_the_fullest_text_is_taken(values: dict[str, Any], body: str) -> None:
    assert read_feed(feed(item(**values)), URL).items[0].body == body


@pytest.mark.parametrize(
    ("values", "count"),
    [({"url": None}, 0), ({"url": None, "id": "https://biedriba.example/z/"}, 1), ({"url": 5, "id": 5}, 0)],
)
def test_an_item_without_an_address_is_left_out(values: dict[str, Any], count: int) -> None:
    assert len(read_feed(feed(item(**values)), URL).items) == count


def test_the_next_page_is_known() -> None:
    assert read_feed(feed(next_url="?lapa=2"), URL).next_page == f"{URL}?lapa=2"


@pytest.mark.parametrize(
    "text", ['{"items": []}', "{", "[]", '{"version": 1, "items": []}', feed(items={}), "{" * 100_000]
)
def test_other_json_is_no_feed(text: str) -> None:
    with pytest.raises(NoFeed):
        read_feed(text, URL)


def test_a_site_that_has_a_json_feed_alone_is_read(serve: Serve, data: Path) -> None:
    link = '<link rel="alternate" type="application/feed+json" href="/zinas.json">'
    site = serve({"/": f"<html><head>{link}</head><body>Biedrība</body></html>"})
    site.pages["/zinas.json"] = (200, {"Content-Type": "application/feed+json"}, feed(item()).encode())
    report = crawl([site.source()], data)[0]
    with open_store(data / "fundtrace.db") as store:
        (row,) = store.db.execute("SELECT title, published FROM articles")
    assert (report.kind, tuple(row)) == ("feed", ("Laipa pār upi", "2023-05-14"))
