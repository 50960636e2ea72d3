"""A real mail server and a real webhook on loopback, and a data folder with published news."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message as Letter
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from db.publish import publish
from db.records import SourceRecord
from db.store import Store, open_store
from fundtrace.settings import Settings
from tests.db.samples import Crawl, page

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Mailbox:
    """A server that keeps letters; `refuse` makes it say no.

    `before` is called when a letter is announced, `after` when it was taken and the sender not yet told so.
    """

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refuse = False
        self.before: Callable[[], object] = lambda: None
        self.after: Callable[[], object] = lambda: None

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.before()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuse:
            return "451 not now"
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.after()
        return "250 taken"

    @property
    def texts(self) -> list[str]:
        return [letter.get_content().replace("\r\n", "\n") for letter in self.letters]  # type: ignore[attr-defined]


@contextmanager
def serving_mail() -> Iterator[tuple[Mailbox, int]]:
    """A mail server on loopback, and its port."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    with serving_mail() as served:
        yield served


@pytest.fixture
def settings(mailbox: tuple[Mailbox, int]) -> Settings:
    server = {"host": "127.0.0.1", "port": mailbox[1], "security": "none", "sender": "fundtrace@example.org"}
    return Settings.model_validate({"mail": server, "operator": {"mail": ["operators@example.org"]}})


@pytest.fixture
def box(mailbox: tuple[Mailbox, int]) -> Mailbox:
    return mailbox[0]


class Folder:
    """A data folder into which a crawl brings news at a moment."""

    def __init__(self, data: Path, store: Store) -> None:
        self.data, self.store = data, store
        self.crawl = Crawl(store)
        self.moment = NOW

    def bring(self, url: str, text: str, title: str, *, at: datetime, body: str) -> None:
        self.crawl.now = at.isoformat  # type: ignore[method-assign]
        self.crawl.begin()
        self.crawl.article(page(url, text, title), body=body)

    def publish(self) -> None:
        publish(self.data / "fundtrace.db", self.data / "catalogue.db", built_at=NOW)

    def watch(self, text: str) -> None:
        (self.data / "watch.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    with open_store(tmp_path / "fundtrace.db") as store:
        store.save_sources([SourceRecord("lielupe", "Lauku partnerība “Lielupe”", "https://l.example/")])
        yield Folder(tmp_path, store)


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a webhook, and what was posted to it."""
    with serving_hook() as served:
        yield served


@contextmanager
def serving_hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a webhook on loopback, and what was posted to it."""
    posted: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", posted
        finally:
            server.shutdown()
            thread.join()
