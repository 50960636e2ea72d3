"""Every way in which a whole source can fail has its word, its sentence and advice for the operator."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers import pages
from crawlers.account import SourceReport
from crawlers.advice import NEEDS_A_LOOK, advice
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
PATHS = [f"/zinas/laipa-par-upi-{number}/" for number in range(8)]
ENTRIES = [(path, f"Laipa pār upi gatava, {number}. kārta") for number, path in enumerate(PATHS)]
GARBLED = PARAGRAPH.translate({ord(letter): "\ufffd" for letter in "āēīūčšžļņķģ"}) * 2


def news(serve: Serve) -> Site:
    return serve({path: article(title) for path, title in ENTRIES} | {"/": listing(ENTRIES)})


def visit(source: Source, data: Path, day: int = 0) -> SourceReport:
    return crawl([source], data, now=lambda: START + timedelta(days=day))[0]


def everywhere(reply: Any) -> Callable[[Site], None]:
    """The site answers so whatever is asked, robots.txt aside."""

    def spoil(site: Site) -> None:
        for path in ["/", *PATHS]:
            site.pages[path] = reply

    return spoil


def on_pages(reply: Any) -> Callable[[Site], None]:
    def spoil(site: Site) -> None:
        for path in PATHS:
            site.pages[path] = reply

    return spoil


def nothing(site: Site) -> None:
    site.pages.clear()


def empty(site: Site) -> None:
    site.pages.clear()
    site.pages["/"] = "<html><body>Biedrība</body></html>"


def scripted(site: Site) -> None:
    site.pages.clear()
    site.pages["/"] = '<html><body><div id="app"></div><script src="/app.js"></script></body></html>'


def forbidden(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /")


def garbled(site: Site) -> None:
    for path, title in ENTRIES:
        site.pages[path] = article(title, text=GARBLED)


WALL = (403, {"cf-mitigated": "challenge"}, b"")
CLASSES: list[tuple[str, Callable[[Site], None]]] = [
    ("403", everywhere((403, {}, b""))),
    ("403", on_pages((403, {}, b""))),
    ("404", nothing),
    ("410", everywhere((410, {}, b""))),
    ("429", everywhere((429, {"Retry-After": "86400"}, b""))),
    ("5xx", everywhere((500, {}, b""))),
    ("5xx", on_pages((502, {}, b""))),
    ("bot wall", everywhere(WALL)),
    ("bot wall", on_pages(WALL)),
    ("broken body", on_pages((200, {"Content-Encoding": "gzip"}, b"not packed"))),
    ("robots", forbidden),
    ("empty", empty),
    ("javascript", scripted),
    ("encoding", garbled),
]


@pytest.mark.parametrize(("failure", "spoil"), CLASSES)
def test_a_source_that_fails_says_why(
    failure: str, spoil: Callable[[Site], None], serve: Serve, data: Path
) -> None:
    site = news(serve)
    spoil(site)
    report = visit(site.source(), data)
    assert (report.state, report.failure) == ("failing", failure)
    assert told(data) == f"failing, {failure}: {advice(failure)}"


def told(data: Path) -> str:
    with open_store(data / "fundtrace.db") as store:
        (detail,) = store.db.execute("SELECT detail FROM issues WHERE kind = ?", [NEEDS_A_LOOK]).fetchone()
    return str(detail)


def test_a_name_that_is_not_known_says_dns(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise socket.gaierror(f"{name} is not known")

    monkeypatch.setattr(socket, "gethostbyname", unknown)
    report = visit(Source(id="s", name="Biedrība", home="http://no-such-name.example/"), data)
    assert (report.state, report.failure) == ("failing", "dns")


def test_a_host_that_is_down_says_refused(data: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        home = f"http://127.0.0.1:{probe.getsockname()[1]}/"
        report = visit(Source(id="s", name="Biedrība", home=home, allow_private_addresses=True), data)
    assert (report.state, report.failure) == ("failing", "refused")


def test_a_host_that_says_nothing_says_timeout(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.settings.TIMEOUT", 0.3)
    # accepts connections (the system does, in its queue) and never answers
    with socket.create_server(("127.0.0.1", 0)) as silent:
        home = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        report = visit(
            Source(id="s", name="Biedrība", home=home, delay=0, allow_private_addresses=True), data
        )
    assert (report.state, report.failure) == ("failing", "timeout")


def test_a_site_without_encryption_says_tls(serve: Serve, data: Path) -> None:
    site = news(serve)
    report = visit(site.source(home=site.home.replace("http:", "https:")), data)
    assert (report.state, report.failure) == ("failing", "tls")


def test_a_site_that_was_rebuilt_says_redesigned(serve: Serve, data: Path) -> None:
    site = news(serve)
    visit(site.source(), data)
    empty(site)
    report = visit(site.source(), data, 1)
    assert (report.state, report.failure) == ("failing", "redesigned")


def test_pages_that_our_rules_choke_on_say_parse(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choke(*_: Any) -> bool:
        raise ValueError("no rule for this")

    monkeypatch.setattr(pages, "is_article", choke)
    report = visit(news(serve).source(), data)
    assert (report.state, report.failure) == ("failing", "parse")


# -- letters


def test_nothing_is_kept_of_a_page_whose_letters_cannot_be_made_out(serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages[PATHS[0]] = article(ENTRIES[0][1], text=GARBLED)
    for day in (0, 1):
        report = visit(site.source(), data, day)
        assert (report.state, report.found) == ("ok", 7)
    with open_store(data / "fundtrace.db") as store:
        texts = [row[0] for row in store.db.execute("SELECT text FROM articles")]
        issues = store.db.execute("SELECT detail FROM issues WHERE kind = 'unreadable page'").fetchall()
    assert not any("\ufffd" in text for text in texts)
    assert [PATHS[0] in row[0] for row in issues] == [True]


def test_many_pages_whose_letters_cannot_be_made_out_are_said(serve: Serve, data: Path) -> None:
    site = news(serve)
    for path, title in ENTRIES[:3]:
        site.pages[path] = article(title, text=GARBLED)
    report = visit(site.source(), data)
    assert (report.state, report.failure, report.found) == ("degraded", "encoding", 5)


@pytest.mark.parametrize(
    "body",
    [
        article(ENTRIES[0][1]).encode("utf-8").decode("latin-1").encode("utf-8"),
        article(ENTRIES[0][1], text="").encode().replace(b"<p></p>", f"<p>{PARAGRAPH}</p>".encode("cp1257")),
    ],
    ids=["twice in UTF-8", "two encodings in one page"],
)
def test_letters_that_came_to_harm_on_the_way_are_mended(body: bytes, serve: Serve, data: Path) -> None:
    site = news(serve)
    site.pages[PATHS[0]] = body
    visit(site.source(), data)
    with open_store(data / "fundtrace.db") as store:
        title, text = store.db.execute(
            "SELECT title, text FROM articles WHERE url LIKE ?", [f"%{PATHS[0]}"]
        ).fetchone()
    assert title == ENTRIES[0][1]
    assert PARAGRAPH.strip() in text


# -- what ends a run early


def test_a_site_that_breaks_down_on_the_way_was_not_read(serve: Serve, data: Path) -> None:
    entries = [(f"/zinas/liela-talka-{number}/", f"Lielā talka, {number}. reize") for number in range(30)]
    site = serve({path: article(title) for path, title in entries} | {"/": listing(entries)})
    for path, _ in entries[10:]:
        site.pages[path] = (503, {}, b"")
    report = visit(site.source(), data)
    assert (report.state, report.failure, report.found) == ("degraded", "5xx", 10)
    assert sum(site.count(path) > 0 for path, _ in entries[10:]) == 5


def test_max_megabytes_bounds_a_run(serve: Serve, data: Path) -> None:
    site = news(serve)
    for path, title in ENTRIES:
        site.pages[path] = article(title) + "<!--" + "a" * 400_000 + "-->"
    report = visit(site.source(max_megabytes=1), data)
    assert (report.state, report.failure) == ("degraded", "limit")
    assert sum(site.count(path) for path in PATHS) == 3
    assert "max_megabytes" in (report.detail or "")


def test_what_was_broken_off_counts_against_max_megabytes(serve: Serve, data: Path) -> None:
    site = news(serve)
    for path in PATHS:
        site.pages[path] = b"<p>a</p>" * 1_200_000
    visit(site.source(max_megabytes=20), data)
    assert sum(site.count(path) for path in PATHS) == 3


def test_a_visit_that_takes_too_long_ends(serve: Serve, data: Path) -> None:
    site = news(serve)
    lock, moments = threading.Lock(), [0]

    def clock() -> datetime:
        with lock:
            moments[0] += 1
            return START + timedelta(minutes=10 * moments[0])

    report = crawl([site.source()], data, now=clock)[0]
    assert report.failure == "limit"
    assert "6 hours" in (report.detail or "")
    assert len(site.asked) < 36
