"""The snapshot is replaced while it is served."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from benchmarks.catalogue_swap import edition_of, mark
from datasette_config import editions
from datasette_config.app import make_datasette
from db.handover import hand_over

Build = Callable[..., Path]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine must not make these tests see the old edition."""
    monkeypatch.setattr(editions, "PATIENCE", 60.0)


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


async def test_the_old_edition_answers_while_the_new_one_is_prepared(
    served: tuple[Datasette, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, old, new = served
    assert await _count(catalogue) == 35
    monkeypatch.setattr(editions, "PATIENCE", 0.0)
    may_go_on, prepared = threading.Event(), threading.Event()
    prepare = editions.Edition.prepare_like

    def held_up(edition: editions.Edition, older: editions.Edition) -> None:
        may_go_on.wait(60)
        prepare(edition, older)
        prepared.set()

    monkeypatch.setattr(editions.Edition, "prepare_like", held_up)
    new.replace(old)
    meanwhile = await asyncio.gather(*(_count(catalogue) for _ in range(12)))
    may_go_on.set()
    prepared.wait(60)
    monkeypatch.setattr(editions, "PATIENCE", 60.0)
    assert (set(meanwhile), await _count(catalogue)) == ({35}, 36)


async def test_no_search_pays_for_the_index_of_a_new_edition(
    served: tuple[Datasette, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, old, new = served
    await _count(catalogue)
    by_readers: list[str] = []
    worked_out = editions.Edition.worked_out

    def watched(edition: editions.Edition, build: Any, connection: sqlite3.Connection) -> Any:
        if build not in edition._worked_out and threading.current_thread().name != editions.PREPARING:
            by_readers.append(build.__name__)
        return worked_out(edition, build, connection)

    monkeypatch.setattr(editions.Edition, "worked_out", watched)
    new.replace(old)
    assert (await _count(catalogue), by_readers) == (36, [])


@pytest.mark.parametrize("content", [b"", b"no database at all" * 300])
async def test_a_damaged_file_does_not_take_the_place(
    served: tuple[Datasette, Path, Path], content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue, old, new = served
    assert await _count(catalogue) == 35
    damaged = new.with_name("damaged.db")
    damaged.write_bytes(content)
    damaged.replace(old)
    meanwhile = await asyncio.gather(*(_count(catalogue) for _ in range(6)))
    new.replace(old)
    assert (set(meanwhile), await _count(catalogue)) == ({35}, 36)
    assert "Traceback" in capsys.readouterr().err


async def test_readers_at_once_see_no_error_and_nothing_older_than_the_swap_before(
    served: tuple[Datasette, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small form of `benchmarks.catalogue_swap`."""
    catalogue, path, new = served
    monkeypatch.setattr(editions, "PATIENCE", 0.01)
    swaps = 6
    mark(path, 0)
    handed_over = 0
    wrong: list[tuple[int, int, int]] = []
    done = asyncio.Event()

    async def reader() -> None:
        while not done.is_set():
            before = handed_over
            response = await catalogue.client.get("/search.json?size=1")
            seen = edition_of(response.text) if response.status_code == 200 else -1
            if seen < before - 1:
                wrong.append((response.status_code, seen, before))

    readers = [asyncio.create_task(reader()) for _ in range(50)]
    for number in range(1, swaps + 1):
        copy = tmp_path / f"{number}.db"
        shutil.copyfile(new, copy)
        mark(copy, number)
        while edition_of((await catalogue.client.get("/search.json?size=1")).text) < handed_over:
            await asyncio.sleep(0)
        await asyncio.to_thread(hand_over, copy, path)
        handed_over = number
    done.set()
    await asyncio.gather(*readers)
    assert (wrong, handed_over) == ([], swaps)


async def test_a_lost_snapshot_is_a_plain_page(served: tuple[Datasette, Path, Path]) -> None:
    catalogue, old, _ = served
    old.unlink()
    response = await catalogue.client.get("/en/")
    assert (response.status_code, "The fault is on our side" in response.text) == (500, True)
