"""Hands tasks out, merges bundles as they come, sends again what was lost, until all is in the database."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.archive import Place
from crawlers.holding import held
from crawlers.members import member_at
from crawlers.sources import Source
from db.slices import Merged, awaited, merge, plan, write_slice
from db.store import Store, open_store
from fundtrace.failure import Failure
from fundtrace.logs import log
from fundtrace.places import make_data_folder, work_database
from fundtrace.workers.sharing import Shared, Torn, pack, unpack
from fundtrace.workers.tasks import DEAD_AFTER, QUEUE, VISIT, held_key, make_app

Clock = Callable[[], datetime]
_PAUSE = 0.2


@dataclass(slots=True)
class Collector:
    """One for a data folder. `redis` and `app` are Celery's broker; `shared` is where bundles arrive."""

    data: Path
    shared: Shared
    address: str
    broker: str
    now: Clock
    contact: str | None = None
    _sent: dict[str, float] = field(default_factory=dict)

    def visit(self, sources: Iterable[Source]) -> dict[str, int]:
        """Visits the sources on all workers; counts of bundles `merged`, `known`, `stale` and `torn`.

        When an earlier collector died, its work is brought to an end and no other is begun.
        """
        from redis import Redis

        chosen = {source.id: source for source in sources}
        make_data_folder(self.data)
        redis, app = Redis.from_url(self.broker), make_app(self.broker)
        counts = {"merged": 0, "known": 0, "stale": 0, "torn": 0}
        with open_store(work_database(self.data)) as store, ExitStack() as locks:
            if not awaited(store):
                plan(store, chosen, self.now())
            for id, source in awaited(store).items():
                if source not in chosen:
                    raise Failure(f"A bundle of {source} is awaited ({id}): name it, too, or add its file.")
                if not locks.enter_context(held(self.data, source)):
                    raise Failure(f"{source} is being crawled on this machine: wait until that has ended.")
                self._hand_out(store, source)
            while waiting := awaited(store):
                for name, outcome in self._merge_all(store):
                    counts[outcome] += 1
                    log("bundle", name=name, outcome=outcome)
                self._send_lost(redis, app, store, waiting, chosen)
                time.sleep(_PAUSE)
            for _name, outcome in self._merge_all(store):
                counts[outcome] += 1
        return counts

    def _hand_out(self, store: Store, source: str) -> str:
        """Writes the task of a source; the same id again for one that is awaited already."""
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            slice = Path(folder) / "fundtrace.db"
            id = write_slice(store, source, slice)
            _write_records(store, self.data / "archive", source, Path(folder))
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            self.shared.put("tasks", f"{id}.tar", pack(Path(folder), files))
        return id

    def _merge_all(self, store: Store) -> list[tuple[str, str]]:
        return [(name, self._merge(store, name, id)) for name, id in self.shared.bundles().items()]

    def _merge(self, store: Store, name: str, id: str) -> str:
        """Merges one bundle and removes it; what is lost on the way is sent again."""
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            try:
                unpack(self.shared.bundle(name), Path(folder))
            except FileNotFoundError:
                return "known"
            except Torn:
                self.shared.remove("bundles", name)
                self._sent.pop(id, None)
                return "torn"
            if id in awaited(store):
                # the archive first: rows that name what is not there are worse than files that nobody names
                _copy_archive(Path(folder) / "archive", self.data / "archive")
            outcome: Merged = merge(store, id, Path(folder) / "fundtrace.db", self.now())
        self.shared.remove("bundles", name)
        if outcome == "stale":
            self._hand_out(store, id.rpartition(".")[0])
            self._sent.pop(id, None)
        else:
            self.shared.remove("tasks", f"{id}.tar")
        return outcome

    def _send_lost(
        self, redis: Any, app: Any, store: Store, waiting: dict[str, str], chosen: dict[str, Source]
    ) -> None:
        """Sends tasks that no worker has and that are in no queue: new ones, and those of the dead."""
        queued = redis.llen(QUEUE)
        for id, source in waiting.items():
            sent = self._sent.get(id)
            lost = sent is None or (
                not queued and time.monotonic() - sent > DEAD_AFTER and not redis.exists(held_key(source))
            )
            if (
                lost
                and source in chosen
                and id in awaited(store)
                and id not in self.shared.bundles().values()
            ):
                body = chosen[source].model_dump(mode="json")
                app.send_task(VISIT, args=[id, body, self.address, self.contact], queue=QUEUE)
                self._sent[id] = time.monotonic()


def _write_records(store: Store, archive: Path, source: str, folder: Path) -> None:
    """The records that a visit may read: latest bodies of lists, and all files of one that was cut off."""
    row = store.db.execute("SELECT run FROM visits WHERE source = ?", [source]).fetchone()
    run = row[0] if row else None
    if run is not None:
        for path in sorted((archive / source).glob(f"{run}*.warc.gz")):
            (folder / "archive" / source).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / "archive" / source / path.name)
    records = folder / "records"
    records.mkdir()
    sql = """SELECT warc_file, warc_offset FROM captures c WHERE source = ? AND role NOT IN ('page', 'robots')
        AND revisit_of IS NULL AND status BETWEEN 200 AND 299 AND run IS NOT ?
        AND id = (SELECT max(id) FROM captures d WHERE d.url = c.url AND d.source = c.source
            AND d.revisit_of IS NULL AND d.status BETWEEN 200 AND 299)"""
    for number, (file, offset) in enumerate(store.db.execute(sql, [source, run]).fetchall()):
        body = member_at(archive / Place(file, offset).file, offset)
        if body is not None:
            (records / f"{number}.bin").write_bytes(body)
            place = json.dumps({"file": file, "offset": offset})
            (records / f"{number}.json").write_text(place, encoding="utf-8")


def _copy_archive(origin: Path, archive: Path) -> None:
    """Puts a bundle's archive files in their place; each appears whole, the same again is the same."""
    for path in sorted(origin.rglob("*.warc.gz")) if origin.is_dir() else ():
        target = archive / path.relative_to(origin)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(path, part)
        part.replace(target)
