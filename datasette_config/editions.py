"""The states of a file that is replaced while it is served, each with connections and what was made of it."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from datasette_config.errors import CatalogueError

PATIENCE = 0.1  # seconds for which questions wait for a new edition before the old one answers
READING = 60.0  # seconds for which a new file is read through, so that its pages lie in memory
PREPARING = "preparing an edition"  # name of the thread
CHUNK = 1 << 20
Identity = tuple[int, int, int, int]  # device, inode, time of change, size
Open = Callable[[], sqlite3.Connection]
Built = TypeVar("Built")


class Edition:
    """One state of the file. Its connections go on reading it when the name stands for another file."""

    def __init__(self, identity: Identity, connections: list[sqlite3.Connection]) -> None:
        self.identity = identity
        self._free: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        for connection in connections:
            self._free.put(connection)
        self._worked_out: dict[Callable[[sqlite3.Connection], Any], Any] = {}
        self._working = threading.Lock()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile; they are closed when nobody holds the edition."""
        lent = self._free.get()
        try:
            yield lent
        finally:
            self._free.put(lent)

    def worked_out(
        self, build: Callable[[sqlite3.Connection], Built], connection: sqlite3.Connection
    ) -> Built:
        """What `build` makes of this state of the file, made once."""
        with self._working:
            if build not in self._worked_out:
                self._worked_out[build] = build(connection)
        built: Built = self._worked_out[build]
        return built

    def prepare_like(self, older: Edition) -> None:
        """Works out all that readers of the older edition have asked for."""
        with self.connection() as connection:
            for build in list(older._worked_out):
                self.worked_out(build, connection)


@dataclass(frozen=True, slots=True)
class _Coming:
    """An edition that is being prepared; they are numbered in the order in which they were begun."""

    identity: Identity
    number: int
    since: float
    edition: Future[Edition]


class Editions:
    """Follows the file `path`: a new edition is prepared beside the old one, which answers meanwhile.

    A file that cannot be read does not take the place of one that could. `opened` opens a connection,
    `connections` is how many questions are asked at once.
    """

    def __init__(self, path: Path, opened: Open, connections: int) -> None:
        self._path = path
        self._opened = opened
        self._connections = connections
        self._current: Edition | None = None
        self._number = 0  # of the current one
        self._coming: _Coming | None = None
        self._lock = threading.Lock()

    def current(self) -> Edition:
        """The edition that answers now; CatalogueError when there is no file."""
        identity = _identity(self._path)
        current = self._current
        if current is not None and current.identity == identity:
            return current
        coming = self._prepared(identity)
        if current is None or current.identity[:2] == identity[:2]:
            return coming.edition.result()  # there is no old state left to answer from
        wait([coming.edition], max(0.0, coming.since + PATIENCE - time.monotonic()))
        ready = coming.edition.done() and coming.edition.exception() is None
        return coming.edition.result() if ready else current

    def _prepared(self, identity: Identity) -> _Coming:
        """Begins to prepare the edition of this identity, or gives what has begun already."""
        with self._lock:
            coming = self._coming
            if coming is None or coming.identity != identity:
                number = coming.number + 1 if coming else 1
                coming = self._coming = _Coming(identity, number, time.monotonic(), Future())
                threading.Thread(target=self._prepare, args=(coming,), name=PREPARING, daemon=True).start()
        return coming

    def _prepare(self, coming: _Coming) -> None:
        try:
            threading.Thread(target=_read_through, args=(self._path,), daemon=True).start()
            edition = self._open(coming.identity)
            if self._current is not None:
                edition.prepare_like(self._current)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            traceback.print_exception(error)
            coming.edition.set_exception(error)
            return
        with self._lock:
            if coming.number > self._number:
                self._current, self._number = edition, coming.number
        coming.edition.set_result(edition)

    def _open(self, identity: Identity) -> Edition:
        """All connections to one state of the file: anew when it is replaced while they are opened."""
        while True:
            connections = [self._opened() for _ in range(self._connections)]
            if (now := _identity(self._path)) == identity:
                return Edition(identity, connections)
            identity = now
            for connection in connections:
                connection.close()


def _read_through(path: Path) -> None:
    """Brings the file into the system's memory, as far as time allows: later readers need no disk."""
    end, chunk = time.monotonic() + READING, bytearray(CHUNK)
    with suppress(OSError), path.open("rb", buffering=0) as file:
        while time.monotonic() < end and file.readinto(chunk):
            pass


def _identity(path: Path) -> Identity:
    try:
        state = path.stat()
    except FileNotFoundError:
        raise CatalogueError(f"There is no snapshot at {path}: run “fundtrace publish” first.") from None
    return (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
