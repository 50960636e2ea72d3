"""What a worker does: one visit to one source, from a slice, into a bundle."""

from __future__ import annotations

import json
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from celery import Celery
from celery.worker import state
from pydantic import TypeAdapter

from crawlers.account import INTERRUPTED
from crawlers.archive import Place
from crawlers.reading import Record, read_record
from crawlers.run import crawl
from crawlers.sources import Source
from db.opening import open_database
from fundtrace.logs import log
from fundtrace.workers import queue
from fundtrace.workers.patience import Away, Patience
from fundtrace.workers.sharing import Shared, pack, unpack

VISIT = "fundtrace.visit"
READ = "fundtrace.read"
# as long as a task stays a worker's
_DAY = 24 * 3600
_RECORDS = "records"
# what was read of an archive file, by the record's offset
RECORDS: TypeAdapter[list[tuple[int, Record]]] = TypeAdapter(list[tuple[int, Record]])


def make_app(broker: str) -> Celery:
    """The Celery application; tasks are acknowledged when they are done, one at a time."""
    app = Celery("fundtrace", broker=broker)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        task_default_queue=queue.NAME,
        task_serializer="json",
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        # a worker waits for its queue for as long as it takes
        broker_connection_max_retries=None,
        # longer than any visit; the collector sends a dead worker's task again long before
        broker_transport_options={"visibility_timeout": _DAY},
        worker_hijack_root_logger=False,
        # what a worker says itself would be taken for a mere warning, and left out
        worker_redirect_stdouts=False,
    )

    @app.task(name=VISIT)  # type: ignore[untyped-decorator]
    def visit(id: str, source: dict[str, Any], store: str, contact: str | None) -> None:
        run_visit(broker, store, id, source, contact)

    @app.task(name=READ)  # type: ignore[untyped-decorator]
    def read(id: str, source: dict[str, Any], store: str, offsets: list[int]) -> None:
        run_reading(broker, store, id, source, offsets)

    return app


def run_visit(broker: str, store: str, id: str, source: dict[str, Any], contact: str | None) -> None:
    """Visits a task's source and hands its bundle over; nothing when another worker is at it or did it."""

    def bundle(folder: Path, task: bytes) -> bytes:
        return visit_slice(folder, task, Source.model_validate(source), contact)

    with queue.holding(broker, id.rpartition(".")[0]) as free:
        if free:
            _bring(store, id, bundle)


def run_reading(broker: str, store: str, id: str, source: dict[str, Any], offsets: list[int]) -> None:
    """Reads records of one archive file by today's rules and hands over what they say."""

    def bundle(folder: Path, task: bytes) -> bytes:
        unpack(task, folder)
        (path,) = folder.rglob("*.warc.gz")
        place = path.relative_to(folder).as_posix()
        chosen = Source.model_validate(source)
        records = [read_record(folder, chosen, Place(place, offset)) for offset in offsets]
        return RECORDS.dump_json(list(zip(offsets, records, strict=True)))

    with queue.holding(broker, id) as free:
        if free:
            _bring(store, id, bundle)


def _bring(store: str, id: str, work: Callable[[Path, bytes], bytes]) -> None:
    """Does the work of a task and hands its bundle over, waiting for the store where it must.

    A bundle that the store has no room for is kept until it has: the sites are not asked twice.
    """
    patience = Patience(_DAY, stopped=_is_ending)
    try:
        shared = patience.until_it_works(lambda: Shared(store))
        if id in patience.until_it_works(shared.bundles).values():
            return
        try:
            task = patience.until_it_works(lambda: shared.get("tasks", f"{id}.tar"))
        except FileNotFoundError:
            log("task left", id=id, why=f"{store} has no such task: merged already, or not the same store")
            return
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            body = work(Path(folder), task)
        patience.until_it_works(lambda: _hand_over(shared, id, body))
    except Away as away:
        log("task left", id=id, why=str(away))


def _hand_over(shared: Shared, id: str, body: bytes) -> None:
    if f"{id}.tar" not in shared.names("tasks"):
        log("bundle dropped", id=id, why="nobody waits for it any more")
        return
    shared.put_bundle(id, body)
    log("bundle handed over", id=id)


def _is_ending() -> bool:
    """Whether the worker was told to stop."""
    return state.should_stop is not None or state.should_terminate is not None


def visit_slice(data: Path, task: bytes, source: Source, contact: str | None) -> bytes:
    """The bundle of one visit: the slice's rows afterwards, and the archive files that the visit wrote."""
    unpack(task, data)
    _lay_out_records(data)
    before = {path: path.stat().st_size for path in (data / "archive").rglob("*.warc.gz")}
    reports = crawl([source], data, contact=contact, jobs=0)
    if any(report.failure == INTERRUPTED for report in reports):
        # the crawl took the signal that was meant for the worker; what it has so far is handed over
        signal.raise_signal(signal.SIGTERM)
    with closing(open_database(data / "fundtrace.db").conn) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    written = [
        path
        for path in (data / "archive").rglob("*.warc.gz")
        if path not in before or path.stat().st_size != before[path]
    ]
    return pack(data, [data / "fundtrace.db", *written])


def _lay_out_records(data: Path) -> None:
    """Puts single records where they lie in the whole archive; the rest of those files stays a hole."""
    folder = data / _RECORDS
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        place = json.loads(path.read_text(encoding="utf-8"))
        target = data / "archive" / place["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("r+b" if target.exists() else "w+b") as out:
            out.seek(place["offset"])
            out.write(path.with_suffix(".bin").read_bytes())
    shutil.rmtree(folder, ignore_errors=True)
