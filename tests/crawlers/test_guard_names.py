"""Names are resolved by the guard alone: no other way of looking them up leads past it."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from crawlers.run import crawl
from crawlers.sources import Source


def test_a_name_with_an_ipv6_address_alone_is_not_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    def none(name: str) -> str:
        raise socket.gaierror(f"{name} has no IPv4 address")

    def ipv6(host: str, *_: Any, **__: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 9, 0, 0))]

    monkeypatch.setattr(socket, "gethostbyname", none)
    monkeypatch.setattr(socket, "getaddrinfo", ipv6)
    report = crawl([Source(id="s", name="B", home="http://ipv6-only.example/")], data)[0]
    assert (report.state, report.failure, looked_up) == ("failing", "dns", [])
