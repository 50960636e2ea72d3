"""What a crawl must not do: ask what is forbidden, hurry, or forget."""

from __future__ import annotations

import gzip
import socket
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from crawlers.archive import walk
from tests.crawlers.conftest import Serve, article, listing
from tests.crawlers.few_articles import PATHS, ending, small, visit

# -- robots.txt


def test_what_robots_txt_forbids_is_not_asked(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /zinas/laipa-par-upi-2/",
    )
    visit(site.source(), data)
    assert site.count(PATHS[2]) == 0
    assert ending(data, PATHS[2]) == ("refused", "robots")


def test_rules_for_us_by_name_win(serve: Serve, data: Path) -> None:
    site = small(serve)
    rules = b"User-agent: Fundtrace\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    report = visit(site.source(), data)
    assert (report.state, report.failure) == ("failing", "robots")
    assert site.asked == ["/robots.txt"]


def test_robots_txt_with_a_fault_closes_the_site(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages["/robots.txt"] = (503, {}, b"")
    report = visit(site.source(), data)
    assert (report.state, report.failure) == ("failing", "robots")
    assert set(site.asked) == {"/robots.txt"}


def test_no_robots_txt_opens_the_site(serve: Serve, data: Path) -> None:
    assert visit(small(serve).source(), data).state == "ok"


def test_crawl_delay_is_kept(serve: Serve, data: Path) -> None:
    moments: list[float] = []
    site = small(serve)
    for path in PATHS:
        page = site.pages[path]
        site.pages[path] = lambda _headers, page=page: moments.append(time.monotonic()) or page
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 0.1")
    visit(site.source(), data)
    assert median(later - earlier for earlier, later in pairwise(moments)) > 0.08
    # over all: on a busy machine one may come late and the next in time
    assert moments[-1] - moments[0] > 0.1 * (len(moments) - 2) > 0


def test_robots_txt_that_moves_to_a_forbidden_address_is_not_followed(serve: Serve, data: Path) -> None:
    canary = serve({"/robots.txt": "User-agent: *"}, host="127.0.0.3")
    site = small(serve)
    site.pages["/robots.txt"] = (301, {"Location": f"{canary.home}robots.txt"}, b"")
    report = visit(site.source(), data)
    assert canary.asked == []
    assert report.state == "failing"


# -- the guard


@pytest.mark.parametrize("host", ["127.0.0.2", "127.0.0.1"])
def test_a_redirect_to_another_private_address_or_port_is_refused(
    host: str, serve: Serve, data: Path
) -> None:
    canary = serve({"/": "secret", "/x": "secret"}, host=host)
    site = small(serve)
    site.pages[PATHS[1]] = (302, {"Location": f"{canary.home}x"}, b"")
    visit(site.source(), data)
    assert canary.asked == []
    assert ending(data, PATHS[1])[0] == "refused"


@pytest.mark.parametrize(
    "spelling", ["2130706434", "0x7f000002", "0177.0.0.2", "127.2", "[::ffff:127.0.0.2]"]
)
def test_odd_spellings_of_a_private_address_are_refused(spelling: str, serve: Serve, data: Path) -> None:
    canary = serve({"/": "secret"}, host="127.0.0.2")
    port = canary.home.rstrip("/").rpartition(":")[2]
    site = serve({"/": (302, {"Location": f"http://{spelling}:{port}/"}, b"")})
    report = visit(site.source(), data)
    assert canary.asked == []
    assert (report.state, report.failure) == ("failing", "address")


def test_a_private_home_is_not_asked_unless_the_source_says_so(serve: Serve, data: Path) -> None:
    site = small(serve)
    report = visit(site.source(allow_private_addresses=False, delay=1), data)
    assert site.asked == []
    assert (report.state, report.failure) == ("failing", "address")


def test_a_name_with_a_private_address_is_refused_when_it_is_resolved(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = small(serve)
    monkeypatch.setattr(socket, "gethostbyname", lambda name: "127.0.0.1")
    source = site.source(
        home=site.home.replace("127.0.0.1", "intranet.example"), allow_private_addresses=False, delay=1
    )
    report = visit(source, data)
    assert site.asked == []
    assert (report.state, report.failure) == ("failing", "address")


def test_a_redirect_to_a_name_with_a_private_address_is_refused(
    serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = serve({"/": "secret"}, host="127.0.0.2")
    port = canary.home.rstrip("/").rpartition(":")[2]
    named = {"rebound.example": "127.0.0.2"}
    monkeypatch.setattr(socket, "gethostbyname", lambda name: named.get(name, name))
    site = serve({"/": (302, {"Location": f"http://rebound.example:{port}/"}, b"")})
    report = visit(site.source(), data)
    assert canary.asked == []
    assert (report.state, report.failure) == ("failing", "address")


@pytest.mark.parametrize("where", ["home", "article"])
def test_a_page_that_sends_its_readers_to_a_private_address_is_not_followed(
    where: str, serve: Serve, data: Path
) -> None:
    canary = serve({"/": "secret"}, host="127.0.0.2")
    site = small(serve)
    path = "/" if where == "home" else PATHS[0]
    refresh = f'<head><meta http-equiv="refresh" content="0; url={canary.home}">'
    site.pages[path] = str(site.pages[path]).replace("<head>", refresh)
    visit(site.source(), data)
    assert canary.asked == []


def test_a_redirect_to_a_file_is_not_followed(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages[PATHS[1]] = (302, {"Location": "file:///etc/hostname"}, b"")
    visit(site.source(), data)
    assert ending(data, PATHS[1])[0] in {"failed", "refused"}


def test_redirects_in_circles_end(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages[PATHS[1]] = (302, {"Location": "/a"}, b"")
    site.pages["/a"] = (302, {"Location": PATHS[1]}, b"")
    visit(site.source(), data)
    assert ending(data, PATHS[1]) == ("failed", "redirects")


# -- manners


def test_we_say_who_we_are(serve: Serve, data: Path) -> None:
    site = small(serve)
    visit(site.source(), data, contact="https://www.example.lv/robots")
    agents = {headers["user-agent"] for headers in site.headers}
    assert len(agents) == 1
    agent = agents.pop()
    assert (agent.startswith("Fundtrace/"), agent.endswith(" (+https://www.example.lv/robots)")) == (
        True,
        True,
    )


def test_no_cookie_is_kept(serve: Serve, data: Path) -> None:
    site = small(serve)
    html = site.pages["/"]
    site.pages["/"] = (200, {"Set-Cookie": "PHPSESSID=1; Path=/"}, str(html).encode())
    visit(site.source(), data)
    assert not any("cookie" in headers for headers in site.headers)


def test_retry_after_is_honoured(serve: Serve, data: Path) -> None:
    moments: list[float] = []
    site = small(serve)
    page = site.pages[PATHS[0]]

    def busy(_headers: dict[str, str]) -> Any:
        moments.append(time.monotonic())
        return (503, {"Retry-After": "1"}, b"") if len(moments) == 1 else page

    site.pages[PATHS[0]] = busy
    visit(site.source(), data)
    assert moments[1] - moments[0] >= 1
    assert ending(data, PATHS[0]) == ("fetched", None)


def test_a_server_that_wants_a_long_pause_is_left_alone(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages[PATHS[0]] = (429, {"Retry-After": "86400"}, b"")
    visit(site.source(), data)
    assert ending(data, PATHS[0]) == ("failed", "429")
    assert ending(data, PATHS[1]) == ("dropped", "closed")


def test_the_second_time_we_ask_with_conditions(serve: Serve, data: Path) -> None:
    site = small(serve)
    for path in PATHS:
        html = str(site.pages[path]).encode()

        def page(headers: dict[str, str], html: bytes = html) -> Any:
            same = headers.get("if-none-match") == '"a"'
            return (304, {"ETag": '"a"'}, b"") if same else (200, {"ETag": '"a"'}, html)

        site.pages[path] = page
    visit(site.source(), data)
    again = visit(site.source(), data)
    assert [headers.get("if-none-match") for headers in site.headers if headers.get("if-none-match")] == [
        '"a"'
    ] * 4
    assert (again.unchanged, again.new, again.changed) == (4, 0, 0)


def test_full_asks_without_conditions(serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages[PATHS[0]] = (200, {"ETag": '"a"'}, str(site.pages[PATHS[0]]).encode())
    visit(site.source(), data)
    visit(site.source(), data, full=True)
    assert not any("if-none-match" in headers for headers in site.headers)


def test_a_changed_article_is_a_revision(serve: Serve, data: Path) -> None:
    site = small(serve)
    visit(site.source(), data)
    site.pages[PATHS[0]] = article("Laipa pār upi atkal slēgta")
    assert visit(site.source(), data).changed == 1


def test_max_pages_bounds_a_run(serve: Serve, data: Path) -> None:
    site = small(serve)
    report = visit(site.source(max_pages=12), data)
    assert len(site.asked) <= 13
    assert report.failure == "limit"


def test_a_calendar_without_end_is_left(serve: Serve, data: Path) -> None:
    site = small(serve)

    def month(number: int) -> Any:
        def page(_headers: dict[str, str]) -> Any:
            site.pages.setdefault(f"/?page={number + 1}", month(number + 1))
            return listing([], f'<a href="/?page={number + 1}">Nākamā »</a>')

        return page

    site.pages["/?page=2"] = month(2)
    site.pages["/"] = str(site.pages["/"]).replace("</main>", '<a href="/?page=2">Nākamā »</a></main>')
    visit(site.source(), data)
    assert len(site.asked) < 60


def test_denied_paths_are_not_asked(serve: Serve, data: Path) -> None:
    site = small(serve)
    visit(site.source(deny=["upi-3"]), data)
    assert site.count(PATHS[3]) == 0


def test_packed_pages_are_read_and_kept_as_received(serve: Serve, data: Path) -> None:
    site = small(serve)
    packed = gzip.compress(str(site.pages[PATHS[0]]).encode(), mtime=0)
    site.pages[PATHS[0]] = (200, {"Content-Encoding": "gzip"}, packed)
    visit(site.source(), data)
    kept = [capture.body for capture in walk(data / "archive", "s") if capture.url.endswith(PATHS[0])]
    assert kept == [packed]
    assert ending(data, PATHS[0]) == ("fetched", None)
