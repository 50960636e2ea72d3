"""Whether a search finds what people look for: two lists of queries over demo posts and made-up news."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.catalogue_articles import generate
from datasette_config.search.index import Index, build_index
from datasette_config.search.results import answer_or_mend
from datasette_config.search.wish import read_wish
from db.ids import article_id
from db.publish import publish
from db.records import SourceRecord
from db.store import open_store
from fundtrace.demo import load_sites
from normalise.extract import extract_text
from normalise.records import Page, Published
from tests.catalogue.conftest import SEEN

FIRST = 3
FLOOR = 0.95
GENERATED = 300
LISTS = ("queries.toml", "queries_second.toml")  # the first was written beside the search, the second blind
Asked = tuple[str, str, str]  # kind, query, wanted


class Arguments(dict[str, str]):
    def getlist(self, name: str) -> list[str]:
        return []


def queries(name: str) -> list[Asked]:
    with Path(__file__).with_name(name).open("rb") as file:
        kinds = tomllib.load(file)
    return [(kind, query, str(wanted)) for kind, rows in kinds.items() for query, wanted in rows]


def articles() -> Iterator[tuple[str, str, str, str]]:
    """(number, title, text, day) of every article."""
    for site in load_sites():
        for post in site.posts:
            yield str(post.id), post.title, post.text, post.published.date().isoformat()
    for place, made in enumerate(generate(GENERATED, seed=7)):
        yield f"g{place}", made.title, made.text, made.published


def address(number: str) -> str:
    return f"https://quality.example/{number}"


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, Index]]:
    folder = tmp_path_factory.mktemp("quality")
    with open_store(folder / "work.db") as store:
        store.save_sources([SourceRecord("quality", "Visi", "https://quality.example/", "feed", None, None)])
        run = store.begin_run(SEEN)
        with store.batch():
            for number, title, text, day in articles():
                url, published = address(number), Published(day, "metadata", 0.9)
                capture = store.save_capture(
                    run=run,
                    source="quality",
                    url=url,
                    fetched_at=SEEN,
                    status=200,
                    warc_file="quality/1.warc.gz",
                    warc_offset=0,
                )
                page = Page(url, url, title, text, "lv", published)
                found = extract_text(text, url=url, title=title, published=day)
                store.save_article(page, found, "quality", capture, SEEN)
        store.end_run(run, SEEN)
    publish(folder / "work.db", folder / "catalogue.db", built_at=SEEN)
    with closing(sqlite3.connect(folder / "catalogue.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection, build_index(connection)


def first_found(searched: tuple[sqlite3.Connection, Index], query: str) -> list[str]:
    arguments: Any = Arguments(q=query)
    results = answer_or_mend(*searched, read_wish(arguments))
    return [hit.article.id for hit in results.hits[:FIRST]]


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_long_enough(name: str) -> None:
    assert len(queries(name)) >= 60


@pytest.mark.parametrize("name", LISTS)
def test_the_wanted_article_is_among_the_first(searched: tuple[sqlite3.Connection, Index], name: str) -> None:
    asked = queries(name)
    missed = [
        (kind, query)
        for kind, query, wanted in asked
        if article_id(address(wanted)) not in first_found(searched, query)
    ]
    share = 1 - len(missed) / len(asked)
    assert share >= FLOOR, f"{share:.1%} of {len(asked)}; missed: {missed}"
