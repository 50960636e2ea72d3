"""Reads captures in processes of their own, so that fetching keeps its pace.

A worker gets the place of a record, never its body: what waits to be read lies in the archive and costs no
memory. A small run reads in the process itself, because starting a worker costs as much as forty pages.
A worker that dies or hangs is replaced, and the record is read once more by a fresh one; the second time
the record is to blame and is said to be unreadable.
"""

from __future__ import annotations

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crawlers.archive import Capture, Place
from crawlers.reading import NotRead, Reading, Record, Unreadable, read_record, readings_of
from crawlers.sources import Source
from normalise.document_reading import DocumentReading

# readings that the process does itself before it starts workers
WARM_UP = 40
# with so many sources a run is no small one
MANY_SOURCES = 8
# seconds; a page takes some thirty milliseconds, an API answer a hundred times that
PATIENCE = 120.0
_TRIES = 2
_NICENESS = 5


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Readers:
    """Workers that are started when there is enough to read, at most `jobs` of them; 0 for none ever."""

    def __init__(self, folder: Path, jobs: int, *, at_once: bool = False) -> None:
        """`folder` is the archive's; `at_once` starts workers with the first reading."""
        self._folder = folder
        self._left_here = 0 if at_once else WARM_UP
        self._jobs = jobs
        self._threads: ThreadPoolExecutor | None = None
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        self._closed = False

    @property
    def inside(self) -> bool:
        """Whether the next reading happens in this process."""
        return self._jobs <= 0 or self._left_here > 0

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers that live."""
        return [worker.pid for worker in self._all if worker.alive]

    async def read(self, source: Source, place: Place, capture: Capture | None = None) -> list[Reading]:
        """The articles of the record at the place; `capture` is its content when it is at hand.

        Raises Unreadable when it cannot be read or the archive has lost it.
        """
        record: Record
        if self.inside:
            self._left_here -= 1
            if capture is not None:
                return readings_of(capture, source)
            record = read_record(self._folder, source, place)
        else:
            record = await self._read_apart(source, place)
        record = _there(record, place)
        return record if isinstance(record, list) else []

    async def read_document(self, source: Source, place: Place) -> DocumentReading:
        """What the document at the place says; a worker reads it where there may be any, for it may be slow.

        Raises Unreadable when reading it ends the process, or the archive has lost it.
        """
        apart = self._jobs > 0
        record = await self._read_apart(source, place) if apart else read_record(self._folder, source, place)
        record = _there(record, place)
        return record if isinstance(record, DocumentReading) else DocumentReading("no document")

    async def _read_apart(self, source: Source, place: Place) -> Record:
        self._threads = self._threads or ThreadPoolExecutor(self._jobs, thread_name_prefix="reader")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, source, place)

    def close(self) -> None:
        """Ends the workers; what they were reading is not read."""
        self._closed = True
        for worker in self._all:
            worker.end()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)

    def _ask(self, source: Source, place: Place) -> Record:
        why = ""
        for _attempt in range(_TRIES):
            if self._closed:
                break
            worker = self._take()
            try:
                record = worker.read(source, place)
            except (EOFError, OSError) as error:
                worker.end()
                why = str(error) or "the process ended"
                continue
            self._idle.append(worker)
            return record
        return NotRead(
            f"{place.file}, byte {place.offset}: reading it ended the reading process twice ({why})"
        )

    def _take(self) -> _Worker:
        # only as many threads as workers come here, and a list's own steps cannot be torn apart
        if self._idle:
            return self._idle.pop()
        worker = _Worker(self._folder)
        self._all = [each for each in self._all if each.alive] + [worker]
        return worker


def _there(record: Record, place: Place) -> list[Reading] | DocumentReading:
    if isinstance(record, NotRead):
        raise Unreadable(record)
    if record is None:
        raise Unreadable(NotRead(f"{place.file}: the archive has lost the record at byte {place.offset}"))
    return record


class _Worker:
    """One process that reads one record after the other."""

    def __init__(self, folder: Path) -> None:
        # spawned, because this process runs threads
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: Any = context.Process(target=_serve, args=(theirs, folder), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    @property
    def alive(self) -> bool:
        return bool(self._process.is_alive())

    def read(self, source: Source, place: Place) -> Record:
        """EOFError or OSError when the process died or was too slow."""
        self._connection.send((source, place))
        if not self._connection.poll(PATIENCE):
            raise TimeoutError(f"no end after {PATIENCE:g} seconds")
        record: Record = self._connection.recv()
        return record

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, folder: Path) -> None:
    # who asks decides when to end; when it dies the connection ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.nice(_NICENESS)
    while True:
        try:
            source, place = connection.recv()
            connection.send(read_record(folder, source, place))
        except (EOFError, OSError):
            return
