"""Today's rules over all that was ever fetched: no request is sent, the same archive gives the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from crawlers.account import EMPTY
from crawlers.addresses import path_and_query
from crawlers.advice import ON_EVERY_PAGE
from crawlers.answers import MOVED
from crawlers.archive import Place
from crawlers.attachments import read_documents_again
from crawlers.pipeline import UNREADABLE_PAGE
from crawlers.reading import NotRead, Reading, Record, read_record
from crawlers.run import pick
from crawlers.sources import Source
from db.rebuilding import changed_meanwhile
from db.records import Capture as CaptureRow
from db.repeated import repeated_evidence
from db.store import Store, open_store
from db.unread import empty_articles, note_empty
from normalise.document_reading import DocumentReading

_BATCH = 100

OnProgress = Callable[[str, int, int], None]
Read = Callable[[Source, list[Place]], list[Record]]


@dataclass(frozen=True, slots=True)
class Renormalised:
    """What reading a source's archive again did.

    `lost` counts captures whose record is no longer in the archive; the articles are then left as they are.
    """

    source: str
    captures: int
    articles: int
    new: int = 0
    changed: int = 0
    removed: int = 0
    lost: int = 0


class _Lost(Exception):
    """Records are missing; holds how many."""


def renormalise(
    data: Path,
    sources: Iterable[Source],
    ids: Iterable[str] | None = None,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
    read: Read | None = None,
) -> list[Renormalised]:
    """Reads the archive of the sources (or of those in `ids`) again, in the order in which it was fetched.

    A source's articles are replaced all at once when its archive was read whole. `jobs` processes read and
    extract, or `read` does; the database is written by this one. `on_progress(source, captures, articles)`.
    Raises SourceError for an unknown id, StoreError when a source is crawled meanwhile.
    """
    chosen = pick(sources, ids)
    reader = nullcontext(read) if read is not None else _reader(data / "archive", jobs)
    with open_store(data / "fundtrace.db") as store, reader as read_all:
        return [_one(store, source, read_all, on_progress) for source in chosen]


@contextmanager
def _reader(folder: Path, jobs: int) -> Iterator[Read]:
    if jobs <= 1:
        yield lambda source, places: _read_all(folder, source, places)
        return
    # spawned, because this process may run threads already
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

        def read_there(source: Source, places: list[Place]) -> list[Record]:
            share = max(1, -(-len(places) // jobs))
            parts = [places[start : start + share] for start in range(0, len(places), share)]
            futures = [pool.submit(_read_all, folder, source, part) for part in parts]
            return [record for future in futures for record in future.result()]

        yield read_there


def _one(store: Store, source: Source, read: Read, tell: OnProgress | None) -> Renormalised:
    rows = list(store.captures_of(source.id))
    stored: list[str] = []
    unreadable: list[tuple[str, str]] = []
    documents: list[tuple[CaptureRow, DocumentReading]] = []

    def replay(fresh: Store) -> None:
        lost = 0
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            records = _records(source, batch, read)
            lost += sum(1 for record in records.values() if record is None)
            with fresh.batch():
                for row in batch:
                    record = records.get(row.id)
                    if isinstance(record, DocumentReading):
                        documents.append((row, record))
                        stored.extend(_store(fresh, source, row, []))
                    elif isinstance(record, NotRead):
                        unreadable.append((record.sentence, row.fetched_at))
                    else:
                        stored.extend(_store(fresh, source, row, record or []))
            if tell is not None:
                tell(source.id, start + len(batch), stored.count("new"))
        if lost:
            raise _Lost(lost)

    try:
        difference = store.rebuild(source.id, replay)
    except _Lost as error:
        if list(store.captures_of(source.id)) != rows:
            raise changed_meanwhile(source.id) from error
        return Renormalised(source.id, len(rows), stored.count("new"), lost=int(error.args[0]))
    with store.batch():
        store.clear_issues(source.id, UNREADABLE_PAGE)
        for sentence, since in unreadable:
            store.save_issue(source.id, UNREADABLE_PAGE, sentence, since)
        if not repeated_evidence(store, source.id):
            store.clear_issues(source.id, ON_EVERY_PAGE)
        read_documents_again(source, store, documents)
        empty = empty_articles(store, source.id)
        left = {url: since for url, since in empty.items() if not source.denies(path_and_query(url))}
        note_empty(store, source.id, left, EMPTY)
    return Renormalised(
        source.id, len(rows), stored.count("new"), difference.new, difference.changed, difference.removed
    )


def _records(source: Source, batch: list[CaptureRow], read: Read) -> dict[int, Record]:
    """What the batch's own bodies say; a revisit has none, a failure says nothing."""
    bodies = [row for row in batch if row.revisit_of is None and 200 <= row.status < 300]
    places = [Place(row.warc_file, row.warc_offset) for row in bodies]
    return dict(zip((row.id for row in bodies), read(source, places), strict=True))


def _store(store: Store, source: Source, row: CaptureRow, readings: list[Reading]) -> list[str]:
    if row.revisit_of is not None or (row.role == "other" and 200 <= row.status < 300):
        store.mark_seen(row.url, row.id)
        return []
    if row.final_url != row.url and row.status in MOVED:
        store.follow_move(row.id)
        return []
    if row.status in (404, 410):
        store.mark_gone(row.url, row.id)
        return []
    return [
        store.save_article(page, extraction, source.id, row.id, row.fetched_at)
        for page, extraction in readings
    ]


def _read_all(folder: Path, source: Source, places: list[Place]) -> list[Record]:
    return [read_record(folder, source, place) for place in places]
