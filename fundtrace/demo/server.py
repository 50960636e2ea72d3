"""Serves the demo sites on loopback, each on its own port, and writes the source files that name them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fundtrace.demo import joomla, mozello, php, wordpress
from fundtrace.demo.content import Post, Site, load_sites
from fundtrace.demo.web import Ask, Platform, Reply, picture, stylesheet

HOST = "127.0.0.1"
PLATFORMS: dict[str, Platform] = {
    "wordpress": wordpress.answer,
    "wordpress-closed": wordpress.answer,
    "joomla": joomla.answer,
    "mozello": mozello.answer,
    "php": php.answer,
}


def path_of(site: Site, post: Post) -> str:
    """The one path that names the post on its site."""
    match site.platform:
        case "wordpress" | "wordpress-closed":
            return wordpress.path_of(site, post)
        case "joomla":
            return joomla.path_of(post)
        case "mozello":
            return mozello.path_of(post)
        case "php":
            return php.path_of(post)


@dataclass(frozen=True)
class DemoSites:
    """The running sites: the port of each by its id."""

    ports: dict[str, int]

    @property
    def addresses(self) -> dict[str, str]:
        """Each site's home address by its id, with a slash at the end."""
        return {name: f"http://{HOST}:{port}/" for name, port in self.ports.items()}

    def address_of(self, site: Site, post: Post) -> str:
        """The one address that names the post."""
        return self.addresses[site.id].rstrip("/") + path_of(site, post)

    def documents(self) -> list[dict[str, Any]]:
        """Every post as a gold document (gold's own form), to measure a reader against."""
        return [
            post.document(self.address_of(site, post), site.id)
            for site in load_sites()
            for post in site.posts
        ]


def reply_to(site: Site, ask: Ask) -> Reply:
    """The site's reply to one request: a picture that its pages name, or what its platform makes of it."""
    if ask.path in site.images:
        return picture(ask.path)
    if ask.path.endswith(".css"):
        return stylesheet()
    return PLATFORMS[site.platform](site, ask)


def _local_now() -> datetime:
    return datetime.now().astimezone()


@contextmanager
def serve_demo(
    ports: Mapping[str, int] | None = None, now: Callable[[], datetime] = _local_now
) -> Iterator[DemoSites]:
    """Runs all demo sites on 127.0.0.1 until the block ends.

    `ports` names a port for some or all site ids (0: any free one); a site that it does not name takes
    its own usual port, or a free one when that is taken. `now` is what the sites' clocks show.
    """
    wanted = dict(ports or {})
    with ExitStack() as stack:
        taken = {
            site.id: stack.enter_context(_serve(site, wanted.get(site.id, site.port), now))
            for site in load_sites()
        }
        yield DemoSites(taken)


@contextmanager
def _serve(site: Site, port: int, now: Callable[[], datetime]) -> Iterator[int]:
    server = _bind(site, port, now)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name=f"demo-{site.id}", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _bind(site: Site, port: int, now: Callable[[], datetime]) -> _Server:
    try:
        return _Server(site, port, now)
    except OSError:
        return _Server(site, 0, now)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site, port: int, now: Callable[[], datetime]) -> None:
        self.site = site
        self.now = now
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own asks the resolver for the host's name, which may take seconds
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def log_message(self, *_: Any) -> None:
        """Says nothing: the demo's terminal belongs to the crawl."""

    def _send(self, *, with_body: bool) -> None:
        reply = reply_to(self.server.site, self._ask())
        validators = _validators(reply)
        status = 304 if self._has(validators) else reply.status
        self.send_response(status)
        for name, value in (validators | reply.headers).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body and status != 304:
            self.wfile.write(reply.body)
        self.wfile.flush()

    def _ask(self) -> Ask:
        split = urlsplit(self.path)
        query = dict(parse_qsl(split.query, keep_blank_values=True))
        base = f"http://{HOST}:{self.server.server_port}"
        return Ask(unquote(split.path), query, base, self.server.now())

    def _has(self, validators: dict[str, str]) -> bool:
        """True when the asker holds this very state already (RFC 9110, section 13.2.2)."""
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            return bool(validators) and validators["ETag"] in [tag.strip() for tag in asked.split(",")]
        since = self.headers.get("If-Modified-Since")
        if since is None or not validators:
            return False
        try:
            return parsedate_to_datetime(since) >= parsedate_to_datetime(validators["Last-Modified"])
        except ValueError:
            return False


def _validators(reply: Reply) -> dict[str, str]:
    if reply.changed is None or reply.status != 200:
        return {}
    modified = format_datetime(reply.changed.astimezone(UTC), usegmt=True)
    return {"ETag": f'"{sha256(reply.body).hexdigest()[:20]}"', "Last-Modified": modified}


def write_sources(folder: Path, ports: Mapping[str, int]) -> list[Path]:
    """Writes one source file a site into `folder` (made where missing), for sites on these ports."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for site in load_sites():
        path = folder / f"{site.id}.toml"
        path.write_text(_source(site, ports[site.id]), "utf-8")
        written.append(path)
    return written


def _source(site: Site, port: int) -> str:
    top = {
        "name": site.name,
        "home": f"http://{HOST}:{port}/",
        "allow_private_addresses": True,
        "delay": 0.02,
    }
    readable = sum(not post.protected for post in site.posts)
    keys = top | site.source | {"expect": {"min_articles": readable}}
    flat = [f"{key} = {_toml(value)}" for key, value in keys.items() if not isinstance(value, dict)]
    tables = [
        "\n".join(["", f"[{key}]", *(f"{name} = {_toml(inner)}" for name, inner in value.items())])
        for key, value in keys.items()
        if isinstance(value, dict)
    ]
    return "\n".join(flat + tables) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)
