"""Addresses and telephone numbers of people are neither in the snapshot nor found through it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.publish import publish
from db.store import Store
from tests.db.samples import TEXT, Crawl, page


def test_a_snapshot_holds_no_address_or_telephone_number_and_quotes_stay_in_place(
    store: Store, crawl: Crawl, tmp_path: Path
) -> None:
    private = "Pieteikties: egle.liepa@inbox.lv vai pa tālr. 29123456."
    crawl.article(page(text=f"{TEXT}\n{private} Agrāk."), body="a")
    crawl.article(page(text=f"{TEXT}\n{private}"), body="b")
    target = tmp_path / "catalogue.db"
    publish(store.path, target, built_at="2026-03-02T00:00:00+00:00")
    body = target.read_bytes()
    assert b"egle.liepa" not in body
    assert b"inbox" not in body
    assert b"29123456" not in body
    with closing(sqlite3.connect(target)) as connection:
        (text,) = connection.execute("SELECT text FROM articles").fetchone()
        for quote, start, end in connection.execute('SELECT quote, start, "end" FROM evidence'):
            assert text[start:end] == quote
        assert connection.execute("SELECT count(*) FROM revisions WHERE instr(text, '•')").fetchone() == (1,)
    assert store.db.execute("SELECT instr(text, '29123456') > 0 FROM articles").fetchone() == (1,)
