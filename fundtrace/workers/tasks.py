"""What a worker does: one visit to one source, from a slice, into a bundle."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from celery import Celery
from pydantic import TypeAdapter
from redis import Redis

from crawlers.archive import Place
from crawlers.reading import Record, read_record
from crawlers.run import crawl
from crawlers.sources import Source
from db.opening import open_database
from fundtrace.logs import log
from fundtrace.workers.sharing import Shared, pack, unpack

VISIT = "fundtrace.visit"
READ = "fundtrace.read"
QUEUE = "fundtrace"
# seconds after which a worker that says nothing any more counts as dead
DEAD_AFTER = 8
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
        task_default_queue=QUEUE,
        task_serializer="json",
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        # longer than any visit; the collector sends a dead worker's task again long before
        broker_transport_options={"visibility_timeout": 24 * 3600},
        worker_hijack_root_logger=False,
    )

    @app.task(name=VISIT)  # type: ignore[untyped-decorator]
    def visit(id: str, source: dict[str, Any], store: str, contact: str | None) -> None:
        run_visit(Redis.from_url(broker), Shared(store), id, source, contact)

    @app.task(name=READ)  # type: ignore[untyped-decorator]
    def read(id: str, source: dict[str, Any], store: str, offsets: list[int]) -> None:
        run_reading(Redis.from_url(broker), Shared(store), id, source, offsets)

    return app


def run_visit(redis: Any, shared: Shared, id: str, source: dict[str, Any], contact: str | None) -> None:
    """Visits a task's source and hands its bundle over; nothing when another worker is at it or did it."""
    with holding(redis, id.rpartition(".")[0]) as free:
        if not free or id in shared.bundles().values():
            return
        try:
            body = shared.get("tasks", f"{id}.tar")
        except FileNotFoundError:
            # merged already
            return
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            shared.put_bundle(id, visit_slice(Path(folder), body, Source.model_validate(source), contact))
    log("bundle handed over", id=id)


def visit_slice(data: Path, task: bytes, source: Source, contact: str | None) -> bytes:
    """The bundle of one visit: the slice's rows afterwards, and the archive files that the visit wrote."""
    unpack(task, data)
    _lay_out_records(data)
    before = {path: path.stat().st_size for path in (data / "archive").rglob("*.warc.gz")}
    crawl([source], data, contact=contact, jobs=0)
    with closing(open_database(data / "fundtrace.db").conn) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    written = [
        path
        for path in (data / "archive").rglob("*.warc.gz")
        if path not in before or path.stat().st_size != before[path]
    ]
    return pack(data, [data / "fundtrace.db", *written])


def run_reading(redis: Any, shared: Shared, id: str, source: dict[str, Any], offsets: list[int]) -> None:
    """Reads records of one archive file by today's rules and hands over what they say."""
    with holding(redis, id) as free:
        if not free or id in shared.bundles().values():
            return
        try:
            body = shared.get("tasks", f"{id}.tar")
        except FileNotFoundError:
            # nobody waits for it any more
            return
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            unpack(body, Path(folder))
            (path,) = Path(folder).rglob("*.warc.gz")
            place = path.relative_to(folder).as_posix()
            chosen = Source.model_validate(source)
            records = [read_record(Path(folder), chosen, Place(place, offset)) for offset in offsets]
        shared.put_bundle(id, RECORDS.dump_json(list(zip(offsets, records, strict=True))))


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


@contextmanager
def holding(redis: Any, source: str) -> Iterator[bool]:
    """Whether this worker alone has the source, over all machines; it says so until the block ends."""
    key = held_key(source)
    if not redis.set(key, "held", nx=True, ex=DEAD_AFTER):
        yield False
        return
    done = threading.Event()

    def keep() -> None:
        while not done.wait(DEAD_AFTER / 4):
            redis.set(key, "held", ex=DEAD_AFTER)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield True
    finally:
        done.set()
        keeper.join()
        redis.delete(key)


def held_key(source: str) -> str:
    """The key that a worker keeps alive while it visits a source."""
    return f"fundtrace:held:{source}"
