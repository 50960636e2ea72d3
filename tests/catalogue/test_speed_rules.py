"""What keeps a search cheap must not change what is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.reading.articles import newest_of
from datasette_config.search import index, results
from datasette_config.search.bitmaps import bitmap


@pytest.mark.parametrize("count", [0, 1_000_000])
def test_many_and_few_give_the_same_articles(snapshot: Path, count: int) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        found = newest_of(connection, "article_funders", "funder", "sif", count, 5)
        wanted = connection.execute(
            "SELECT a.id FROM articles a JOIN article_funders f ON f.article = a.id"
            " WHERE f.funder = 'sif' ORDER BY a.rowid DESC LIMIT 5"
        ).fetchall()
    assert [article.id for article in found] == [row[0] for row in wanted]


def test_only_so_many_matches_lie_between_what_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST_BETWEEN", 300)
    monkeypatch.setattr(results, "MOST_RANKED", 10)
    matches = bitmap(((row,) for row in range(1000)), 1000)
    candidates = list(range(999, 0, -10))
    kept = results._scorable(matches, candidates)
    assert (kept, kept[0] - kept[-1] < 300) == (candidates[:25], True)


async def test_the_index_is_built_before_the_first_search(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []
    count = index.build_index

    def counted(connection: sqlite3.Connection) -> index.Index:
        built.append(1)
        return count(connection)

    for module in ("plugin", "pages.search"):
        monkeypatch.setattr(f"datasette_config.{module}.build_index", counted)
    catalogue: Datasette = make_datasette(snapshot)
    await catalogue.invoke_startup()
    before = len(built)
    await catalogue.client.get("/search.json?q=nometne")
    assert (before, len(built)) == (1, 1)
