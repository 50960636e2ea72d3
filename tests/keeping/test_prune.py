"""Superseded captures go when their time has come; what anyone relies on stays, whatever happens."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.archive import Place, read_back, walk
from crawlers.holding import held
from crawlers.reading import Record, read_record
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from crawlers.sources import Source
from datasette_config.app import make_datasette
from db.errors import StoreError
from db.slices import plan
from db.store import Store, open_store
from fundtrace.cli import cli
from fundtrace.keeping import pruning
from fundtrace.keeping.archive_check import archive_faults
from fundtrace.keeping.backup import make_backup
from fundtrace.keeping.database_check import database_faults
from fundtrace.keeping.pruning import Pruned, prune
from fundtrace.keeping.restoring import backup_faults
from fundtrace.reports.evidence_records import records_of
from fundtrace.settings import load_settings
from tests.crawlers.conftest import Serve, Site, serving
from tests.keeping.history import DERIVED, LAST, VISITS, rows, size_of, year
from tests.keeping.wandering import wander

NOW = LAST + timedelta(days=1)
KEPT_DAYS = 90


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Site]]:
    """The data folder after a year of visits, and the site."""
    data = tmp_path_factory.mktemp("year") / "data"
    with serving() as serve:
        site = year(serve, data)
        renormalise(data, [site.source()])
        yield data, site


@pytest.fixture
def source(visited: tuple[Path, Site], data: Path) -> Source:
    shutil.copytree(visited[0], data)
    return visited[1].source()


def prune_once(data: Path, source: Source, keep: str = f"{KEPT_DAYS}d", **options: Any) -> Pruned:
    (done,) = prune(data, [source], keep, NOW, **options)
    return done


def soundness(data: Path) -> list[str]:
    return [*archive_faults(data / "archive", data / "fundtrace.db"), *database_faults(data / "fundtrace.db")]


def captures(data: Path) -> list[tuple[Any, ...]]:
    return rows(data, "captures")["captures"]


# -- what goes, and what stays


def test_what_the_archive_says_is_the_same_before_and_after(source: Source, data: Path) -> None:
    before = rows(data, *DERIVED)
    done = prune_once(data, source)
    assert done.captures > 80
    assert rows(data, *DERIVED) == before
    (again,) = renormalise(data, [source])
    assert (again.lost, again.new, again.changed, again.removed) == (0, 0, 0, 0)
    assert rows(data, *DERIVED) == before
    assert soundness(data) == []


@pytest.mark.parametrize(("seed", "visits"), [(0, 9), (112, 13), (2, 9)])
def test_the_same_is_read_again_whatever_a_site_did(serve: Serve, data: Path, seed: int, visits: int) -> None:
    """Pages that come, change, change back, move, go, and stand twice, in lists, feeds and an API."""
    site = wander(serve, data, seed, visits)
    renormalise(data, [site.source])
    before, held_before = read_again(data), len(captures(data))
    for days in (200, 60, 1):
        (done,) = prune(data, [site.source], f"{days}d", site.now)
        assert done.left is None
        assert renormalise(data, [site.source])[0].lost == 0
        assert read_again(data) == before, days
        assert soundness(data) == []
    assert len(captures(data)) < held_before * 0.8


def read_again(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What follows from the archive; issue records without their numbers."""
    issues = sorted(row[1:] for row in rows(data, "issues")["issues"] if row[2] is not None)
    return {**rows(data, *DERIVED, "documents", "article_documents"), "issues": issues}


def test_it_says_what_it_removed(source: Source, data: Path) -> None:
    size, count = size_of(data), len(captures(data))
    done = prune_once(data, source)
    assert count - len(captures(data)) == done.captures
    assert size - size_of(data) == done.bytes > size / 2
    ((_, before, _, noted, freed),) = rows(data, "pruned")["pruned"]
    assert (before, noted, freed) == (done.before, done.captures, done.bytes)


def test_all_that_was_received_lately_stays(source: Source, data: Path) -> None:
    done = prune_once(data, source)
    times = [row[5] for row in captures(data)]
    visits = {time[:10] for time in times if time >= done.before}
    assert len(visits) == 3
    assert VISITS > 3
    lists = [row for row in captures(data) if row[3].endswith(f"{source.host}/") and row[5] < done.before]
    assert lists == []


def test_every_text_that_an_article_ever_had_has_its_capture(source: Source, data: Path) -> None:
    prune_once(data, source)
    with open_store(data / "fundtrace.db") as store:
        relied = store.db.execute(
            "SELECT capture FROM revisions UNION SELECT capture FROM articles"
        ).fetchall()
        for (identity,) in relied:
            held = store.capture(identity)
            assert read_back(data / "archive", Place(held.warc_file, held.warc_offset)).sha256 == held.sha256
        articles = [row[0] for row in store.db.execute("SELECT id FROM articles").fetchall()]
        assert all(records_of(store, data / "archive", article) for article in articles)
    assert len(rows(data, "revisions")["revisions"]) >= 2


