"""Reads the archive again on all workers: a WARC file is a task, the database is written here."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis import Redis

from crawlers.archive import Place
from crawlers.reading import Record
from crawlers.renormalise import Renormalised, renormalise
from crawlers.sources import Source
from db.store import Store, open_store
from fundtrace.places import existing_work_database
from fundtrace.workers.sharing import Shared, Torn, pack
from fundtrace.workers.tasks import DEAD_AFTER, QUEUE, READ, RECORDS, held_key, make_app

_PAUSE = 0.05
# archive files whose readings are held at once
_MOST_HELD = 8
_OFFSETS = """SELECT warc_offset FROM captures WHERE warc_file = ? AND revisit_of IS NULL
    AND status BETWEEN 200 AND 299 ORDER BY warc_offset"""


@dataclass(frozen=True, slots=True)
class _Task:
    id: str
    source: Source
    offsets: list[int]


@dataclass(slots=True)
class Rereading:
    """One reading of an archive by workers; ids of tasks differ from those of any earlier reading."""

    data: Path
    shared: Shared
    address: str
    broker: str
    _tasks: dict[str, _Task] = field(default_factory=dict)
    _sent: dict[str, float] = field(default_factory=dict)
    _held: dict[str, dict[int, Record]] = field(default_factory=dict)
    _redis: Any = None
    _app: Any = None

    def renormalise(self, sources: Iterable[Source]) -> list[Renormalised]:
        """The same as `crawlers.renormalise.renormalise`, with the reading done elsewhere."""
        chosen = list(sources)
        self._redis, self._app = Redis.from_url(self.broker), make_app(self.broker)
        with open_store(existing_work_database(self.data)) as store:
            for source in chosen:
                self._hand_out(store, source)
        try:
            return renormalise(self.data, chosen, read=self._read)
        finally:
            for task in self._tasks.values():
                self.shared.remove("tasks", f"{task.id}.tar")
            ids = {task.id for task in self._tasks.values()}
            for name, id in self.shared.bundles().items():
                if id in ids:
                    self.shared.remove("bundles", name)

    def _hand_out(self, store: Store, source: Source) -> None:
        archive = self.data / "archive"
        files = store.db.execute("SELECT DISTINCT warc_file FROM captures WHERE source = ?", [source.id])
        for (file,) in files.fetchall():
            offsets = [row[0] for row in store.db.execute(_OFFSETS, [file]).fetchall()]
            if offsets and (archive / file).is_file():
                stem = Path(file).name.removesuffix(".warc.gz")
                task = _Task(f"read.{source.id}.{stem}.{time.time_ns()}", source, offsets)
                self._tasks[file] = task
                self.shared.put("tasks", f"{task.id}.tar", pack(archive, [archive / file]))
                self._send(task)

    def _send(self, task: _Task) -> None:
        body = task.source.model_dump(mode="json")
        self._app.send_task(READ, args=[task.id, body, self.address, task.offsets], queue=QUEUE)
        self._sent[task.id] = time.monotonic()

    def _read(self, _source: Source, places: list[Place]) -> list[Record]:
        return [self._records(place.file).get(place.offset) for place in places]

    def _records(self, file: str) -> dict[int, Record]:
        if file not in self._tasks:
            # lost from the archive
            return {}
        if file not in self._held:
            self._held[file] = self._wait_for(self._tasks[file])
            while len(self._held) > _MOST_HELD:
                del self._held[next(iter(self._held))]
        return self._held[file]

    def _wait_for(self, task: _Task) -> dict[int, Record]:
        while True:
            for name, id in self.shared.bundles().items():
                if id == task.id:
                    try:
                        return dict(RECORDS.validate_json(self.shared.bundle(name)))
                    except Torn:
                        self.shared.remove("bundles", name)
                        self._sent[task.id] = 0.0
            late = time.monotonic() - self._sent[task.id] > DEAD_AFTER
            if late and not self._redis.llen(QUEUE) and not self._redis.exists(held_key(task.id)):
                self._send(task)
            time.sleep(_PAUSE)
