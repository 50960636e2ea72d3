"""The snapshot is replaced while it is served."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette

from datasette_config.app import make_datasette

Build = Callable[..., Path]


@pytest.fixture
def served(tmp_path: Path, build_snapshot: Build) -> tuple[Datasette, Path, Path]:
    """A catalogue over a snapshot with one article less, its path, and a fuller one to put in its place."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old = build_snapshot(tmp_path / "old", frozenset({"velo-cels"}))
    return make_datasette(old), old, build_snapshot(tmp_path / "new")


async def _count(catalogue: Datasette) -> int:
    response = await catalogue.client.get("/search.json")
    assert response.status_code == 200
    count: int = response.json()["count"]
    return count


async def test_a_rename_is_seen_at_once(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, new = served
    before = await asyncio.gather(*(_count(catalogue) for _ in range(12)))
    new.replace(old)
    after = await asyncio.gather(*(_count(catalogue) for _ in range(12)))
    assert (set(before), set(after)) == ({35}, {36})


async def test_facets_follow_the_rename(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, new = served
    places = []
    for _ in range(2):
        facets = (await catalogue.client.get("/search.json?q=LEADER")).json()["facets"]
        places.append({item["value"] for item in facets["place"]})
        if new.exists():
            new.replace(old)
    assert places[1] - places[0] == {"Aizkraukle", "Jaunjelgava"}


async def test_datasettes_own_pages_see_it_too(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, new = served
    path = "/catalogue/articles.json?_size=0"
    before = (await catalogue.client.get(path)).json()["filtered_table_rows_count"]
    new.replace(old)
    after = (await catalogue.client.get(path)).json()["filtered_table_rows_count"]
    assert (before, after) == (35, 36)


async def test_a_backup_in_place_is_seen(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, new = served
    assert await _count(catalogue) == 35
    with sqlite3.connect(new) as source, sqlite3.connect(old) as target:
        source.backup(target)
    assert await _count(catalogue) == 36


async def test_a_lost_snapshot_is_a_plain_page(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, _ = served
    old.unlink()
    response = await catalogue.client.get("/en/")
    assert (response.status_code, "The fault is on our side" in response.text) == (500, True)