def test_once_more_removes_nothing(source: Source, data: Path) -> None:
    prune_once(data, source)
    before = captures(data)
    assert prune_once(data, source).captures == 0
    assert captures(data) == before


def test_a_dry_run_says_the_same_and_changes_nothing(source: Source, data: Path) -> None:
    files = {path: path.read_bytes() for path in (data / "archive").rglob("*.gz")}
    told = prune_once(data, source, dry_run=True)
    assert {path: path.read_bytes() for path in (data / "archive").rglob("*.gz")} == files
    done = prune_once(data, source)
    assert (told.captures, told.files) == (done.captures, done.files)
    assert abs(told.bytes - done.bytes) < 0.05 * done.bytes


def test_a_large_file_is_left_until_it_is_worth_it(
    source: Source, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "_LARGE", 0)
    monkeypatch.setattr(pruning, "_LEAST_SHARE", 0.95)
    some = prune_once(data, source)
    monkeypatch.setattr(pruning, "_LEAST_SHARE", 0.0)
    others = prune_once(data, source)
    assert some.captures > 0
    assert others.captures > 0
    assert soundness(data) == []


# -- whose captures, for how long


@pytest.mark.parametrize(
    ("own", "default", "removes"),
    [
        (None, "always", None),
        (None, "90d", True),
        ("always", "90d", None),
        ("12w", "always", True),
        ("2y", "90d", False),
    ],
)
def test_the_source_decides_before_the_settings(
    source: Source, data: Path, own: str | None, default: str, removes: bool | None
) -> None:
    said = source.model_copy(update={"keep": own})
    results = prune(data, [said], default, NOW, dry_run=True)
    assert [each.captures > 0 for each in results] == ([] if removes is None else [removes])


def awaits(store: Store) -> None:
    plan(store, ["s"], NOW)


def is_open(store: Store) -> None:
    run = store.db.execute("SELECT max(id) FROM runs").fetchone()[0]
    with store.batch():
        store.db.execute("INSERT INTO visits VALUES ('s', ?, '2025-01-01T00:00:00Z', 0)", [run])


@pytest.mark.parametrize(
    ("harm", "why"), [(awaits, "a bundle of a worker is awaited"), (is_open, "a visit was cut off")]
)
def test_what_is_in_hand_is_left_alone(
    source: Source, data: Path, harm: Callable[[Store], None], why: str
) -> None:
    with open_store(data / "fundtrace.db") as store:
        harm(store)
    before = captures(data)
    assert why in (prune_once(data, source).left or "")
    assert captures(data) == before


def test_a_source_that_is_being_crawled_is_left_alone(source: Source, data: Path) -> None:
    with held(data, "s"):
        assert prune_once(data, source).left == "it is being crawled just now"


def test_a_damaged_file_is_left_as_it_is(source: Source, data: Path) -> None:
    path = min((data / "archive" / "s").glob("*.warc.gz"))
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 4
    path.write_bytes(body)
    before = captures(data)
    done = prune_once(data, source)
    assert f"s/{path.name} is damaged" in (done.left or "")
    assert not done.sound
    assert captures(data) == before
    assert path.read_bytes() == body


# -- cut off


def outcome(data: Path) -> tuple[Any, ...]:
    """What there is, whatever the names of the parts that hold it."""
    held_rows = [(row[0], *row[3:9], row[11]) for row in captures(data)]
    files = {path.relative_to(data).as_posix() for path in (data / "archive").rglob("*.warc.gz")}
    named = {f"archive/{row[9]}" for row in captures(data)}
    bodies = sorted((each.url, each.fetched_at, each.sha256) for each in walk(data / "archive", "s"))
    pruned = [(row[0], row[1], row[3]) for row in rows(data, "pruned")["pruned"]]
    return held_rows, files == named, bodies, rows(data, *DERIVED), pruned, rows(data, "replaced_files")


# what changes something that lasts
LASTING = {
    *("announce", "rewrite", "remove_captures", "note_places", "remove_superseded"),
    *("unlink", "note_removed"),
}


def watched(work: Callable[[], object], on_step: Callable[[str | None], None]) -> None:
    """Calls back at each step that a profiler sees, with the name of what lasts and was just done."""

    def step(frame: FrameType, event: str, _what: Any) -> None:
        name = frame.f_code.co_name
        on_step(name if event == "return" and name in LASTING else None)

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)


