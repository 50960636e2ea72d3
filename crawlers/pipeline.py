"""From a capture to rows: archive, read, extract, store. Holds no rules of its own."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from crawlers.account import EMPTY, NO_ARTICLE, RESTING, Account, Ending
from crawlers.answers import Answer, target_of
from crawlers.archive import Archive, Capture, Earlier, Place, read_back
from crawlers.memory import Known
from crawlers.packing import BodyError
from crawlers.pages import why_unread
from crawlers.readers import Readers
from crawlers.reading import Unreadable
from crawlers.sources import Source
from db.frontier import Frontier
from db.records import Request, SourceRecord
from db.revisits import steadiness
from db.store import Store
from db.unread import is_empty
from normalise.records import UNREAD_KINDS

UNREADABLE_PAGE = "unreadable page"


@dataclass(slots=True)
class StoreMemory:
    """Captures in the database and bodies in the archive: a `Memory` that lasts."""

    store: Store
    folder: Path
    source: str
    run: str
    archive_file: Archive
    started: datetime
    every: timedelta
    # an earlier version did not tell empty pages from those that are no article's: those are read once more
    told_empty: bool = True

    def resting(self, url: str) -> str | None:
        """`resting` for an article whose turn has not come, `no article` for another such page, or None."""
        steady = steadiness(self.store, self.source, url)
        if steady is None or not steady.rests(self.started, self.every):
            return None
        if not steady.of_article:
            return NO_ARTICLE if self.told_empty else None
        return RESTING

    def known(self, url: str) -> Known | None:
        """The latest capture with a body of the address, or None.

        What this very run received does not count: it may have been cut off before it was read.
        """
        held = self.store.last_capture(url, self.source, before=self.run)
        if held is None or held.sha256 is None:
            return None
        validators = self.store.validators(url, self.source, before=self.run)
        return Known(
            id=held.id,
            sha256=held.sha256,
            fetched_at=held.fetched_at,
            place=Place(held.warc_file, held.warc_offset),
            etag=validators.etag if validators else None,
            last_modified=validators.last_modified if validators else None,
        )

    def read(self, known: Known) -> Capture | None:
        """Its record from the archive, or None when the archive has lost it."""
        try:
            return read_back(self.folder, known.place)
        except (FileNotFoundError, BodyError):
            return None

    def archive(self, capture: Capture, known: Known | None) -> Place:
        """Writes a response to the archive, as a revisit when it repeats the known one."""
        earlier = Earlier(capture.url, known.fetched_at, known.sha256) if known is not None else None
        return self.archive_file.write(capture, earlier)

    def keep(self, capture: Capture, known: Known | None) -> int:
        """Notes a capture that was archived; its id. `known`: the capture that it repeats."""
        place = capture.place or self.archive(capture, known)
        return self.store.save_capture(
            run=self.run,
            source=self.source,
            url=capture.url,
            final_url=target_of(capture),
            fetched_at=capture.fetched_at,
            status=capture.status,
            warc_file=place.file,
            warc_offset=place.offset,
            media_type=(capture.header("Content-Type") or "").partition(";")[0].strip().lower() or None,
            sha256=known.sha256 if known is not None else capture.sha256,
            revisit_of=known.id if known is not None else None,
            etag=capture.header("ETag"),
            last_modified=capture.header("Last-Modified"),
            role=capture.role,
            feed_date=capture.feed_date,
        )


@dataclass(slots=True)
class Intake:
    """Stores what answers bring, in their order and beside the fetching, and counts their articles."""

    store: Store
    memory: StoreMemory
    source: Source
    account: Account
    readers: Readers
    frontier: Frontier
    _waiting: deque[Answer] = field(default_factory=deque)
    _task: asyncio.Task[None] | None = None

    def __call__(self, answer: Answer) -> None:
        """Takes in one answer, soon; raises what went wrong with an earlier one (a full disk).

        An unchanged answer is not read again, unless nothing of it is known (a run was cut off before).
        """
        if answer.capture_id is None and not answer.hops:
            return
        if not self.readers.inside:
            # the archive has the body; a long queue of bodies would fill the memory
            answer = replace(answer, capture=None)
        self._waiting.append(answer)
        if self._task is not None and self._task.done():
            self._task.result()
            self._task = None
        if self._task is None:
            self._task = asyncio.ensure_future(self._work())

    async def finish(self) -> None:
        """Waits until all that was taken in is stored; raises what went wrong with it."""
        if self._task is not None:
            await self._task

    async def stop(self) -> None:
        """Leaves what is not stored yet; the archive has it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _work(self) -> None:
        while self._waiting:
            await self._take(self._waiting.popleft())

    async def _take(self, answer: Answer) -> None:
        for hop in answer.hops:
            self.store.follow_move(hop)
        if answer.capture_id is None:
            return
        if answer.tally is not None:
            self.account.take_tally(answer.tally, answer.url)
        elif answer.outcome == "gone":
            with self._noting(answer):
                self.store.mark_gone(answer.final_url, answer.capture_id)
        elif answer.outcome == "unchanged" and answer.repeats is not None:
            await self._see_again(answer, answer.capture_id, answer.repeats)
        elif answer.outcome == "fetched":
            await self._store(answer, answer.capture_id)

    async def _see_again(self, answer: Answer, identity: int, repeats: Known) -> None:
        with self._noting(answer) as tally:
            seen = self.store.mark_seen(answer.final_url, identity)
            if seen:
                tally["unchanged"] = seen
                tally.update(self._without_text(answer, repeats.place))
        if not seen:
            await self._store(answer, repeats.id)
            self.store.mark_seen(answer.final_url, identity)

    async def _store(self, answer: Answer, identity: int) -> None:
        held = self.store.capture(identity)
        if held.role == "other":
            # asked only whether it is there
            with self._noting(answer) as tally:
                tally["unchanged"] = self.store.mark_seen(answer.final_url, identity)
            return
        place = Place(held.warc_file, held.warc_offset)
        try:
            readings = await self.readers.read(self.source, place, answer.capture)
        except Unreadable as error:
            with self._noting(answer) as tally:
                tally[error.why.tally] = 1
                self.store.save_issue(self.source.id, UNREADABLE_PAGE, str(error), held.fetched_at)
            return
        with self._noting(answer) as tally:
            tally.update(
                self.store.save_article(page, extraction, self.source.id, identity, held.fetched_at)
                for page, extraction in readings
            )
            if held.role == "api" or not readings:
                tally.update(self._why_unread(place, answer.capture))
            elif any(issue.kind in UNREAD_KINDS for page, _ in readings for issue in page.issues):
                tally[EMPTY] = 1

    def _without_text(self, answer: Answer, place: Place) -> dict[str, int]:
        """What is to be said again of an unchanged answer that is not read again."""
        if self.store.capture(answer.capture_id or 0).role == "api":
            return self._why_unread(place, answer.capture)
        return {EMPTY: 1} if is_empty(self.store, self.source.id, answer.final_url) else {}

    def _why_unread(self, place: Place, capture: Capture | None) -> dict[str, int]:
        try:
            why = why_unread(capture or read_back(self.memory.folder, place), self.source)
        except (FileNotFoundError, BodyError):
            why = EMPTY
        return {why: 1} if why else {}

    @contextmanager
    def _noting(self, answer: Answer) -> Iterator[Counter[str]]:
        """One transaction around what an answer brings and the note that it was read."""
        tally: Counter[str] = Counter()
        with self.store.batch():
            yield tally
            self.frontier.note_reading(answer.url, dict(tally))
        self.account.take_tally(tally, answer.url)


def source_record(source: Source, kind: str) -> SourceRecord:
    """The source as the database keeps it."""
    organisation = source.organisation.name if source.organisation else None
    return SourceRecord(source.id, source.name, source.home, kind, organisation, source.region)


def request_row(ending: Ending) -> Request:
    """The ending of a request as the database keeps it."""
    return Request(ending.url, ending.outcome, ending.failure, ending.detail)
