"""A crawl that goes wrong says what, where and why, and the rest goes on."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from crawlers.run import crawl
from crawlers.sources import Source, SourceError
from db.errors import StoreError
from db.store import open_store
from tests.crawlers.conftest import Serve, listing
from tests.crawlers.few_articles import PATHS, ending, small, visit

# ten times what a page may weigh, packed small
_BOMB = gzip.compress(b"a" * 20_000_000, mtime=0)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ((404, {}, b""), ("gone", "404")),
        ((410, {}, b""), ("gone", "410")),
        ((403, {}, b""), ("failed", "403")),
        ((500, {}, b""), ("failed", "5xx")),
        ((200, {"Content-Encoding": "gzip"}, b"not packed"), ("failed", "broken body")),
        ((200, {"Content-Encoding": "gzip"}, _BOMB), ("failed", "too large")),
        ((200, {}, b"<p>a</p>" * 1_200_000), ("failed", "too large")),
    ],
    ids=["404", "410", "403", "500", "broken gzip", "gzip bomb", "ten megabytes"],
)
def test_every_failure_has_its_name(reply: Any, outcome: tuple[str, str], serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages[PATHS[1]] = reply
    report = visit(site.source(), data)
    assert ending(data, PATHS[1]) == outcome
    assert report.found == 3


class Rough:
    """A server that answers a request for an article with raw bytes of the test's own."""

    def __init__(self, reply: bytes, pause: float = 0.0) -> None:
        self.reply, self.pause = reply, pause
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.home = f"http://127.0.0.1:{self.listener.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65536).split(b" ")[1]
                connection.sendall(self._answer(asked))
                if asked.startswith(b"/zinas/"):
                    self.ended.wait(self.pause)

    ended = threading.Event()

    def _answer(self, asked: bytes) -> bytes:
        if asked.startswith(b"/zinas/"):
            return self.reply
        body = listing([(PATHS[0], "Laipa pār upi gatava, pirmā kārta")]).encode() if asked == b"/" else b""
        status = b"200 OK" if body else b"404 Not Found"
        head = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n" % status
        return head + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.parametrize(
    ("reply", "pause", "failure"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<p>only the beginning", 0.0, "truncated"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<p>", 5.0, "timeout"),
        (b"no HTTP at all\r\n\r\n", 0.0, "connection"),
        (b"", 0.0, "connection"),
    ],
    ids=["cut off", "silent", "garbage", "closed"],
)
def test_rough_servers_have_their_failure(
    reply: bytes, pause: float, failure: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.settings.TIMEOUT", 0.4)
    server = Rough(reply, pause)
    source = Source(id="s", name="Biedrība", home=server.home, delay=0, allow_private_addresses=True)
    visit(source, data)
    server.ended.set()
    server.ended.clear()
    server.listener.close()
    assert ending(data, PATHS[0]) == ("failed", failure)


# -- sources that cannot be read


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_site_that_is_down_is_failing_and_others_go_on(serve: Serve, data: Path) -> None:
    site = small(serve)
    down = site.source("down", home=f"http://127.0.0.1:{free_port()}/")
    reports = crawl([down, site.source("up")], data)
    assert [(report.state, report.failure) for report in reports] == [("failing", "refused"), ("ok", None)]


def test_a_site_without_encryption_that_works_is_said(serve: Serve, data: Path) -> None:
    site = small(serve)
    report = visit(site.source(home=site.home.replace("http:", "https:")), data)
    assert (report.state, report.failure) == ("failing", "tls")


def test_a_name_that_nobody_knows_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise socket.gaierror(f"{name} is not known")

    monkeypatch.setattr(socket, "gethostbyname", unknown)
    source = Source(id="s", name="Biedrība", home="http://no-such-name.example/")
    assert (visit(source, data).state, visit(source, data).failure) == ("failing", "dns")


def test_a_site_without_articles_is_failing(serve: Serve, data: Path) -> None:
    report = visit(serve({"/": "<html><body>Biedrība</body></html>"}).source(), data)
    assert (report.state, report.failure) == ("failing", "empty")


def test_fewer_articles_than_expected_are_degraded(serve: Serve, data: Path) -> None:
    report = visit(small(serve).source(expect={"min_articles": 10}), data)
    assert (report.state, report.failure) == ("degraded", "few")


def test_an_unknown_source_is_refused(serve: Serve, data: Path) -> None:
    with pytest.raises(SourceError, match="There is no source nobody"):
        crawl([small(serve).source()], data, only=["nobody"])


def test_a_database_that_cannot_be_written_is_said(serve: Serve, data: Path) -> None:
    data.mkdir()
    (data / "fundtrace.db").write_bytes(b"no database at all, only words" * 50)
    with pytest.raises(StoreError):
        visit(small(serve).source(), data)


def test_progress_is_told(serve: Serve, data: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    visit(small(serve).source(), data, on_progress=lambda *values: told.append(values))
    assert told[-1][0] == "s"
    assert told[-1][2:] == (0, 4)


_CHILD = """
import sys
from pathlib import Path
from crawlers.run import crawl
from crawlers.sources import Source
source = Source(id="s", name="B", home=sys.argv[1], delay=0, allow_private_addresses=True)
print(crawl([source], Path(sys.argv[2]), on_progress=lambda *_: print("on", flush=True))[0].state)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_cleanly(number: int, serve: Serve, data: Path) -> None:
    site = small(serve)
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 0.15")
    command = [sys.executable, "-c", _CHILD, site.home, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "on\n"
        child.send_signal(number)
        rest = child.stdout.read()
    assert child.returncode == 0
    assert rest.strip().splitlines()[-1] == "cannot tell"
    with open_store(data / "fundtrace.db") as store:
        assert store.db.execute("SELECT count(*) FROM runs WHERE finished IS NULL").fetchone() == (0,)
        assert store.db.execute("SELECT count(*) FROM issues WHERE kind LIKE 'account%'").fetchone() == (0,)
        (outcome,) = store.db.execute("SELECT outcome FROM requests WHERE failure = 'interrupted'").fetchone()
        assert outcome == "dropped"
