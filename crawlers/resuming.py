"""Begins a visit, or goes on with one that was cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawlers.archive import Archive
from crawlers.ledger import StoreLedger
from crawlers.mending import mend_parts
from crawlers.pipeline import UNREADABLE_PAGE
from crawlers.rewriting import last_part
from crawlers.sources import Source
from db.frontier import Frontier, OpenVisit, open_visit
from db.records import SourceRun
from db.store import Store

ARCHIVE_CUT = "archive cut"
# an older half of a visit says too little about the site of today
_GOOD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit that may begin: under which run, since when, what it holds, and where it writes."""

    run: str
    started: datetime
    whole: bool
    frontier: Frontier
    ledger: StoreLedger
    archive: Archive


def open_or_resume(
    source: Source, store: Store, folder: Path, now: datetime, new_run: Callable[[], str], *, full: bool
) -> Opened:
    """The source's visit that was cut off, if it may go on, else a new one. The caller holds the source.

    `folder` is the archive's. A visit may go on under the id of its own run for as long as the source's
    interval (a day at least), unless everything is to be asked anew (`full`) and it did not do so.
    """
    earlier = open_visit(store, source.id)
    if earlier is not None and _may_go_on(earlier, source, now, full):
        return _resume(earlier, source, store, folder, now)
    if earlier is not None:
        _give_up(earlier, source, store, now)
    run = new_run()
    frontier = Frontier(store, source.id, run)
    frontier.begin(now, whole=full)
    store.clear_issues(source.id, UNREADABLE_PAGE)
    return Opened(run, now, full, frontier, StoreLedger(frontier, folder), Archive(folder, source.id, run))


def _may_go_on(earlier: OpenVisit, source: Source, now: datetime, full: bool) -> bool:
    age = now - datetime.fromisoformat(earlier.started)
    return age <= max(source.interval, _GOOD_FOR) and (earlier.whole or not full)


def _resume(earlier: OpenVisit, source: Source, store: Store, folder: Path, now: datetime) -> Opened:
    frontier = Frontier(store, source.id, earlier.run)
    parts = mend_parts(folder, source.id, earlier.run)
    for part in parts:
        lost = frontier.ask_again_beyond(part.name, part.size)
        if part.cut or lost:
            detail = (
                f"{part.name}: {part.cut} bytes of an unfinished record were cut off after the crawl was; "
                f"{lost} pages are asked for again. Nothing needs to be done."
            )
            store.save_issue(source.id, ARCHIVE_CUT, detail, now)
    ledger = StoreLedger(frontier, folder)
    ledger.take_over()
    started = datetime.fromisoformat(earlier.started)
    last = last_part(folder / source.id / f"{earlier.run}.warc.gz") if parts else 0
    archive = Archive(folder, source.id, earlier.run, part=last + 1)
    return Opened(earlier.run, started, earlier.whole, frontier, ledger, archive)


def _give_up(earlier: OpenVisit, source: Source, store: Store, now: datetime) -> None:
    """Closes the account of a visit that cannot go on, with what it had reached."""
    counts = store.outcomes(earlier.run, source.id)
    account = SourceRun(
        state="cannot tell",
        requests=sum(counts.values()),
        **{str(outcome): count for outcome, count in counts.items()},
        failure="interrupted",
        detail="The run was cut off before the site was read whole.",
    )
    with store.batch():
        store.save_source_run(earlier.run, source.id, account, earlier.started, now)
        store.end_run(earlier.run, now)
        Frontier(store, source.id, earlier.run).close()
