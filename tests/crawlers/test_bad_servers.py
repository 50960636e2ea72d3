"""Servers that misbehave: each ends in its named outcome, in its time, and harms no other site of the run."""

from __future__ import annotations

import gzip
import resource
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawlers.account import SourceReport
from crawlers.archive import walk
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import Serve, article, listing

TIMEOUT = 0.5
BAD = "/zinas/laipa-par-upi-pirma-karta/"
TITLE = "Laipa pār upi gatava, pirmā kārta"
GOOD = [
    (f"/zinas/liepas-krasta-{number}/", f"Divpadsmit liepas krastā, {number}. talka") for number in range(3)
]

Send = Callable[[socket.socket, threading.Event], None]


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def whole(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """A complete answer."""
    return head(f"Content-Length: {len(body)}", "Connection: close", *lines, status=status) + body


def once(answer: bytes) -> Send:
    return lambda connection, _ended: connection.sendall(answer)


def slowly(first: bytes, drop: bytes, pause: float = 0.05) -> Send:
    """The first bytes, then a drop after each pause, without end."""

    def send(connection: socket.socket, ended: threading.Event) -> None:
        connection.sendall(first)
        while not ended.wait(pause):
            connection.sendall(drop)

    return send


def silent(first: bytes) -> Send:
    def send(connection: socket.socket, ended: threading.Event) -> None:
        connection.sendall(first)
        ended.wait(20)

    return send


def endless(connection: socket.socket, ended: threading.Event) -> None:
    connection.sendall(head("Content-Type: text/html"))
    while not ended.is_set():
        connection.sendall(b"<p>bez gala</p>" * 5000)


@dataclass
class Bad:
    """A site with one article whose page is sent by the test's own hand."""

    send: Send
    robots: bytes = b""
    asked: int = 0

    def __post_init__(self) -> None:
        self.ended = threading.Event()
        self.heads: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.home = f"http://127.0.0.1:{self.listener.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = connection.recv(65536)
                self.heads.append(request)
                self._answer(connection, [*request.split(b" "), b"", b""][1].decode("latin-1"))
            except OSError:
                # the crawler broke off, as it should
                return

    def _answer(self, connection: socket.socket, path: str) -> None:
        if path.startswith(BAD.rstrip("/")):
            self.asked += 1
            self.send(connection, self.ended)
        elif path == "/":
            connection.sendall(
                whole(listing([(BAD, TITLE)]).encode(), "Content-Type: text/html; charset=utf-8")
            )
        elif path == "/robots.txt" and self.robots:
            connection.sendall(self.robots)
        else:
            connection.sendall(whole(b"none", status="404 Not Found"))

    def stop(self) -> None:
        self.ended.set()
        self.listener.close()


@dataclass
class Outcome:
    """What a run of a bad and a good site left."""

    bad: SourceReport
    good: SourceReport
    ending: tuple[str, str | None]
    seconds: float
    megabytes: float
    server: Bad


Run = Callable[..., Outcome]


@pytest.fixture
def run(serve: Serve, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run(send)` crawls a bad site beside a good one; the bad page's ending, time and memory."""
    monkeypatch.setattr("crawlers.settings.TIMEOUT", TIMEOUT)
    servers: list[Bad] = []

    def crawled(send: Send, robots: bytes = b"") -> Outcome:
        server = Bad(send, robots)
        servers.append(server)
        beside = serve({path: article(title) for path, title in GOOD} | {"/": listing(GOOD)})
        bad = Source(
            id="bad",
            name="Slikta",
            home=server.home,
            kind="listing",
            start=("/",),
            delay=0,
            allow_private_addresses=True,
        )
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.monotonic()
        reports = crawl([bad, beside.source("good")], data)
        seconds = time.monotonic() - started
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        with open_store(data / "fundtrace.db") as store:
            sql = "SELECT outcome, failure FROM requests WHERE source = 'bad' AND url LIKE '%laipa%'"
            row = store.db.execute(sql).fetchone()
        return Outcome(reports[0], reports[1], tuple(row or ("", None)), seconds, grown, server)

    yield crawled
    for server in servers:
        server.stop()


BOMB = gzip.compress(b"\0" * 200_000_000, compresslevel=1, mtime=0)
ROUND = whole(b"", f"Location: {BAD}?b", status="302 Found")
PAGE = article(TITLE).encode()

FAILURES: list[tuple[str, Send, tuple[str, str | None]]] = [
    ("drip of the body", slowly(head("Content-Length: 9999"), b"a"), ("failed", "timeout")),
    ("drip of the head", slowly(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), ("failed", "timeout")),
    ("silent after the request", silent(b""), ("failed", "timeout")),
    ("silent after the head", silent(head("Content-Length: 9999")), ("failed", "timeout")),
    ("endless body", endless, ("failed", "too large")),
    (
        "gzip bomb",
        once(whole(BOMB, "Content-Encoding: gzip", "Content-Type: text/html")),
        ("failed", "too large"),
    ),
    (
        "ten megabytes",
        once(whole(b"<p>a</p>" * 1_250_000, "Content-Type: text/html")),
        ("failed", "too large"),
    ),
    ("plain body said to be packed", once(whole(PAGE, "Content-Encoding: gzip")), ("failed", "broken body")),
    ("unknown packing", once(whole(PAGE, "Content-Encoding: br")), ("failed", "broken body")),
    ("redirect to itself", once(whole(b"", f"Location: {BAD}", status="302 Found")), ("failed", "redirects")),
    ("redirect loop", once(ROUND), ("failed", "redirects")),
    ("redirect without an address", once(whole(b"", status="302 Found")), ("refused", "address")),
    (
        "redirect to a file",
        once(whole(b"", "Location: file:///etc/x", status="302 Found")),
        ("refused", "address"),
    ),
    ("truncated", once(head("Content-Length: 9999") + b"<p>only"), ("failed", "truncated")),
    ("head too long", once(head("X-A: " + "a" * 70_000) + b"x"), ("failed", "connection")),
    ("garbage", once(b"\x00\xff\x13 no HTTP \r\n\r\n"), ("failed", "connection")),
    ("closed at once", once(b""), ("failed", "connection")),
    ("fault", once(whole(b"", status="500 Internal Server Error")), ("failed", "5xx")),
    ("busy for a day", once(whole(b"", "Retry-After: 86400", status="429 Too Many")), ("failed", "429")),
    ("refuses", once(whole(b"", status="403 Forbidden")), ("failed", "403")),
    ("no status of HTTP", once(whole(b"", status="599 Odd")), ("failed", "5xx")),
]


@pytest.mark.parametrize(
    ("send", "ending"), [case[1:] for case in FAILURES], ids=[case[0].replace(" ", "-") for case in FAILURES]
)
def test_a_bad_page_ends_as_named_and_the_site_beside_is_read_whole(
    send: Send, ending: tuple[str, str | None], run: Run
) -> None:
    outcome = run(send)
    assert outcome.ending == ending
    assert (outcome.good.state, outcome.good.found) == ("ok", 3)
    assert outcome.bad.state == "failing"
    assert outcome.seconds < 15
    assert outcome.megabytes < 200


ARTICLES: list[tuple[str, bytes]] = [
    ("no content type", whole(PAGE)),
    ("NUL bytes", whole(PAGE.replace(b"</h1>", b"\0\0</h1>\0"), "Content-Type: text/html; charset=utf-8")),
    (
        "deep nesting",
        whole(
            PAGE.replace(b"</main>", b"<div>" * 20_000 + b"</main>"), "Content-Type: text/html; charset=utf-8"
        ),
    ),
    ("a label that lies", whole(PAGE, "Content-Type: text/html; charset=iso-8859-1")),
    (
        "no label on Baltic bytes",
        whole(article(TITLE).replace("charset", "x").encode("windows-1257"), "Content-Type: text/html"),
    ),
    (
        "a header that says UTF-8 over Baltic bytes",
        whole(article(TITLE).encode("windows-1257"), "Content-Type: text/html; charset=utf-8"),
    ),
    ("cookies", whole(PAGE, "Content-Type: text/html; charset=utf-8", "Set-Cookie: a=b; Path=/")),
    ("an unknown label", whole(PAGE, "Content-Type: text/html; charset=nonsense")),
]


@pytest.mark.parametrize("answer", [case[1] for case in ARTICLES], ids=[case[0] for case in ARTICLES])
def test_an_odd_page_is_read_for_what_it_is(answer: bytes, run: Run, data: Path) -> None:
    outcome = run(once(answer))
    with open_store(data / "fundtrace.db") as store:
        titles = [row[0] for row in store.db.execute("SELECT title FROM articles WHERE source = 'bad'")]
    assert outcome.ending == ("fetched", None)
    assert titles == [TITLE]
    assert outcome.good.found == 3


def test_a_picture_under_an_article_s_address_is_no_article(run: Run) -> None:
    outcome = run(once(whole(b"\x89PNG\r\n\x1a\n" + bytes(2000), "Content-Type: text/html")))
    assert (outcome.ending, outcome.bad.found) == (("fetched", None), 0)


def test_cookies_are_neither_sent_back_nor_kept(run: Run, data: Path) -> None:
    outcome = run(once(whole(PAGE, "Set-Cookie: visit=123; Path=/")))
    kept = [name.lower() for capture in walk(data / "archive", "bad") for name, _ in capture.headers]
    assert not any(b"cookie" in request.lower() for request in outcome.server.heads)
    assert "set-cookie" not in kept


def test_a_wait_that_a_server_asks_for_is_kept_without_holding_up_others(run: Run) -> None:
    moments: list[float] = []

    def busy(connection: socket.socket, _ended: threading.Event) -> None:
        moments.append(time.monotonic())
        answer = whole(b"", "Retry-After: 1", status="429 Too Many Requests")
        connection.sendall(answer if len(moments) == 1 else whole(PAGE))

    outcome = run(busy)
    assert outcome.ending == ("fetched", None)
    assert moments[1] - moments[0] >= 1


def test_a_robots_txt_with_a_fault_closes_the_site_only(run: Run) -> None:
    outcome = run(once(whole(PAGE)), robots=whole(b"", status="503 Busy"))
    assert (outcome.bad.state, outcome.bad.failure, outcome.server.asked) == ("failing", "robots", 0)
    assert outcome.good.found == 3


def test_a_wait_until_a_moment_is_kept(run: Run) -> None:
    moments: list[float] = []

    def busy(connection: socket.socket, _ended: threading.Event) -> None:
        moments.append(time.monotonic())
        # whole seconds: between one and two of them
        until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        answer = whole(b"", f"Retry-After: {until}", status="503 Busy")
        connection.sendall(answer if len(moments) == 1 else whole(PAGE))

    assert run(busy).ending == ("fetched", None)
    assert 0.9 < moments[1] - moments[0] < 10


def test_a_robots_txt_that_breaks_off_closes_the_site_only(run: Run) -> None:
    outcome = run(once(whole(PAGE)), robots=head("Content-Length: 9999") + b"User-agent: *")
    assert (outcome.bad.state, outcome.bad.failure, outcome.server.asked) == ("failing", "robots", 0)
    assert outcome.good.found == 3


def test_a_robots_txt_without_end_closes_the_site_only(run: Run) -> None:
    long = whole(b"User-agent: *\nDisallow: /x\n" * 400_000, "Content-Type: text/plain")
    outcome = run(once(whole(PAGE)), robots=long)
    assert (outcome.bad.state, outcome.server.asked) == ("failing", 0)
    assert outcome.good.found == 3


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[str]:
    """The home of a site whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    )
    file = tmp_path / "site.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _address = listener.accept()
                with context.wrap_socket(connection, server_side=True) as safe:
                    safe.sendall(whole(PAGE))
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}/"
    listener.close()


def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted: str, data: Path) -> None:
    source = Source(id="s", name="B", home=encrypted, delay=0, allow_private_addresses=True)
    report = crawl([source], data)[0]
    assert (report.state, report.failure) == ("failing", "tls")
