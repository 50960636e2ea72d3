"""The server of the demo sites, its ports, and the source files it writes."""

from __future__ import annotations

from socketserver import TCPServer

import pytest

from crawlers.sources import load_sources
from fundtrace.demo import DemoSites, load_sites, serve_demo, write_sources


@pytest.fixture
def one_port_taken():
    taken = TCPServer(("127.0.0.1", 0), None)
    yield taken.server_address[1]
    taken.server_close()


def test_taken_port_gives_way(one_port_taken: int):
    ports = {site.id: 0 for site in load_sites()} | {"sudrabupe": one_port_taken}
    with serve_demo(ports) as running:
        assert running.ports["sudrabupe"] != one_port_taken


def test_wanted_port_is_used(one_port_taken: int):
    free = {site.id: 0 for site in load_sites()}
    with serve_demo(free) as first:
        port = first.ports["sudrabupe"]
    with serve_demo(free | {"sudrabupe": port}) as again:
        assert again.ports["sudrabupe"] == port


def test_usual_ports_are_fixed():
    assert [site.port for site in load_sites()] == [18471, 18472, 18473, 18474, 18475]


def test_sources_are_valid(tmp_path, demo: DemoSites):
    write_sources(tmp_path, demo.ports)
    assert sorted(source.id for source in load_sources(tmp_path)) == sorted(demo.ports)


def test_sources_name_the_running_sites(tmp_path, demo: DemoSites):
    write_sources(tmp_path, demo.ports)
    assert {source.id: source.home for source in load_sources(tmp_path)} == demo.addresses


def test_joomla_source_knows_its_footer(tmp_path, demo: DemoSites):
    write_sources(tmp_path, demo.ports)
    source = next(source for source in load_sources(tmp_path) if source.id == "sudrabupe")
    assert source.standing.grants == {"23-00-U31523.0-000901"}


def test_documents_are_gold_in_form(demo: DemoSites):
    keys = {
        "id",
        "url",
        "site",
        "title",
        "text",
        "published",
        "funders",
        "mentioned_funders",
        "grants",
        "projects",
    }
    assert all(
        keys | {"dates", "amounts", "lead_org", "note"} <= set(document) for document in demo.documents()
    )
