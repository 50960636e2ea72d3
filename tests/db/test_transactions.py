"""All of a transaction or nothing: errors inside a batch, and a process that is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.store import Store, open_store
from normalise.records import Extraction, Page
from tests.db.samples import HOME, TEXT, Crawl, found, page

Rows = Callable[[str], list[tuple[object, ...]]]


def save_and_fail(crawl: Crawl, read: Page) -> None:
    with crawl.store.batch():
        crawl.article(read)
        raise RuntimeError


def test_an_error_in_a_batch_takes_all_of_it_back(crawl: Crawl, rows: Rows) -> None:
    with pytest.raises(RuntimeError):
        save_and_fail(crawl, page())
    assert (rows("SELECT * FROM captures"), rows("SELECT * FROM articles")) == ([], [])


def test_a_batch_within_a_batch_can_fail_alone(crawl: Crawl, rows: Rows) -> None:
    with crawl.store.batch():
        crawl.article(page())
        with pytest.raises(RuntimeError):
            save_and_fail(crawl, page(f"{HOME}cits", f"{TEXT}\nCits."))
    assert rows("SELECT url FROM articles") == [(f"{HOME}taka",)]


def test_an_article_with_a_finding_that_cannot_be_stored_is_not_half_stored(crawl: Crawl, rows: Rows) -> None:
    read = page()
    bad = Extraction(None, read.url, read.title, read.text, "lv", None, funders=(found(read).funders[0],))
    object.__setattr__(bad.funders[0], "role", "paid")
    with pytest.raises(Exception, match="CHECK constraint failed"):
        crawl.article(read, bad)
    assert rows("SELECT * FROM articles") == []


KILLED = """
import os, signal, sys
from db.records import SourceRecord
from db.store import open_store
from tests.db.samples import Crawl, HOME, TEXT, page
store = open_store(sys.argv[1])
store.save_sources([SourceRecord("lielupe", "Lielupe", HOME)])
crawl = Crawl(store)
crawl.begin()
crawl.article(page())
with store.batch():
    crawl.article(page(HOME + "otrs", TEXT + "\\nOtrs."))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_leaves_whole_transactions(tmp_path: Path) -> None:
    path = tmp_path / "fundtrace.db"
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False)
    with open_store(path) as store:
        held = store.db.execute("SELECT url FROM articles").fetchall()
    assert (killed.returncode, held) == (-signal.SIGKILL, [(f"{HOME}taka",)])


def test_readers_see_nothing_of_an_open_batch(crawl: Crawl) -> None:
    with crawl.store.batch():
        crawl.article(page())
        with open_store(crawl.store.path) as other:
            assert other.db.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_a_closed_store_is_closed(store: Store) -> None:
    with open_store(store.path) as other:
        pass
    with pytest.raises(Exception, match="closed database"):
        other.db.execute("SELECT 1")
