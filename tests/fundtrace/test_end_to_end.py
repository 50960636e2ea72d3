"""The commands as their users type them, over real HTTP on loopback, in processes of their own."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datasette_config.app import make_datasette
from fundtrace.demo.server import DemoSites, serve_demo, write_sources


def fundtrace(*words: object, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fundtrace.cli", "--data", str(data), *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "FUNDTRACE_CONTACT": "tests@fundtrace.example", **environment},
    )


@pytest.fixture(scope="module")
def sites() -> Iterator[DemoSites]:
    with serve_demo() as running:
        yield running


@pytest.fixture(scope="module")
def crawled(sites: DemoSites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    write_sources(data / "sources", sites.ports)
    first = fundtrace("crawl", "--sources", data / "sources", data=data)
    assert first.returncode == 0, first.stdout + first.stderr
    return data


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


TABLES = ("articles", "revisions", "article_funders", "article_grants", "article_dates", "evidence")


def state_of(data: Path) -> dict[str, list[tuple[object, ...]]]:
    columns = {"articles": "id, source, url, title, text, published, language"}
    return {
        table: sorted(rows(data / "fundtrace.db", f"select {columns.get(table, '*')} from {table}"), key=repr)
        for table in TABLES
    }


def test_a_second_crawl_stores_nothing_new(crawled: Path) -> None:
    before = state_of(crawled)
    second = fundtrace("crawl", "--sources", crawled / "sources", data=crawled)
    assert second.returncode == 0, second.stdout + second.stderr
    assert state_of(crawled) == before


def test_renormalising_gives_the_same_rows(crawled: Path) -> None:
    before = state_of(crawled)
    again = fundtrace("renormalise", "--sources", crawled / "sources", data=crawled)
    assert again.returncode == 0, again.stderr
    assert state_of(crawled) == before


def test_status_knows_every_source(crawled: Path, sites: DemoSites) -> None:
    answer = fundtrace("status", "--json", data=crawled)
    states = json.loads(answer.stdout)["sources"]
    assert {name: row["state"] for name, row in states.items()} == dict.fromkeys(sites.ports, "ok")


def test_publish_makes_a_snapshot_with_all_articles(crawled: Path) -> None:
    answer = fundtrace("publish", data=crawled)
    assert answer.returncode == 0, answer.stderr
    published = rows(crawled / "catalogue.db", "select count(*) from articles")
    assert published == rows(crawled / "fundtrace.db", "select count(*) from articles")
    assert published[0][0] >= 40  # type: ignore[operator]


def readme_queries() -> list[str]:
    """The examples in the README's line on searching."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("1. Search ("))
    return re.findall(r"`([^`]+)`", line)


async def test_what_the_readme_searches_for_is_found_in_the_demo(crawled: Path) -> None:
    assert fundtrace("publish", data=crawled).returncode == 0
    catalogue = make_datasette(crawled / "catalogue.db")
    found = {
        query: (await catalogue.client.get("/search.json", params={"q": query})).json()["count"]
        for query in readme_queries()
    }
    assert len(found) >= 4
    assert [query for query, count in found.items() if not count] == []


def test_extract_reads_an_address(sites: DemoSites, tmp_path: Path) -> None:
    address = next(d["url"] for d in sites.documents() if d["grants"])
    answer = fundtrace("extract", "--allow-private-addresses", address, data=tmp_path)
    record = json.loads(answer.stdout)
    assert record["url"] == address
    assert record["grants"]


def test_extract_refuses_a_private_address(sites: DemoSites, tmp_path: Path) -> None:
    answer = fundtrace("extract", next(iter(sites.addresses.values())), data=tmp_path)
    assert answer.returncode == 1
    assert "no public address" in answer.stderr


