"""How an address answered when a crawl last asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.grants.facts import last_answer
from db.records import SourceRecord
from db.store import Store, open_store
from normalise.verdicts import LinkSeen

ADDRESS = "https://www.fonds.example/par-mums"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "fundtrace.db") as opened:
        opened.save_sources([SourceRecord(id="s", name="S", home="https://s.example/", kind="listing")])
        yield opened


def _asked(store: Store, *answers: tuple[int, int]) -> None:
    """The address answered on these days of May with these statuses."""
    run = store.begin_run(datetime(2023, 5, 1, tzinfo=UTC))
    for place, (day, status) in enumerate(answers):
        store.save_capture(
            run=run,
            source="s",
            url=ADDRESS,
            fetched_at=datetime(2023, 5, day, tzinfo=UTC),
            status=status,
            warc_file="s/a.warc.gz",
            warc_offset=place,
        )


def test_the_last_answer_counts_in_whatever_order_it_was_kept(store: Store) -> None:
    _asked(store, (2, 200), (9, 404), (5, 200))
    assert last_answer(store, ADDRESS) == LinkSeen(404, "2023-05-09")


def test_a_link_that_works_again_is_alive(store: Store) -> None:
    _asked(store, (2, 404), (9, 200))
    assert last_answer(store, ADDRESS) == LinkSeen(200, "2023-05-09")


def test_what_was_never_asked_is_not_known(store: Store) -> None:
    _asked(store, (2, 200))
    assert last_answer(store, f"{ADDRESS}/citur") is None
