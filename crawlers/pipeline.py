"""From a capture to rows: archive, read, extract, store. Holds no rules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawlers.account import Account, Ending
from crawlers.archive import Archive, BodyError, Capture, Earlier, Place, read_back
from crawlers.fetch import Answer
from crawlers.memory import Known
from crawlers.pages import PageInput, pages_of
from crawlers.sources import Source
from db.errors import StoreError
from db.records import Request, Saved, SourceRecord
from db.store import Store
from normalise.extract import Standing, extract_page
from normalise.page import Selectors, read_page
from normalise.records import Extraction, Page


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
        held = self.store.last_capture(url)
        if held is None or held.sha256 is None or held.source != self.source:
            return None
        validators = self.store.validators(url)
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


def read_and_extract(page: PageInput, source: Source) -> tuple[Page, Extraction]:
    """What a page says, by today's rules."""
    chosen = source.selectors
    selectors = Selectors(chosen.title, chosen.date, chosen.body)
    standing = Standing(funders=source.standing.funders, grants=source.standing.grants)
    read = read_page(page.html, page.url, selectors=selectors, feed_date=page.feed_date)
    return read, extract_page(read, standing=standing)


def store_pages(store: Store, capture: Capture, identity: int, source: Source) -> list[Saved]:
    """Stores the articles of a capture, in one transaction; what each was, in the capture's order."""
    readings = [read_and_extract(page, source) for page in pages_of(capture, source)]
    with store.batch():
        return [
            store.save_article(page, extraction, source.id, identity, capture.fetched_at)
            for page, extraction in readings
            if page.text.strip()
        ]


def take_in(store: Store, answer: Answer, source: Source, account: Account) -> int:
    """Stores what an answer brought and counts its articles; returns how many it showed.

    An unchanged answer is not read again, unless nothing of it is known (a run was cut off before).
    """
    if answer.capture_id is None:
        return 0
    if answer.outcome == "gone":
        store.mark_gone(answer.final_url, answer.capture_id)
        return 0
    if answer.outcome == "unchanged":
        seen = store.mark_seen(answer.final_url, answer.capture_id)
        if seen:
            account.articles["unchanged"] += seen
            return seen
    if not answer.has_body or answer.capture is None:
        return 0
    try:
        saved = store_pages(store, answer.capture, answer.capture_id, source)
    except (StoreError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - a page that our rules choke on must not end the site's run
        account.unreadable += 1
        sentence = f"{answer.final_url}: {type(error).__name__}: {error}"
        store.save_issue(source.id, "unreadable page", sentence, answer.capture.fetched_at)
        return 0
    account.articles.update(saved)
    return len(saved)


def source_record(source: Source, kind: str) -> SourceRecord:
    """The source as the database keeps it."""
    organisation = source.organisation.name if source.organisation else None
    return SourceRecord(source.id, source.name, source.home, kind, organisation, source.region)


def request_row(ending: Ending) -> Request:
    """The ending of a request as the database keeps it."""
    return Request(ending.url, ending.outcome, ending.failure, ending.detail)
