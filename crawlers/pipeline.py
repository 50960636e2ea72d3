"""From a capture to rows: archive, read, extract, store. Holds no rules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawlers.account import Account, Ending
from crawlers.answers import Answer
from crawlers.archive import Archive, Capture, Earlier, Place, read_back
from crawlers.memory import Known
from crawlers.packing import BodyError
from crawlers.pages import PageInput, pages_of
from crawlers.sources import Source
from db.records import Request, SourceRecord
from db.store import Store
from normalise.extract import Standing, extract_page
from normalise.page import Selectors, read_page
from normalise.records import Extraction, Page

UNREADABLE = "unreadable page"

Reading = tuple[Page, Extraction]


@dataclass(slots=True)
class StoreMemory:
    """Captures in the database and bodies in the archive: a `Memory` that lasts."""

    store: Store
    folder: Path
    source: str
    run: str
    archive_file: Archive

    def known(self, url: str) -> Known | None:
        """The latest capture with a body of the address, or None."""
        held = self.store.last_capture(url, self.source)
        if held is None or held.sha256 is None:
            return None
        validators = self.store.validators(url, self.source)
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


def read_and_extract(page: PageInput, source: Source) -> Reading:
    """What a page says, by today's rules."""
    chosen = source.selectors
    selectors = Selectors(chosen.title, chosen.date, chosen.body)
    standing = Standing(funders=source.standing.funders, grants=source.standing.grants)
    read = read_page(page.html, page.url, selectors=selectors, feed_date=page.feed_date)
    return read, extract_page(read, standing=standing)


class Unreadable(Exception):
    """A capture that our own rules choke on; the message says which and how."""


def readings_of(capture: Capture, source: Source) -> list[Reading]:
    """The articles of a capture that hold any text, read by today's rules; raises Unreadable."""
    try:
        readings = [read_and_extract(page, source) for page in pages_of(capture, source)]
    except Exception as error:
        # a page that our rules choke on must not end the reading of all others
        raise Unreadable(f"{capture.url}: {type(error).__name__}: {error}") from error
    return [(page, extraction) for page, extraction in readings if page.text.strip()]


@dataclass(slots=True)
class Intake:
    """Stores what answers bring, and counts their articles in the account."""

    store: Store
    memory: StoreMemory
    source: Source
    account: Account

    def __call__(self, answer: Answer) -> int:
        """Stores one answer; returns how many articles it showed.

        An unchanged answer is not read again, unless nothing of it is known (a run was cut off before).
        """
        if answer.capture_id is None:
            return 0
        if answer.outcome == "gone":
            self.store.mark_gone(answer.final_url, answer.capture_id)
            return 0
        if answer.outcome == "unchanged" and answer.repeats is not None:
            return self._see_again(answer, answer.capture_id, answer.repeats)
        if answer.outcome == "fetched" and answer.capture is not None:
            return self._store(answer.capture, answer.capture_id)
        return 0

    def _see_again(self, answer: Answer, identity: int, repeats: Known) -> int:
        seen = self.store.mark_seen(answer.final_url, identity)
        if seen:
            self.account.articles["unchanged"] += seen
            return seen
        capture = answer.capture or self.memory.read(repeats)
        if capture is None:
            return 0
        stored = self._store(capture, repeats.id)
        self.store.mark_seen(answer.final_url, identity)
        return stored

    def _store(self, capture: Capture, identity: int) -> int:
        try:
            readings = readings_of(capture, self.source)
        except Unreadable as error:
            self.account.unreadable += 1
            self.store.save_issue(self.source.id, UNREADABLE, str(error), capture.fetched_at)
            return 0
        with self.store.batch():
            saved = [
                self.store.save_article(page, extraction, self.source.id, identity, capture.fetched_at)
                for page, extraction in readings
            ]
        self.account.articles.update(saved)
        return len(saved)


def source_record(source: Source, kind: str) -> SourceRecord:
    """The source as the database keeps it."""
    organisation = source.organisation.name if source.organisation else None
    return SourceRecord(source.id, source.name, source.home, kind, organisation, source.region)


def request_row(ending: Ending) -> Request:
    """The ending of a request as the database keeps it."""
    return Request(ending.url, ending.outcome, ending.failure, ending.detail)
