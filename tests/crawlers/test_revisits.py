"""Pages that have not changed for long are asked less often; nothing that vanished is overlooked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.account import SourceReport
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from db.revisits import Steadiness
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
PATHS = [f"/zinas/laipa-par-upi-{number}/" for number in range(8)]
ENTRIES = [(path, f"Laipa pār upi gatava, {number}. kārta") for number, path in enumerate(PATHS)]


def news(serve: Serve) -> Site:
    return serve({path: article(title) for path, title in ENTRIES} | {"/": listing(ENTRIES)})


def visit(site: Site, data: Path, day: float, *, full: bool = False, **values: Any) -> SourceReport:
    moment = START + timedelta(days=day)
    return crawl([site.source(**values)], data, now=lambda: moment, full=full)[0]


@pytest.mark.parametrize(
    ("steady_days", "days_since_seen", "every_days", "rests"),
    [
        (0, 1, 1, False),
        (2, 1, 1, False),
        (4, 1, 1, True),
        (4, 2, 1, False),
        (10, 4, 1, True),
        (10, 5, 1, False),
        (400, 29, 1, True),
        (400, 30, 1, False),
        # a source that is due once a week
        (10, 7, 7, False),
        (20, 7, 7, True),
        (400, 40, 60, False),
    ],
)
def test_a_page_s_turn(steady_days: int, days_since_seen: int, every_days: int, rests: bool) -> None:
    seen = START + timedelta(days=steady_days)
    steady = Steadiness(START.isoformat(), seen.isoformat())
    assert steady.rests(seen + timedelta(days=days_since_seen), timedelta(days=every_days)) is rests


def test_pages_that_do_not_change_are_asked_ever_less_often(serve: Serve, data: Path) -> None:
    site = news(serve)
    asked = []
    for day in range(20):
        before = site.count(PATHS[0])
        report = visit(site, data, day)
        asked.append(site.count(PATHS[0]) - before)
        assert (report.state, report.found) == ("ok", 8)
    assert asked == [1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]


def test_a_run_says_how_much_of_what_was_known_it_read(serve: Serve, data: Path) -> None:
    site = news(serve)
    shares = []
    for day in range(5):
        report = visit(site, data, day)
        shares.append((report.known, report.known_read, report.resting))
    assert shares == [(0, 0, 0), (8, 8, 0), (8, 8, 0), (8, 8, 0), (8, 0, 8)]
    with open_store(data / "fundtrace.db") as store:
        rows = store.db.execute("SELECT known, known_read, resting FROM source_runs ORDER BY run").fetchall()
    assert [tuple(row) for row in rows] == shares


def test_known_pages_that_fail_are_not_counted_as_read(serve: Serve, data: Path) -> None:
    site = news(serve)
    visit(site, data, 0)
    site.pages[PATHS[0]] = (500, {}, b"")
    report = visit(site, data, 1)
    assert (report.known, report.known_read, report.resting) == (8, 7, 0)


def test_a_full_sweep_asks_for_all(serve: Serve, data: Path) -> None:
    site = news(serve)
    for day in range(4):
        visit(site, data, day)
    before = [site.count(path) for path in PATHS]
    report = visit(site, data, 4, full=True)
    assert [site.count(path) for path in PATHS] == [count + 1 for count in before]
    assert (report.known_read, report.resting) == (8, 0)


def test_a_full_sweep_asks_for_all_that_no_list_names(serve: Serve, data: Path) -> None:
    entries = [(f"/zinas/liela-talka-{number}/", f"Lielā talka, {number}. reize") for number in range(30)]
    site = serve({path: article(title) for path, title in entries} | {"/": listing(entries)})
    visit(site, data, 0)
    site.pages["/"] = listing(entries[:2])
    assert visit(site, data, 1).found == 22
    assert visit(site, data, 2, full=True).found == 30


def test_what_changed_is_asked_again_soon(serve: Serve, data: Path) -> None:
    site = news(serve)
    for day in (0, 1, 2, 3):
        visit(site, data, day)
    site.pages[PATHS[0]] = article("Laipa pār upi atkal slēgta")
    visit(site, data, 5)
    before = site.count(PATHS[0])
    visit(site, data, 6)
    assert site.count(PATHS[0]) == before + 1


def test_a_page_that_is_no_article_rests_too_and_is_none(serve: Serve, data: Path) -> None:
    site = news(serve)
    odd = "/zinas/bildes-no-talkas/"
    site.pages[odd] = "<html><body><img src='/a.jpg' alt=''></body></html>"
    site.pages["/"] = listing([*ENTRIES, (odd, "Bildes no talkas")])
    reports = [visit(site, data, day) for day in range(5)]
    assert site.count(odd) == 4
    assert {report.found for report in reports} == {8}


def test_what_was_never_read_comes_first_where_a_run_may_not_ask_for_all(serve: Serve, data: Path) -> None:
    site = news(serve)
    visit(site, data, 0, kind="listing", start=["/"], max_pages=6)
    report = visit(site, data, 1, kind="listing", start=["/"], max_pages=6)
    assert {site.count(path) for path in PATHS} == {1}
    assert (report.state, report.failure) == ("degraded", "limit")


# -- articles that an API or a feed gave


def fed(serve: Serve, numbers: range) -> Site:
    site = serve({"/": "<html><body>Biedrība</body></html>"})
    feed(site, numbers)
    site.pages |= {path: article(title, text=PARAGRAPH * 2) for path, title in ENTRIES}
    return site


def feed(site: Site, numbers: range) -> None:
    items = "".join(
        f"<item><title>{ENTRIES[number][1]}</title><link>{site.home.rstrip('/')}{PATHS[number]}</link>"
        f"<pubDate>Sun, 14 May 2023 10:00:00 +0300</pubDate>"
        f"<content:encoded><![CDATA[<p>{PARAGRAPH * 5}</p>]]></content:encoded></item>"
        for number in numbers
    )
    body = f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'
    site.pages["/feed/"] = (200, {"Content-Type": "application/rss+xml"}, body.encode())


def states(data: Path) -> dict[str, int]:
    with open_store(data / "fundtrace.db") as store:
        return dict(store.db.execute("SELECT state, count(*) FROM articles GROUP BY state").fetchall())


def test_what_fell_off_a_feed_is_looked_for_on_its_own_page_and_not_read_there(
    serve: Serve, data: Path
) -> None:
    site = fed(serve, range(6))
    visit(site, data, 0)
    feed(site, range(2, 6))
    report = visit(site, data, 1)
    assert [site.count(path) for path in PATHS[:3]] == [1, 1, 0]
    assert (report.changed, report.known_read, states(data)) == (0, 6, {"present": 6})


def test_what_fell_off_a_feed_and_is_not_there_twice_is_gone(serve: Serve, data: Path) -> None:
    site = fed(serve, range(6))
    visit(site, data, 0)
    feed(site, range(2, 6))
    del site.pages[PATHS[0]]
    seen = []
    for day in (1, 2):
        visit(site, data, day)
        seen.append(states(data))
    assert seen == [{"present": 6}, {"present": 5, "gone": 1}]


def test_reading_the_archive_again_keeps_what_was_seen(serve: Serve, data: Path) -> None:
    site = fed(serve, range(6))
    visit(site, data, 0)
    feed(site, range(2, 6))
    del site.pages[PATHS[0]]
    for day in (1, 2):
        visit(site, data, day)
    sql = "SELECT id, state, last_seen, text_digest FROM articles ORDER BY id"
    with open_store(data / "fundtrace.db") as store:
        before = [tuple(row) for row in store.db.execute(sql)]
    renormalise(data, [site.source()])
    with open_store(data / "fundtrace.db") as store:
        assert [tuple(row) for row in store.db.execute(sql)] == before
