"""How a visit finds its way: what is remembered, what the source says, and what it falls back on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.account import Account, Ending
from crawlers.looks import recall
from crawlers.run import crawl
from db.errors import StoreError
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

ENTRIES = [
    (f"/zinas/laipa-par-upi-{number}/", f"Laipa pār upi gatava, {number}. kārta") for number in range(4)
]
FIELDS = "_fields=id,date,modified,link,status,type,title,content,lang&order=desc&orderby=modified"
POSTS = f"/wp-json/wp/v2/posts?{FIELDS}"


def news(serve: Serve) -> Site:
    """A home page that leads to a list with four articles."""
    pages: dict[str, Any] = {path: article(title) for path, title in ENTRIES}
    return serve(pages | {"/": listing([]), "/jaunumi/": listing(ENTRIES)})


def stored(data: Path) -> int:
    with open_store(data / "fundtrace.db") as store:
        return int(store.db.execute("SELECT count(*) FROM articles").fetchone()[0])


def posts(site: Site, numbers: range) -> bytes:
    entries = [
        {
            "id": number,
            "link": f"{site.home}talka-{number}/",
            "status": "publish",
            "date": "2023-05-14T10:00:00",
            "title": {"rendered": f"Talka {number}"},
            "content": {"rendered": f"<p>{number}. talka. {PARAGRAPH}</p>", "protected": False},
        }
        for number in numbers
    ]
    return json.dumps(entries).encode()


def test_a_second_visit_remembers_the_way(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    first = len(site.asked)
    crawl([site.source()], data)
    assert site.asked[first:].count("/sitemap.xml") == 0
    assert site.asked[first:].count("/jaunumi/") == 1


def test_a_way_that_stopped_working_is_looked_for_anew(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    del site.pages["/jaunumi/"]
    site.pages["/"] = str(site.pages["/"]).replace("/jaunumi/", "/aktualitates/")
    site.pages["/aktualitates/"] = listing([("/zinas/jauna-laipa-par-upi/", "Jauna laipa pār upi atklāta")])
    site.pages["/zinas/jauna-laipa-par-upi/"] = article("Jauna laipa pār upi atklāta")
    assert crawl([site.source()], data)[0].new == 1


def test_a_look_is_forgotten_when_the_source_says_something_else(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    now = datetime.now(UTC)
    with open_store(data / "fundtrace.db") as store:
        assert recall(store, site.source(), now) is not None
        assert recall(store, site.source(deny=["a"]), now) is None


def test_a_look_grows_old(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    with open_store(data / "fundtrace.db") as store:
        assert recall(store, site.source(), datetime.now(UTC) + timedelta(days=31)) is None


def test_a_kind_that_does_not_work_falls_back(serve: Serve, data: Path) -> None:
    report = crawl([news(serve).source(kind="wordpress")], data)[0]
    assert (report.state, report.kind, report.found) == ("ok", "listing", 4)


def test_start_pages_are_read(serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages["/"] = "<html><body>Biedrība</body></html>"
    assert crawl([site.source(start=["/jaunumi/"])], data)[0].found == 4


def test_posts_without_a_count_are_read_to_the_end(serve: Serve, data: Path) -> None:
    site = serve({"/": '<html><body class="wp"><img src="/wp-content/a.png" alt=""></body></html>'})
    for page in (1, 2, 3):
        site.pages[f"{POSTS}&page={page}&per_page=50"] = posts(site, range(page * 2 - 2, page * 2))
    site.pages[f"{POSTS}&page=4&per_page=50"] = b"[]"
    crawl([site.source()], data)
    assert stored(data) == 6
    assert len([path for path in site.asked if "wp/v2/posts" in path]) == 4


def test_plain_wordpress_addresses_work(serve: Serve, data: Path) -> None:
    site = serve({"/": '<html><body><img src="/wp-content/a.png" alt=""></body></html>'})
    path = f"/?{FIELDS}&page=1&per_page=50&rest_route=/wp/v2/posts"
    site.pages[path] = (200, {"X-WP-TotalPages": "1"}, posts(site, range(3)))
    crawl([site.source()], data)
    assert stored(data) == 3


def test_a_page_that_is_gone_twice_is_gone(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    del site.pages[ENTRIES[0][0]]
    crawl([site.source()], data)
    crawl([site.source()], data)
    with open_store(data / "fundtrace.db") as store:
        states = dict(store.db.execute("SELECT state, count(*) FROM articles GROUP BY state"))
    assert states == {"gone": 1, "present": 3}


def test_a_page_that_moved_is_followed(serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages["/cits/laipa-par-upi/"] = site.pages[ENTRIES[0][0]]
    site.pages[ENTRIES[0][0]] = (301, {"Location": "/cits/laipa-par-upi/"}, b"")
    crawl([site.source()], data)
    with open_store(data / "fundtrace.db") as store:
        urls = {row[0] for row in store.db.execute("SELECT url FROM articles")}
    assert f"{site.home}cits/laipa-par-upi/" in urls


def test_an_archive_that_cannot_be_written_is_said(serve: Serve, data: Path) -> None:
    data.mkdir()
    (data / "archive").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(StoreError, match=r"archive.* cannot be written"):
        crawl([news(serve).source()], data)


def test_an_address_that_is_no_page_is_no_article(serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages[ENTRIES[0][0]] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 \x00")
    assert crawl([site.source()], data)[0].found == 3


def test_spellings_of_one_address_are_one_request(serve: Serve, data: Path) -> None:
    site = news(serve)
    path, title = ENTRIES[0]
    spellings = [path, path.rstrip("/"), f"{path}?utm_source=x", f"{path}?print=1", f"{path}#comments"]
    more = "".join(f'<p>14.05.2023 <a href="{spelling}">{title}</a></p>' for spelling in spellings)
    site.pages["/jaunumi/"] = listing(ENTRIES, more)
    crawl([site.source()], data)
    assert [asked for asked in site.asked if asked.startswith(path.rstrip("/"))] == [path]


def test_what_a_run_could_not_store_the_next_one_does(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    with open_store(data / "fundtrace.db") as store, store.batch():
        store.db.execute("DELETE FROM articles")
    report = crawl([site.source()], data)[0]
    assert (report.new, stored(data)) == (4, 4)


def test_an_article_with_a_new_text_under_the_same_address_is_changed(serve: Serve, data: Path) -> None:
    site = news(serve)
    crawl([site.source()], data)
    site.pages[ENTRIES[0][0]] = article(ENTRIES[0][1], text=f"Precizēts: {PARAGRAPH}")
    report = crawl([site.source()], data)[0]
    assert (report.changed, report.unchanged, stored(data)) == (1, 3, 4)


# -- the account


def ended(*endings: Ending, found: int = 0) -> Account:
    account = Account("s")
    account.articles["new"] = found
    for ending in endings:
        account.end(ending)
    return account


OK = [Ending(f"http://s/{number}", "fetched") for number in range(8)]
LOST = [Ending(f"http://s/lost-{number}", "failed", "timeout", "No answer.") for number in range(3)]

FORBIDDEN = [Ending(f"http://s/forbidden-{number}", "refused", "robots", "No.") for number in range(9)]


@pytest.mark.parametrize(
    ("account", "state", "failure"),
    [
        (ended(*OK, found=5), "ok", None),
        (ended(*OK, *LOST[:1], found=5), "ok", None),
        (ended(*OK, *LOST, found=5), "degraded", "timeout"),
        (ended(*OK, Ending("http://s/a", "dropped", "limit"), found=5), "degraded", "limit"),
        (ended(*OK, *FORBIDDEN[:4], found=5), "ok", None),
        (ended(*OK, *FORBIDDEN, found=5), "degraded", "robots"),
        (ended(*OK), "failing", "empty"),
        (ended(*LOST), "failing", "timeout"),
        (ended(*OK, found=1), "degraded", "few"),
    ],
)
def test_the_state_follows_from_the_account(account: Account, state: str, failure: str | None) -> None:
    report = account.report("listing", None, min_articles=2)
    assert (report.state, report.failure) == (state, failure)


def test_a_request_ends_once() -> None:
    account = ended(OK[0])
    with pytest.raises(ValueError, match="ended twice"):
        account.end(OK[0])


def test_a_home_page_that_sends_us_on_is_followed(serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages["/lv/"] = site.pages["/"]
    site.pages["/"] = '<html><head><meta http-equiv="refresh" content="0; url=/lv/"></head></html>'
    assert crawl([site.source()], data)[0].found == 4
