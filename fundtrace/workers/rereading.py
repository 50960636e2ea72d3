"""Reads the archive again on all workers: a WARC file is a task, the database is written here."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crawlers.archive import Place
from crawlers.reading import Record
from crawlers.renormalise import Renormalised, renormalise
from crawlers.sources import Source
from db.store import Store, open_store
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database
from fundtrace.workers.patience import COLLECTORS, Away, Patience
from fundtrace.workers.queue import Queue
from fundtrace.workers.sending import Courier
from fundtrace.workers.sharing import Shared, Torn, pack
from fundtrace.workers.tasks import READ, RECORDS

_PAUSE = 0.05
# archive files whose readings are held at once
_MOST_HELD = 8
_OFFSETS = """SELECT warc_offset FROM captures WHERE warc_file = ? AND revisit_of IS NULL
    AND status BETWEEN 200 AND 299 ORDER BY warc_offset"""


@dataclass(frozen=True, slots=True)
class _Task:
    id: str
    source: Source
    file: str
    offsets: list[int]


@dataclass(slots=True)
class Rereading:
    """One reading of an archive by workers; ids of tasks differ from those of any earlier reading."""

    data: Path
    shared: Shared
    address: str
    queue: Queue
    patience: Patience = COLLECTORS
    _tasks: dict[str, _Task] = field(default_factory=dict)
    _next: deque[_Task] = field(default_factory=deque)
    _held: dict[str, dict[int, Record]] = field(default_factory=dict)

    def renormalise(self, sources: Iterable[Source]) -> list[Renormalised]:
        """The same as `crawlers.renormalise.renormalise`, with the reading done elsewhere.

        Failure when the queue or the store stay away, or a file breaks off on workers again and again.
        """
        chosen = list(sources)
        # whoever names a queue or a store that is not there is told at once
        self.queue.was_emptied()
        self.shared.sweep()
        with open_store(existing_work_database(self.data)) as store:
            for source in chosen:
                self._plan(store, source)
        courier = Courier(self.queue)
        try:
            return renormalise(self.data, chosen, read=partial(self._read, courier))
        except Away as away:
            raise Failure(f"{away} The sources read so far are done: run it again.") from away
        finally:
            with suppress(Away):
                self._clear({task.id for task in self._tasks.values()})

    def _plan(self, store: Store, source: Source) -> None:
        files = store.db.execute("SELECT DISTINCT warc_file FROM captures WHERE source = ?", [source.id])
        for (file,) in files.fetchall():
            offsets = [row[0] for row in store.db.execute(_OFFSETS, [file]).fetchall()]
            if offsets and (self.data / "archive" / file).is_file():
                stem = Path(file).name.removesuffix(".warc.gz")
                id = f"read.{source.id}.{stem}.{time.time_ns()}"
                self._tasks[file] = _Task(id, source, file, offsets)
                self._next.append(self._tasks[file])

    def _read(self, courier: Courier, _source: Source, places: list[Place]) -> list[Record]:
        return [self._records(courier, place.file).get(place.offset) for place in places]

    def _records(self, courier: Courier, file: str) -> dict[int, Record]:
        if file not in self._tasks:
            # lost from the archive
            return {}
        while file not in self._held:
            if not self.patience.until_it_works(partial(self._turn, courier, self._tasks[file])):
                time.sleep(_PAUSE)
        records = self._held.pop(file)
        # the one used last stays longest
        self._held[file] = records
        while len(self._held) > _MOST_HELD:
            del self._held[next(iter(self._held))]
        return records

    def _turn(self, courier: Courier, wanted: _Task) -> bool:
        """Takes the readings of a file if they are there; sends what was lost, and what comes next."""
        came = self.shared.bundles()
        if any(id == wanted.id and self._take(courier, name, wanted) for name, id in came.items()):
            return True
        for id, why in courier.look_after(set(came.values())).items():
            raise Failure(f"The archive cannot be read on workers: {id} {why}.")
        if wanted.id not in courier:
            self._send(courier, wanted)
        while self._next and courier.has_room():
            if self._next[0].id not in courier:
                self._send(courier, self._next[0])
            self._next.popleft()
        return False

    def _send(self, courier: Courier, task: _Task) -> None:
        def write() -> None:
            archive = self.data / "archive"
            self.shared.put("tasks", f"{task.id}.tar", pack(archive, [archive / task.file]))

        body = task.source.model_dump(mode="json")
        courier.send(task.id, task.id, READ, [task.id, body, self.address, task.offsets], write)

    def _take(self, courier: Courier, name: str, task: _Task) -> bool:
        """Whether readings are there and whole; what is torn, or asked for after all, is sent once more."""
        courier.forget(task.id)
        try:
            self._held[task.file] = dict(RECORDS.validate_json(self.shared.bundle(name)))
        except (Torn, FileNotFoundError):
            self.shared.remove("bundles", name)
            return False
        self._clear({task.id})
        return True

    def _clear(self, ids: set[str]) -> None:
        """Takes tasks and their bundles out of the store."""
        for id in ids & {name.removesuffix(".tar") for name in self.shared.names("tasks")}:
            self.shared.remove("tasks", f"{id}.tar")
        for name, id in self.shared.bundles().items():
            if id in ids:
                self.shared.remove("bundles", name)
