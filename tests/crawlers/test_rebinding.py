"""A name that has another address at the next look-up leads nowhere that may not be asked."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import Any

import pytest

from crawlers import guard
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import Serve, Site, article, listing

# stands for a public address: nothing is sent beyond loopback
PUBLIC = "127.0.0.9"
PRIVATE = "127.0.0.1"
NAME = "rebinding.example"
_PORTS = 20
PATHS = [f"/zinas/laipa-par-upi-{number}/" for number in range(3)]


@pytest.fixture
def two_sites(serve: Serve) -> tuple[Site, Site]:
    """The site at the address that counts as public, and a canary at the private one with the same port."""
    entries = [(path, f"Laipa pār upi gatava, {path[-2]}. kārta") for path in PATHS]
    pages = {"/": listing(entries)} | {path: article(title) for path, title in entries}
    # each request is a connection of its own, and so a look-up of its own
    closing = {path: (200, {"Connection": "close"}, body.encode()) for path, body in pages.items()}
    for _ in range(_PORTS):
        site = serve(closing, host=PUBLIC)
        try:
            return site, serve(
                dict(closing), host=PRIVATE, port=int(site.home.rstrip("/").rpartition(":")[2])
            )
        except OSError:
            continue  # another test’s server has that port at the private address
    pytest.fail(f"No port free at both addresses in {_PORTS} tries.")


@pytest.fixture
def look_ups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a look-up of the name says, one after the other; the last for ever."""
    answers: list[str] = []
    really_public = guard.is_public

    def is_public(address: Any) -> bool:
        return address == ipaddress.ip_address(PUBLIC) or really_public(address)

    def look_up(name: str) -> str:
        assert name == NAME
        return answers.pop(0) if len(answers) > 1 else answers[0]

    monkeypatch.setattr(guard, "is_public", is_public)
    monkeypatch.setattr(socket, "gethostbyname", look_up)
    return answers


def _visit(site: Site, data: Path) -> Any:
    home = site.home.replace(PUBLIC, NAME)
    source = Source(id="s", name="B", home=home).model_copy(update={"delay": 0})
    return crawl([source], data)[0]


def test_a_name_keeps_its_address_for_a_run(
    two_sites: tuple[Site, Site], look_ups: list[str], data: Path
) -> None:
    site, canary = two_sites
    look_ups[:] = [PUBLIC, PRIVATE]
    report = _visit(site, data)
    assert (report.state, report.found, canary.asked) == ("ok", 3, [])


def test_another_look_up_that_says_loopback_is_refused(
    two_sites: tuple[Site, Site], look_ups: list[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard.GuardedResolver, "_cache_result", lambda self, result, name: result)
    site, canary = two_sites
    look_ups[:] = [PUBLIC, PRIVATE]
    _visit(site, data)
    assert (bool(site.asked), look_ups, canary.asked) == (True, [PRIVATE], [])
    with open_store(data / "fundtrace.db") as store:
        sql = "SELECT DISTINCT failure FROM requests WHERE url LIKE '%/zinas/%'"
        assert store.db.execute(sql).fetchall() == [("address",)]


def test_a_name_that_is_loopback_at_once_is_never_asked(
    two_sites: tuple[Site, Site], look_ups: list[str], data: Path
) -> None:
    site, canary = two_sites
    look_ups[:] = [PRIVATE]
    report = _visit(site, data)
    assert (report.found, site.asked, canary.asked) == (0, [], [])