def test_sources_add_writes_a_file_that_crawls(sites: DemoSites, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    home = sites.addresses["varpu-laiva"]
    added = fundtrace(
        "sources",
        "add",
        home,
        "--id",
        "klets",
        "--sources",
        folder,
        "--allow-private-addresses",
        data=tmp_path,
    )
    assert added.returncode == 0, added.stderr
    assert fundtrace("sources", "check", "--sources", folder, data=tmp_path).returncode == 0
    assert fundtrace("crawl", "klets", "--sources", folder, data=tmp_path).returncode == 0


def test_the_demo_runs_whole_and_again(tmp_path: Path) -> None:
    for _ in range(2):
        answer = fundtrace("demo", "--no-serve", data=tmp_path / "demo")
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert rows(tmp_path / "demo" / "catalogue.db", "select count(*) from articles") == [(49,)]


def test_the_demo_spares_a_real_crawl(tmp_path: Path) -> None:
    (tmp_path / "fundtrace.db").write_bytes(b"a real crawl")
    answer = fundtrace("demo", "--no-serve", data=tmp_path)
    assert answer.returncode == 1
    assert "no demo made" in answer.stderr
    assert (tmp_path / "fundtrace.db").read_bytes() == b"a real crawl"


def test_an_unreachable_site_is_named_and_the_others_are_read(sites: DemoSites, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    write_sources(folder, sites.ports)
    for extra in ("sudrabupe", "tramplins-3", "enkura-zime", "mezrozu-pagalms"):
        (folder / f"{extra}.toml").unlink()
    (folder / "dead.toml").write_text(
        'name = "Dead"\nhome = "http://127.0.0.1:9/"\nallow_private_addresses = true\ndelay = 0.01\n', "utf-8"
    )
    answer = fundtrace("crawl", "--sources", folder, data=tmp_path)
    assert answer.returncode == 1
    assert "dead" in answer.stderr
    assert "Traceback" not in answer.stderr
    states = json.loads(fundtrace("status", "--json", data=tmp_path).stdout)["sources"]
    assert states["dead"]["state"] in {"failing", "cannot tell"}
    assert states["dead"]["failure"] == "refused"
    assert states["varpu-laiva"]["state"] == "ok"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("crawl", "nosuch"), "no source nosuch"),
        (("crawl", "--sources", "nowhere"), "no such folder"),
        (("sources", "check", "nosuch"), "no source 'nosuch'"),
        (("status",), "no database"),
        (("publish",), "no database"),
        (("serve",), "no database"),
        (("renormalise",), "no database"),
        (("extract", "nofile.txt"), "no such file"),
        (("extract", "http://"), "no web address"),
        (("extract", "--published", "yesterday", "-"), "YYYY-MM-DD"),
    ],
)
def test_a_mistake_gets_one_plain_sentence_and_writes_nothing(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = fundtrace(*words, data=tmp_path / "data")
    assert answer.returncode != 0
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "data").exists()


def test_a_broken_source_file_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text(
        'name = "Broken"\nhome = "https://broken.example/"\nkinde = "feed"\n'
    )
    answer = fundtrace("sources", "check", "--sources", tmp_path, data=tmp_path / "data")
    assert answer.returncode == 1
    assert "broken.toml" in answer.stderr
    assert "kinde" in answer.stderr


def test_a_database_that_cannot_be_written_is_named(sites: DemoSites, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    write_sources(folder, sites.ports)
    data = tmp_path / "data"
    (data / "fundtrace.db").mkdir(parents=True)
    answer = fundtrace("crawl", "varpu-laiva", "--sources", folder, data=data)
    assert answer.returncode == 1
    assert "fundtrace.db" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_file_that_is_no_database_is_left_alone(sites: DemoSites, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    write_sources(folder, sites.ports)
    data = tmp_path / "data"
    data.mkdir()
    (data / "fundtrace.db").write_text("my diary " * 100, "utf-8")
    answer = fundtrace("crawl", "varpu-laiva", "--sources", folder, data=data)
    assert answer.returncode == 1
    assert (data / "fundtrace.db").read_text("utf-8").startswith("my diary")
