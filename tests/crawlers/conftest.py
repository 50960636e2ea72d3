"""Small real websites on loopback, and sources that name them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any

import pytest

from crawlers.sources import Source

Reply = tuple[int, dict[str, str], bytes]
Page = str | bytes | Reply | Callable[[dict[str, str]], "str | bytes | Reply"]


@dataclass
class Site:
    """A running site: its pages by path (with query), and what was asked of it."""

    home: str
    pages: dict[str, Page]
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def count(self, path: str) -> int:
        """How often a path was asked."""
        return self.asked.count(path)

    def source(self, identity: str = "s", **values: Any) -> Source:
        """A source for this site."""
        values = {"name": "Biedrība", "delay": 0, "allow_private_addresses": True} | values
        return Source.model_validate({"id": identity, "home": self.home, **values})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
        page = self.site.pages.get(self.path, (404, {}, b"none"))
        if callable(page):
            page = page(self.site.headers[-1])
        status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if status != 304 else b"")
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        # HTTPServer's own looks up the host's name, which is slow
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, *_: Any) -> None:
        """Says nothing of clients that break off: tests make them do so."""


Serve = Callable[..., Site]


@contextmanager
def serving() -> Iterator[Serve]:
    """`serve(pages, host="127.0.0.1", port=0)` starts a site; all are stopped at the end."""
    servers: list[_Server] = []

    def start(pages: dict[str, Page] | None = None, host: str = "127.0.0.1", port: int = 0) -> Site:
        site = Site("", pages if pages is not None else {})
        server = _Server((host, port), type("Handler", (_Handler,), {"site": site}))
        site.home = f"http://{host}:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return site

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(pages, host="127.0.0.1")` starts a site; all are stopped at the end."""
    with serving() as start:
        yield start


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A fresh data folder."""
    return tmp_path / "data"


PARAGRAPH = (
    "Biedrības ļaudis pavasarī sakopa upes krastu, iestādīja divpadsmit liepas un uzbūvēja jaunu laipu, "
    "pa kuru ērti staigāt gan vecākiem ar ratiņiem, gan senioriem. "
)


MENU = (
    '<nav class="menu"><a href="/">Sākums</a> <a href="/jaunumi/">Jaunumi</a> '
    '<a href="/kontakti/">Kontakti</a></nav>'
)


def article(title: str, date: str = "14.05.2023", text: str = PARAGRAPH) -> str:
    """An article's page in the manner of a small site."""
    return f"""<!doctype html><html lang="lv"><head><title>{title}</title></head><body>
{MENU}
<main><h1>{title}</h1><div class="datums">{date}</div><p>{text}</p><p>{text}</p></main>
<footer>Biedrība, Upes iela 1</footer></body></html>"""


def listing(entries: list[tuple[str, str]], more: str = "") -> str:
    """A list page: (address, title) of each entry, and further HTML such as page numbers."""
    blocks = "".join(
        f'<div class="zina"><h3><a href="{address}">{title}</a></h3><span>14.05.2023</span>'
        f'<p>{PARAGRAPH[:90]}</p><a href="{address}">Lasīt tālāk</a></div>'
        for address, title in entries
    )
    return f"""<!doctype html><html lang="lv"><head><title>Biedrība</title></head><body>
{MENU}
<main>{blocks}{more}</main></body></html>"""
