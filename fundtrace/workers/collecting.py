"""Hands tasks out, merges bundles as they come, sends again what was lost, until all is in the database."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from crawlers.archive import Place
from crawlers.holding import held
from crawlers.members import member_at
from crawlers.sources import Source
from db.errors import StoreError
from db.frontier import open_visit
from db.slices import Merged, awaited, merge, plan, withdraw, write_slice
from db.store import Store, open_store
from fundtrace.failure import Failure
from fundtrace.logs import log
from fundtrace.places import make_data_folder, work_database
from fundtrace.workers.patience import COLLECTORS, Away, Patience
from fundtrace.workers.queue import Queue
from fundtrace.workers.sending import Courier
from fundtrace.workers.sharing import Shared, Torn, pack, unpack
from fundtrace.workers.tasks import VISIT

Clock = Callable[[], datetime]
_PAUSE = 0.2
_OUTCOMES = ("merged", "known", "stale", "torn")


@dataclass(slots=True)
class Collector:
    """One for a data folder. `queue` leads to workers; `shared`, at `address`, is where bundles arrive."""

    data: Path
    shared: Shared
    address: str
    queue: Queue
    now: Clock
    contact: str | None = None
    patience: Patience = COLLECTORS
    _given_up: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def visit(self, sources: Iterable[Source]) -> dict[str, int]:
        """Visits the sources on all workers; counts of bundles `merged`, `known`, `stale` and `torn`.

        When an earlier collector died, its work is brought to an end and no other is begun. While the queue
        or the store is away it waits and says so. Failure when a visit broke off on workers again and again:
        the others are made, and the source can be visited later.
        """
        chosen = {source.id: source for source in sources}
        make_data_folder(self.data)
        # whoever names a queue or a store that is not there is told at once
        self.queue.was_emptied()
        self.shared.sweep()
        with open_store(work_database(self.data)) as store, ExitStack() as locks:
            if not awaited(store):
                plan(store, chosen, self.now())
            for id, source in awaited(store).items():
                if source not in chosen:
                    raise Failure(f"A bundle of {source} is awaited ({id}): name it, too, or add its file.")
                if not locks.enter_context(held(self.data, source)):
                    raise Failure(f"{source} is being crawled on this machine: wait until that has ended.")
            try:
                self._collect(store, chosen)
            except Away as away:
                left = len(awaited(store))
                raise Failure(f"{away} {left} bundles are awaited; nothing is lost: run it again.") from away
        if self._given_up:
            lines = "\n".join(f"{source}: {why}" for source, why in sorted(self._given_up.items()))
            raise Failure(f"These visits were given up, all others are made:\n{lines}")
        return {outcome: self.counts[outcome] for outcome in _OUTCOMES}

    def _collect(self, store: Store, chosen: dict[str, Source]) -> None:
        courier = Courier(self.queue)
        while awaited(store):
            self._patiently(lambda: self._turn(store, courier, chosen))
            time.sleep(_PAUSE)
        self._patiently(lambda: self._merge_all(store, courier))

    def _turn(self, store: Store, courier: Courier, chosen: dict[str, Source]) -> None:
        """Merges what came, sends again what was lost, and hands out what has room."""
        self._merge_all(store, courier)
        came = set(self.shared.bundles().values())
        for id, why in courier.look_after(came).items():
            self._given_up[id.rpartition(".")[0]] = why
            withdraw(store, id)
            self._forget(id, courier)
        for id, source in awaited(store).items():
            if id not in came and id not in courier and courier.has_room():
                body = chosen[source].model_dump(mode="json")
                arguments = [id, body, self.address, self.contact]
                courier.send(id, source, VISIT, arguments, partial(self._hand_out, store, source))

    def _patiently(self, step: Callable[[], None]) -> None:
        self.patience.until_it_works(lambda: self._with_room(step))

    def _with_room(self, step: Callable[[], None]) -> None:
        """Room on the disk of the database is waited for, too: a bundle is merged whole or not at all."""
        try:
            step()
        except OSError as wrong:
            why = wrong.strerror or str(wrong)
            raise Away(
                f"{self.data} or a temporary folder cannot be written ({why}). Free some space."
            ) from wrong
        except StoreError as wrong:
            if getattr(wrong.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
                raise
            raise Away(str(wrong)) from wrong

    def _forget(self, id: str, courier: Courier) -> None:
        """Takes a task out of the store that nobody waits for."""
        courier.forget(id)
        self.shared.remove("tasks", f"{id}.tar")

    def _hand_out(self, store: Store, source: str) -> None:
        """Writes the task of a source; the same id again for one that is awaited already."""
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            slice = Path(folder) / "fundtrace.db"
            id = write_slice(store, source, slice)
            _write_records(store, self.data / "archive", source, Path(folder))
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            self.shared.put("tasks", f"{id}.tar", pack(Path(folder), files))

    def _merge_all(self, store: Store, courier: Courier) -> None:
        for name, id in self.shared.bundles().items():
            outcome = self._merge(store, name, id)
            self.counts[outcome] += 1
            if outcome in ("torn", "stale"):
                # handed out anew, from what is known now
                courier.forget(id)
            else:
                self._forget(id, courier)
            log("bundle", name=name, outcome=outcome)

    def _merge(self, store: Store, name: str, id: str) -> Merged | Literal["torn"]:
        """Merges one bundle and removes it."""
        with tempfile.TemporaryDirectory(prefix="fundtrace-") as folder:
            try:
                unpack(self.shared.bundle(name), Path(folder))
            except FileNotFoundError:
                return "known"
            except Torn:
                self.shared.remove("bundles", name)
                return "torn"
            if id in awaited(store):
                # the archive first: rows that name what is not there are worse than files that nobody names
                _copy_archive(Path(folder) / "archive", self.data / "archive")
            outcome = merge(store, id, Path(folder) / "fundtrace.db", self.now())
        source = id.rpartition(".")[0]
        if outcome == "merged" and open_visit(store, source) is not None:
            # its worker was asked to stop; another goes on where it was
            plan(store, [source], self.now())
        self.shared.remove("bundles", name)
        return outcome


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
