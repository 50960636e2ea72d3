"""The frontier: acknowledged together, taken over whole, forgotten when the visit ends."""

from __future__ import annotations

import sqlite3

import pytest

from db.baseline import usual
from db.frontier import Done, Frontier, Waiting, open_visit
from db.records import SourceRun
from db.store import Store
from tests.db.samples import Crawl

LIST, PAGE = "https://lielupe.example/zinas/", "https://lielupe.example/zinas/laipa/"
STARTED = "2026-03-01T08:00:00Z"


@pytest.fixture
def frontier(store: Store) -> Frontier:
    made = Frontier(store, "lielupe", store.begin_run(STARTED))
    made.begin(STARTED, whole=False)
    return made


def listed(frontier: Frontier) -> Done:
    """A list that was read and led to two pages, the newest first."""
    done = Done(LIST, "list", "fetched", None, None, LIST, None)
    frontier.lease(Waiting(LIST, "list"))
    frontier.acknowledge([done], [(1, Waiting(PAGE, parent=LIST)), (2, Waiting(f"{PAGE}2", parent=LIST))])
    return done


def test_an_answer_and_where_it_led_are_kept_together(frontier: Frontier) -> None:
    done = listed(frontier)
    assert frontier.done() == [done]
    assert [each.url for each in frontier.waiting()] == [PAGE, f"{PAGE}2"]


def test_nothing_is_kept_when_a_part_cannot_be(frontier: Frontier) -> None:
    bad = Done(LIST, "list", "nonsense", None, None, LIST, None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        frontier.acknowledge([bad], [(1, Waiting(PAGE, parent=LIST))])
    assert (frontier.done(), frontier.waiting()) == ([], [])


def test_a_lease_is_void_when_another_process_takes_over(frontier: Frontier) -> None:
    listed(frontier)
    frontier.lease(Waiting(PAGE))
    assert [each.url for each in frontier.waiting()] == [f"{PAGE}2"]
    frontier.take_over()
    assert [each.url for each in frontier.waiting()] == [PAGE, f"{PAGE}2"]


def test_leases_are_counted(frontier: Frontier) -> None:
    assert [frontier.lease(Waiting(PAGE)) for _ in range(3)] == [1, 2, 3]


def test_what_reading_brought_is_kept(frontier: Frontier) -> None:
    listed(frontier)
    frontier.note_reading(LIST, {"new": 2})
    assert frontier.done()[0].tally == {"new": 2}


def test_a_visit_that_has_ended_leaves_its_account_only(frontier: Frontier) -> None:
    listed(frontier)
    frontier.close()
    assert open_visit(frontier.store, "lielupe") is None
    assert frontier.waiting() == []
    assert frontier.store.outcomes(frontier.run, "lielupe") == {"fetched": 1}


def test_a_source_has_one_open_visit(frontier: Frontier) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        frontier.begin(STARTED, whole=True)


def test_what_is_usual_is_the_median_of_good_runs(store: Store, crawl: Crawl) -> None:
    for day, (state, found) in enumerate([("ok", 10), ("failing", 0), ("ok", 12), ("ok", 40)], 1):
        started = f"2026-03-0{day}T08:00:00Z"
        run = store.begin_run(started)
        store.save_source_run(run, "lielupe", SourceRun(state=state, found=found), started, started)  # type: ignore[arg-type]
    assert usual(store, "lielupe", "another").found == 12
    assert usual(store, "ozols", "another").found is None