def in_a_child(work: Callable[[], object], name: str | None, count: int) -> int:
    """Runs it in a process of its own that is killed at the so-manieth step (of that name); what ended it."""
    child = os.fork()
    if child == 0:
        left = count

        def on_step(done: str | None) -> None:
            nonlocal left
            left -= name is None or done == name
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        watched(work, on_step)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_killed_at_any_moment_nothing_is_lost_and_once_more_ends_it(
    source: Source, data: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(data, whole)
    steps = Counter[str | None]()
    watched(lambda: prune_once(whole, source), lambda name: steps.update([name]))
    expected, derived = outcome(whole), rows(data, *DERIVED)
    assert steps.keys() == {None, *LASTING}
    chance = random.Random(7)
    moments = [(None, chance.randrange(1, int(steps[None] * 0.9))) for _ in range(4)]
    moments += [(name, at) for name in sorted(LASTING) for at in sorted({1, steps[name]})]
    for number, (name, at) in enumerate(moments):
        copy = tmp_path / f"killed-{number}"
        shutil.copytree(data, copy)
        ended = in_a_child(lambda copy=copy: prune_once(copy, source), name, at)  # type: ignore[misc]
        assert ended == -signal.SIGKILL
        assert soundness(copy) == [], (name, at)
        assert rows(copy, *DERIVED) == derived
        prune_once(copy, source)
        assert outcome(copy) == expected, (name, at)
        shutil.rmtree(copy)


@pytest.mark.parametrize("before_the_first", [True, False])
def test_pruned_while_the_archive_is_read_again_it_is_told_so(
    source: Source, data: Path, before_the_first: bool
) -> None:
    derived = rows(data, *DERIVED)

    def read(read_from: Source, places: list[Place]) -> list[Record]:
        if before_the_first:
            prune_once(data, source)
        found = [read_record(data / "archive", read_from, place) for place in places]
        if not before_the_first:
            prune_once(data, source)
        return found

    with pytest.raises(StoreError, match="s was crawled or pruned while its archive was read again"):
        renormalise(data, [source], read=read)
    assert rows(data, *DERIVED) == derived


# -- what comes after


def test_the_next_visit_asks_conditionally_as_before(
    visited: tuple[Path, Site], source: Source, data: Path
) -> None:
    prune_once(data, source)
    (report,) = crawl([source], data, jobs=0, now=lambda: NOW)
    assert (report.state, report.new, report.changed) == ("ok", 0, 0)
    assert soundness(data) == []


def test_a_backup_made_before_and_after_is_sound(source: Source, data: Path, tmp_path: Path) -> None:
    make_backup(data, tmp_path / "backup", NOW)
    prune_once(data, source)
    make_backup(data, tmp_path / "backup", NOW + timedelta(days=1))
    assert list(backup_faults(tmp_path / "backup")) == []
    assert size_of(tmp_path / "backup") == size_of(data)


def run(data: Path, *arguments: str) -> Any:
    return CliRunner().invoke(cli, ["--data", str(data), *arguments], catch_exceptions=False)


def test_the_command_goes_by_the_registry_and_the_settings(
    visited: tuple[Path, Site], source: Source, data: Path
) -> None:
    (data / "demo-sources").mkdir()
    text = f'name = "B"\nhome = "{source.home}"\ndelay = 0\nallow_private_addresses = true\n'
    (data / "demo-sources" / "s.toml").write_text(text, encoding="utf-8")
    assert "Everything is kept" in run(data, "prune").stdout
    (data / "fundtrace.toml").write_text('[archive]\nkeep = "12w"\n', encoding="utf-8")
    assert load_settings(data).archive.keep == "12w"
    told = json.loads(run(data, "prune", "--dry-run", "--json").stdout)["sources"]
    assert told[0]["captures"] > 80
    done = run(data, "prune")
    assert f"{told[0]['captures']} captures were removed" in done.stdout
    assert run(data, "schedule", "prune").exit_code == 0
    assert run(data, "doctor").exit_code == 0


@pytest.mark.parametrize(
    ("language", "of_source", "of_revisions"),
    [
        ("", "kas saņemtas pirms 01.07.2025. un nerādīja neko jaunu", "Katrai redakcijai arhīvā ir lapa"),
        ("/en", "that showed nothing new are no longer kept", "The archive has the page of each"),
    ],
)
async def test_readers_are_told_in_plain_words(
    source: Source, data: Path, language: str, of_source: str, of_revisions: str
) -> None:
    prune_once(data, source)
    assert run(data, "publish").exit_code == 0
    (article,) = {row[0] for row in rows(data, "revisions")["revisions"]}
    client = make_datasette(data / "catalogue.db").client
    assert of_source in (await client.get(f"{language}/source/s")).text
    assert of_revisions in (await client.get(f"{language}/article/{article}/revisions")).text
