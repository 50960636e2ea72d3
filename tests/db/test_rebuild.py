"""Reading the archive again: the same rows from the same rules, better rows from better rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from db.errors import StoreError
from db.findings import TABLES
from db.records import Difference
from db.row_digests import add_function
from db.store import Store
from normalise.records import Extraction, IssueRecord, Page
from tests.db.samples import HOME, TEXT, TITLE, Crawl, found, page

Rows = Callable[[str], list[tuple[object, ...]]]
DERIVED = ("articles", "addresses", "revisions", *TABLES)
Body = dict[int, Page]


@pytest.fixture
def archive(crawl: Crawl) -> Body:
    """Three runs over a small site: a change, an unchanged answer, a copy, a departure."""
    pages: Body = {}

    def visit(read: Page, body: str) -> None:
        capture = crawl.capture(read.url, body=body)
        pages[capture] = read
        crawl.store.save_article(
            read, found(read), crawl.source, capture, crawl.store.capture(capture).fetched_at
        )

    visit(page(), "a")
    visit(page(f"{HOME}kopija"), "b")
    visit(
        replace(page(f"{HOME}talka", "Talka\nŠodien talka.", "Talka"), issues=(IssueRecord("odd", "x"),)), "c"
    )
    crawl.begin()
    visit(page(text=f"{TEXT}\nPapildināts."), "d")
    crawl.store.mark_gone(f"{HOME}talka", crawl.capture(f"{HOME}talka", status=404, body=""))
    crawl.begin()
    held = crawl.store.last_capture(f"{HOME}taka")
    assert held is not None
    again = crawl.capture(f"{HOME}taka", status=304, body="", revisit_of=held.id)
    crawl.store.mark_seen(f"{HOME}taka", again)
    crawl.store.mark_gone(f"{HOME}talka", crawl.capture(f"{HOME}talka", status=404, body=""))
    return pages


def replay(store: Store, pages: Body, rules: Callable[[Page], Extraction] = found) -> Difference:
    def read_again(fresh: Store) -> None:
        for capture in fresh.captures_of("lielupe"):
            if capture.status == 404:
                fresh.mark_gone(capture.url, capture.id)
            elif capture.revisit_of is not None:
                fresh.mark_seen(capture.url, capture.id)
            elif capture.id in pages:
                read = pages[capture.id]
                fresh.save_article(read, rules(read), "lielupe", capture.id, capture.fetched_at)

    return store.rebuild("lielupe", read_again)


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    held = {table: store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in DERIVED}
    issues = "SELECT source, article, kind, detail, since FROM issues ORDER BY 1, 2, 3, 4"
    return held | {"issues": store.db.execute(issues).fetchall()}


@pytest.mark.parametrize("table", [*DERIVED, "issues"])
def test_the_same_rules_give_the_same_rows(store: Store, archive: Body, table: str) -> None:
    before = state(store)[table]
    replay(store, archive)
    assert (bool(before), state(store)[table]) == (True, before)


def test_better_rules_give_better_findings(store: Store, archive: Body, rows: Rows) -> None:
    replay(store, archive, lambda read: replace(found(read), places=()))
    assert rows("SELECT * FROM article_places") == []


def test_better_rules_add_no_revision(store: Store, archive: Body, rows: Rows) -> None:
    before = rows("SELECT capture FROM revisions")
    replay(store, archive, lambda read: replace(found(read), places=()))
    assert rows("SELECT capture FROM revisions") == before


def test_an_error_leaves_all_as_it_was(store: Store, archive: Body) -> None:
    def broken(read: Page) -> Extraction:
        raise RuntimeError("rules fail")

    before = state(store)
    with pytest.raises(RuntimeError):
        replay(store, archive, broken)
    assert state(store) == before


def test_another_source_keeps_its_articles(store: Store, crawl: Crawl, archive: Body, rows: Rows) -> None:
    crawl.source = "ozols"
    crawl.article(page("https://ozols.example/zinas", "Ziņas\nŠodien.", "Ziņas"))
    replay(store, archive)
    assert rows("SELECT url FROM articles WHERE source = 'ozols'") == [("https://ozols.example/zinas",)]


def test_an_article_of_another_source_stays_there(
    store: Store, crawl: Crawl, archive: Body, rows: Rows
) -> None:
    crawl.source = "ozols"
    shared = page("https://ozols.example/zinas", "Ziņas\nŠodien.", "Ziņas")
    crawl.article(shared)
    crawl.source = "lielupe"
    capture = crawl.capture(shared.url, body="e")
    replay(store, archive | {capture: shared})
    assert rows("SELECT source FROM articles WHERE url = 'https://ozols.example/zinas'") == [("ozols",)]


def test_a_crawl_meanwhile_is_noticed(store: Store, crawl: Crawl, archive: Body) -> None:
    def crawl_on(fresh: Store) -> None:
        crawl.capture(f"{HOME}jauns", body="f")

    with pytest.raises(StoreError, match="was crawled or pruned while"):
        store.rebuild("lielupe", crawl_on)


def test_what_the_replay_noted_of_the_source_is_kept(store: Store, archive: Body, rows: Rows) -> None:
    at = "2026-03-01T00:00:00Z"
    store.rebuild("lielupe", lambda fresh: fresh.save_issue("lielupe", "unreadable page", "x", at))
    assert rows("SELECT kind, since FROM issues") == [("unreadable page", at)]


def test_the_difference_is_told(store: Store, archive: Body) -> None:
    assert replay(store, archive) == Difference(new=0, changed=0, removed=0)


def test_other_findings_are_a_change(store: Store, archive: Body) -> None:
    assert replay(store, archive, lambda read: replace(found(read), places=())).changed == 1


def test_articles_that_are_none_to_better_rules_go(store: Store, archive: Body, rows: Rows) -> None:
    news = {capture: read for capture, read in archive.items() if read.title != "Talka"}
    assert (replay(store, news).removed, rows("SELECT title FROM articles")) == (1, [(TITLE,)])


def test_a_replay_does_not_hold_up_a_writer(store: Store, archive: Body, rows: Rows) -> None:
    def write(fresh: Store) -> None:
        with closing(sqlite3.connect(store.path, timeout=0)) as other:
            add_function(other)
            other.execute("UPDATE sources SET region = 'Zemgale'")
            other.commit()

    store.rebuild("ozols", write)
    assert rows("SELECT DISTINCT region FROM sources") == [("Zemgale",)]
