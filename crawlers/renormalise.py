"""Today's rules over all that was ever fetched: no request is sent, the same archive gives the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from crawlers.archive import Place, read_back
from crawlers.packing import BodyError
from crawlers.pipeline import UNREADABLE, Reading, Unreadable, readings_of
from crawlers.run import pick
from crawlers.sources import Source
from db.records import Capture as CaptureRow
from db.store import Store, open_store

_BATCH = 50

OnProgress = Callable[[str, int, int], None]
# what a record says; a sentence for one that our rules choke on; None for one that is no longer there
Record = list[Reading] | str | None


@dataclass(frozen=True, slots=True)
class Renormalised:
    """What reading a source's archive again did."""

    source: str
    captures: int
    articles: int
    new: int
    changed: int
    lost: int


def renormalise(
    data: Path,
    sources: Iterable[Source],
    ids: Iterable[str] | None = None,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> list[Renormalised]:
    """Reads the archive of the sources (or of those in `ids`) again, in the order in which it was fetched.

    `jobs` processes read and extract; the database is written by this one. `on_progress(source, done,
    articles)`. Raises SourceError for an unknown id. `lost` counts captures whose record is no longer in
    the archive.
    """
    chosen = pick(sources, ids)
    with open_store(data / "fundtrace.db") as store:
        if jobs <= 1:
            return [_one(store, data / "archive", source, _read_here, on_progress) for source in chosen]
        # spawned, because this process may run threads already
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

            def read_there(folder: Path, source: Source, places: list[Place]) -> list[Record]:
                share = max(1, len(places) // jobs)
                parts = [places[start : start + share] for start in range(0, len(places), share)]
                futures = [pool.submit(_read_here, folder, source, part) for part in parts]
                return [reading for future in futures for reading in future.result()]

            return [_one(store, data / "archive", source, read_there, on_progress) for source in chosen]


Read = Callable[[Path, Source, list[Place]], list[Record]]


def _one(store: Store, folder: Path, source: Source, read: Read, tell: OnProgress | None) -> Renormalised:
    rows = iter(list(store.captures_of(source.id)))
    store.clear_issues(source.id, UNREADABLE)
    done = articles = lost = 0
    saved: list[str] = []
    while batch := list(islice(rows, _BATCH)):
        bodies = [row for row in batch if row.revisit_of is None and 200 <= row.status < 300]
        places = [Place(row.warc_file, row.warc_offset) for row in bodies]
        readings = dict(zip((row.id for row in bodies), read(folder, source, places), strict=True))
        with store.batch():
            for row in batch:
                saved += _store(store, source, row, readings.get(row.id))
        lost += sum(1 for reading in readings.values() if reading is None)
        done += len(batch)
        articles = len(saved)
        if tell is not None:
            tell(source.id, done, articles)
    return Renormalised(source.id, done, articles, saved.count("new"), saved.count("changed"), lost)


def _store(store: Store, source: Source, row: CaptureRow, record: Record) -> list[str]:
    if row.revisit_of is not None:
        store.mark_seen(row.url, row.id)
        return []
    if row.status in (404, 410):
        store.mark_gone(row.url, row.id)
        return []
    if isinstance(record, str):
        store.save_issue(source.id, UNREADABLE, record, row.fetched_at)
        return []
    return [
        store.save_article(page, extraction, source.id, row.id, row.fetched_at)
        for page, extraction in record or []
    ]


def _read_here(folder: Path, source: Source, places: list[Place]) -> list[Record]:
    return [_read_one(folder, source, place) for place in places]


def _read_one(folder: Path, source: Source, place: Place) -> Record:
    try:
        return readings_of(read_back(folder, place), source)
    except (FileNotFoundError, BodyError):
        return None
    except Unreadable as error:
        return str(error)
