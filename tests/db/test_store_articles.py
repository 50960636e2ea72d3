"""What the store makes of readings: new, changed, unchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.errors import UnknownCapture
from db.findings import TABLES
from db.ids import article_id
from db.store import Store
from normalise.records import Extraction, IssueRecord, Published
from tests.db.samples import HOME, TEXT, TITLE, Crawl, found, page

Rows = Callable[[str], list[tuple[object, ...]]]


def test_a_first_reading_is_new(crawl: Crawl) -> None:
    assert crawl.article(page()) == "new"


def test_an_article_is_named_by_its_canonical_address(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    assert rows("SELECT id, url FROM articles") == [(article_id(f"{HOME}taka"), f"{HOME}taka")]


def test_the_same_again_is_unchanged(crawl: Crawl) -> None:
    crawl.article(page())
    assert crawl.article(page(), body="b") == "unchanged"


def test_the_same_again_moves_only_last_seen(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    before = rows("SELECT * FROM articles")
    crawl.article(page(), body="b")
    after = rows("SELECT * FROM articles")
    columns = [row[1] for row in rows("PRAGMA table_info(articles)")]
    assert [name for name, old, new in zip(columns, before[0], after[0], strict=True) if old != new] == [
        "last_seen"
    ]


def test_a_second_crawl_stores_nothing_twice(crawl: Crawl, rows: Rows) -> None:
    addresses = [f"{HOME}{number}" for number in range(5)]
    counts = []
    for _ in range(2):
        crawl.begin()
        for url in addresses:
            crawl.article(page(url, f"{TEXT}\n{url}"))
        tables = ("articles", "revisions", "addresses", "issues", *TABLES)
        counts.append({table: rows(f"SELECT count(*) FROM {table}") for table in tables})
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(page(text=f"{TEXT}\nPapildināts."), id="text"),
        pytest.param(page(title="Ozolzara taka"), id="title"),
    ],
)
class TestWhenTheSiteChanges:
    def test_it_is_changed(self, crawl: Crawl, after: object) -> None:
        crawl.article(page())
        assert crawl.article(after, body="b") == "changed"  # type: ignore[arg-type]

    def test_the_old_state_is_a_revision(self, crawl: Crawl, rows: Rows, after: object) -> None:
        crawl.article(page())
        crawl.article(after, body="b")  # type: ignore[arg-type]
        assert rows("SELECT title, text, seen_at FROM revisions") == [(TITLE, TEXT, "2026-03-01T01:00:00Z")]

    def test_the_capture_is_the_new_one(self, crawl: Crawl, rows: Rows, after: object) -> None:
        crawl.article(page())
        crawl.article(after, body="b")  # type: ignore[arg-type]
        assert rows("SELECT sha256 FROM articles JOIN captures ON captures.id = capture") == [("b" * 64,)]


def test_going_back_to_an_old_text_keeps_both_revisions(crawl: Crawl, rows: Rows) -> None:
    for text, body in ((TEXT, "a"), (f"{TEXT}\nJauns.", "b"), (TEXT, "c")):
        crawl.article(page(text=text), body=body)
    assert rows("SELECT text FROM revisions ORDER BY seen_at") == [(TEXT,), (f"{TEXT}\nJauns.",)]


def test_better_rules_replace_findings(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    better = replace(found(page()), places=())
    assert (crawl.article(page(), better), rows("SELECT * FROM article_places")) == ("changed", [])


def test_better_rules_leave_no_revision(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    crawl.article(page(), replace(found(page()), places=()))
    assert rows("SELECT * FROM revisions") == []


def test_another_reading_of_the_same_bytes_is_no_revision(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page(text=f"{TEXT}\nIzvēlne"))
    crawl.article(page())
    assert (rows("SELECT text FROM articles"), rows("SELECT * FROM revisions")) == ([(TEXT,)], [])


def test_two_addresses_with_one_canonical_are_one_article(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    assert crawl.article(page(f"{HOME}taka?utm_source=x"), body="b") == "unchanged"
    assert rows("SELECT count(*) FROM articles") == [(1,)]


def test_the_same_text_under_another_address_is_the_same_article(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    crawl.article(page(f"{HOME}kategorija/taka"), body="b")
    assert rows("SELECT url, relation FROM addresses ORDER BY url") == [
        (f"{HOME}kategorija/taka", "same text"),
        (f"{HOME}taka", "own"),
    ]


def test_the_same_text_with_another_date_is_another_article(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    later = replace(page(f"{HOME}taka-2024"), published=Published("2024-06-15", "metadata", 0.9))
    assert crawl.article(later, body="b") == "new"


def test_the_same_text_of_another_source_is_another_article(crawl: Crawl) -> None:
    crawl.article(page())
    crawl.source = "ozols"
    assert crawl.article(page("https://ozols.example/taka"), body="b") == "new"


def test_an_article_stays_with_the_source_that_had_it_first(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    crawl.source = "ozols"
    crawl.article(page(text=f"{TEXT}\nPārpublicēts."), body="b")
    assert rows("SELECT source, text FROM articles") == [("lielupe", TEXT)]


def test_an_unknown_capture_is_refused(store: Store) -> None:
    with pytest.raises(UnknownCapture, match="no capture 7"):
        store.save_article(page(), found(page()), "lielupe", 7, "2026-03-01T00:00:00Z")


def test_an_older_capture_does_not_take_over(crawl: Crawl, rows: Rows) -> None:
    first = crawl.capture(f"{HOME}taka", body="a")
    crawl.article(page(text=f"{TEXT}\nJaunāks."), body="b")
    seen_at = crawl.store.capture(first).fetched_at
    crawl.store.save_article(page(), found(page()), "lielupe", first, seen_at)
    assert rows("SELECT text, first_seen FROM articles") == [(f"{TEXT}\nJaunāks.", seen_at)]


def test_issues_keep_the_date_on_which_they_were_first_seen(crawl: Crawl, rows: Rows) -> None:
    odd = replace(page(), issues=(IssueRecord("no date", "the page states no date"),))
    crawl.article(odd)
    crawl.article(replace(odd, text=f"{TEXT}\nJauns."), body="b")
    assert rows("SELECT kind, since FROM issues") == [("no date", "2026-03-01T01:00:00Z")]


def test_issues_that_are_no_more_go(crawl: Crawl, rows: Rows) -> None:
    crawl.article(replace(page(), issues=(IssueRecord("no date", "the page states no date"),)))
    crawl.article(page(text=f"{TEXT}\nJauns."), body="b")
    assert rows("SELECT kind FROM issues") == []


def extraction_with(**findings: object) -> Extraction:
    return replace(found(page()), **findings)  # type: ignore[arg-type]


def test_a_funder_found_twice_is_one_row_with_all_evidence(crawl: Crawl, rows: Rows) -> None:
    funder = found(page()).funders[0]
    weaker = replace(funder, role="mentioned", evidence=found(page()).grants[0].evidence)
    crawl.article(page(), extraction_with(funders=(weaker, funder)))
    assert rows("SELECT funder, role FROM article_funders") == [("acf-lv", "financed")]
    assert rows("SELECT count(*) FROM evidence WHERE field = 'funders'") == [(2,)]


def test_a_range_that_runs_backwards_is_left_out_and_reported(crawl: Crawl, rows: Rows) -> None:
    date = replace(found(page()).dates[0], start="2023-06-16")
    crawl.article(page(), extraction_with(dates=(date,)))
    assert rows("SELECT * FROM article_dates") == []
    assert rows("SELECT kind FROM issues") == [("date range backwards",)]


def test_half_a_coordinate_is_none(crawl: Crawl, rows: Rows) -> None:
    place = replace(found(page()).places[0], longitude=None)
    crawl.article(page(), extraction_with(places=(place,)))
    assert rows("SELECT latitude, longitude FROM article_places") == [(None, None)]


def test_evidence_stands_where_it_says(crawl: Crawl, rows: Rows) -> None:
    crawl.article(page())
    spans = rows(
        'SELECT quote, substr(text, start + 1, "end" - start) FROM evidence JOIN articles ON id = article'
    )
    assert [quote for quote, text in spans if quote != text] == []
