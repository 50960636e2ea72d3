"""What keeps a search cheap must not change what is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.reading.articles import newest_of
from datasette_config.search import index, ranking
from datasette_config.search.sets import between, of_rows, unpacked


@pytest.mark.parametrize("count", [0, 1_000_000])
def test_many_and_few_give_the_same_articles(snapshot: Path, count: int) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        found = newest_of(connection, "article_funders", "funder", "sif", count, 5)
        wanted = connection.execute(
            "SELECT a.id FROM articles a JOIN article_funders f ON f.article = a.id"
            " WHERE f.funder = 'sif' ORDER BY a.rowid DESC LIMIT 5"
        ).fetchall()
    assert [article.id for article in found] == [row[0] for row in wanted]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, build_snapshot: Callable[[Path], Path]) -> Path:
    """The snapshot as it would be had its words very many articles: all sets are stored."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.publish_sets.COMMON", 2)
        patch.setattr("db.publish_sets.CROWDED", 2)
        return build_snapshot(tmp_path_factory.mktemp("crowded"))


QUERIES = (
    *("nometne", "skola projekts", "AIF", "Aktīvo iedzīvotāju fonds", "pa*", "pro*", "projek*", "20*"),
    *("Sēlijā -projekts", '"rotaļu laukumu"', "aif/2022", "grant:aif/2022", "skola after:2023 before:2024"),
    *("before:2021-10-02", "after:2030", "before:2000", "zilonis", "-konkurss"),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("few", [20_000, -1])
async def test_stored_sets_find_the_same(
    snapshot: Path, crowded: Path, query: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/search.json?q={quote(query)}&sort=newest&size=100"
    plain = (await make_datasette(snapshot).client.get(path)).json()
    monkeypatch.setattr("datasette_config.search.matching.FEW", few)
    assert (await make_datasette(crowded).client.get(path)).json() == plain


def test_stored_sets_are_those_of_the_index(crowded: Path) -> None:
    sql = "SELECT rowid FROM articles_stems WHERE articles_stems MATCH ?"
    expressions = {"stem": '"{}"', "beginning": '"{}"*'}
    with closing(sqlite3.connect(crowded)) as connection:
        wrong = [
            (kind, value)
            for kind, value, stored in connection.execute("SELECT kind, value, articles FROM article_sets")
            if kind in expressions
            and unpacked(stored) != of_rows(connection.execute(sql, (expressions[kind].format(value),)))
        ]
        kinds = {row[0] for row in connection.execute("SELECT DISTINCT kind FROM article_sets")}
    assert (wrong, kinds >= {"stem", "beginning", "title", "funder", "all"}) == ([], True)


@pytest.mark.parametrize(("scarce", "first"), [(20_000, "projekts-noslegts"), (0, "konkurss-atverts")])
async def test_titles_decide_where_words_are_common(
    crowded: Path, ids: dict[str, str], scarce: int, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "SCARCE", scarce)
    found = (await make_datasette(crowded).client.get("/search.json?q=projekts")).json()
    assert found["results"][0]["id"] == ids[first]


def test_only_so_many_matches_lie_between_what_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MOST_BETWEEN", 300)
    monkeypatch.setattr(ranking, "MOST_RANKED", 10)
    first, last = ranking._scorable(between(0, 999), range(999, 0, -10))
    assert (last, 200 < last - first < 300) == (999, True)


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
