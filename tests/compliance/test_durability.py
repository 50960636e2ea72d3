"""An acknowledgement that was there and is there no more: when, and by which captures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.grants.checking import check, checked
from db.grants.register import save_grants
from db.publish import publish
from db.records import SourceRecord
from db.store import Store, open_store
from normalise.extract import extract_page
from normalise.grant_records import Grant
from tests.db.samples import HOME, Crawl, page

GRANT = Grant(
    "19-07-AL23-A019.2205-000905", "19-07-AL23-A019.2205-000905", "Laipa pār upi", funder="eafrd-leader",
    recipient="Biedrība “Ozolzars”", start="2019-01-01", end="2020-12-31",
)  # fmt: skip
URL = f"{HOME}laipa"
TITLE = "Atklāta laipa pār upi"
WHOLE = (
    f"{TITLE}\nBiedrība “Ozolzars” atklāj laipu. Projekts “Laipa pār upi” Nr. 19-07-AL23-A019.2205-000905 "
    "īstenots ar ELFLA atbalstu.\nAtbalsta Zemkopības ministrija un Lauku atbalsta dienests."
)
NO_STATEMENT = WHOLE.partition("\nAtbalsta Zem")[0]
NO_NUMBER = f"{TITLE}\nBiedrība “Ozolzars” atklāj laipu, brauciens pāri upei būs īsāks par gabalu."


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    with open_store(tmp_path / "fundtrace.db") as store:
        store.save_sources([SourceRecord("lielupe", "Ozolzars", HOME)])
        save_grants(store, [GRANT])
        crawl = Crawl(store)
        crawl.begin()
        yield crawl


def seen(crawl: Crawl, text: str, body: str) -> None:
    read = replace(page(URL, text, TITLE), published=None)
    crawl.article(read, extract_page(read), body=body)


def record(store: Store) -> dict[str, Any]:
    publishers = {"lielupe": ("Biedrība “Ozolzars”",)}
    check(store, publishers, [], date(2026, 5, 1), lambda article: "")
    return checked(store, GRANT.id)[0]


def test_words_that_stay_are_no_finding(crawl: Crawl) -> None:
    seen(crawl, WHOLE, "a")
    seen(crawl, WHOLE + "\nPaldies visiem!", "b")
    found = record(crawl.store)
    assert found["articles"][0]["disappearances"] == []
    assert found["coverage"] == "covered"


def test_a_rule_that_is_met_no_more_is_found_with_both_captures(crawl: Crawl) -> None:
    seen(crawl, WHOLE, "a")
    seen(crawl, NO_STATEMENT, "b")
    found = record(crawl.store)
    lost = {one["rule"]: one for one in found["articles"][0]["disappearances"]}
    assert lost.keys() == {"leader-14-names-institutions", "leader-14-statement"}
    assert lost["leader-14-names-institutions"] == {
        "rule": "leader-14-names-institutions",
        "quote": "Lauku atbalsta dienests",
        "seen_at": "2026-03-01T01:00:00Z",
        "seen_sha256": "a" * 64,
        "missed_at": "2026-03-01T02:00:00Z",
        "missed_sha256": "b" * 64,
    }
    assert found["coverage"] == "incomplete"
    assert "had it on 2026-03-01" in found["reason"]
    assert "norāde ir pazudusi" in found["reason_lv"]


def test_an_article_whose_number_went_is_still_known(crawl: Crawl) -> None:
    seen(crawl, WHOLE, "a")
    seen(crawl, NO_NUMBER, "b")
    found = record(crawl.store)
    assert [one["match"] for one in found["articles"]] == ["earlier text"]
    assert found["coverage"] == "incomplete"


def test_words_that_came_back_are_no_finding(crawl: Crawl) -> None:
    for text, body in ((WHOLE, "a"), (NO_STATEMENT, "b"), (WHOLE + " Nāciet!", "c")):
        seen(crawl, text, body)
    assert record(crawl.store)["articles"][0]["disappearances"] == []


def test_an_article_that_is_gone_is_a_finding(crawl: Crawl) -> None:
    seen(crawl, WHOLE, "a")
    for _ in range(2):
        crawl.begin()
        crawl.store.mark_gone(URL, crawl.capture(URL, status=410))
    found = record(crawl.store)
    lost = found["articles"][0]["disappearances"]
    assert [(one["rule"], one["quote"]) for one in lost] == [("article", TITLE)]
    assert found["coverage"] == "incomplete"
    assert "is gone since 2026-03-01" in found["reason"]


def test_the_snapshot_carries_it(crawl: Crawl, tmp_path: Path) -> None:
    seen(crawl, WHOLE, "a")
    seen(crawl, NO_STATEMENT, "b")
    record(crawl.store)
    target = tmp_path / "catalogue.db"
    publish(crawl.store.path, target, built_at="2026-05-01T00:00:00+00:00")
    with closing(sqlite3.connect(target)) as snapshot:
        rules = [row[0] for row in snapshot.execute("SELECT rule FROM disappearances ORDER BY rule")]
        states = snapshot.execute('SELECT "grant", state, checked_on FROM coverage').fetchall()
    assert rules == ["leader-14-names-institutions", "leader-14-statement"]
    assert states == [(GRANT.id, "incomplete", "2026-05-01")]


def test_the_record_is_json(crawl: Crawl) -> None:
    seen(crawl, WHOLE, "a")
    assert json.loads(json.dumps(record(crawl.store)))["articles"][0]["verdicts"]
