"""The demo sites on free ports, their clocks stopped, and a small client that follows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest

from fundtrace.demo import DemoSites, load_sites, serve_demo

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("windows-1257" if self.headers["content-type"] == "text/html" else "utf-8")


def fetch(address: str, method: str = "GET", **headers: str) -> Answer:
    """One request; headers as keywords, underscores for hyphens; redirects are not followed."""
    split = urlsplit(address)
    connection = HTTPConnection(split.netloc, timeout=5)
    try:
        path = quote(split.path, safe="/%") + (f"?{split.query}" if split.query else "")
        connection.request(method, path or "/", headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoSites]:
    with serve_demo({site.id: 0 for site in load_sites()}, now=lambda: NOW) as running:
        yield running


@pytest.fixture(scope="session")
def get(demo: DemoSites):
    """`get("varpu-laiva", "/feed/")`."""
    return lambda site, path, **headers: fetch(demo.addresses[site].rstrip("/") + path, **headers)
