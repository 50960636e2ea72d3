"""The work database, and the only way to write to it.

Every writer is one transaction and may be repeated: the same again changes nothing. Several writers
can share a transaction with `with store.batch():`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from db import addresses, articles, captures, forgetting, moves, rebuilding, runs
from db.errors import StoreError, explain
from db.moments import instant
from db.opening import open_database
from db.records import (
    Capture,
    CaptureRole,
    Departure,
    Difference,
    Request,
    Saved,
    SourceRecord,
    SourceRun,
    Validators,
)
from normalise.records import Extraction, Page

Moment = datetime | str


def open_store(path: Path | str) -> Store:
    """Opens or makes the work database at `path`; StoreError with a plain sentence when that cannot be."""
    return Store(open_database(Path(path)), Path(path))


class Store:
    """An open work database; a context manager that closes it."""

    def __init__(
        self, db: Database, path: Path, *, elsewhere: Callable[[str], bool] = lambda article: False
    ) -> None:
        """`elsewhere` says whether an article that this database lacks is another source's."""
        self.db = db
        self.path = path
        self._elsewhere = elsewhere

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was not committed is not kept."""
        self.db.conn.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction around several writers: all of it is kept, or nothing.

        Keep it short and fetch nothing inside: other writers wait. StoreError when the disk is full, the
        file cannot be written, or another process holds it.
        """
        try:
            if self.db.conn.in_transaction:
                with self.db.atomic():
                    yield
            else:
                with self._transaction():
                    yield
        except sqlite3.Error as error:
            sentence = explain(error, self.path)
            if sentence is None:
                raise
            raise StoreError(sentence) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # IMMEDIATE: a reader that turns writer inside its transaction would fail at once, without waiting
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.conn.execute("COMMIT")
        except BaseException:
            self.db.conn.rollback()
            raise

    # -- sources and runs

    def save_sources(self, sources: Iterable[SourceRecord]) -> None:
        """Keeps name, home, kind, organisation and region of each source."""
        with self.batch():
            runs.upsert_sources(self.db, sources)

    def begin_run(self, started: Moment, version: str | None = None) -> str:
        """Notes that a run starts; its id, fit for a file name (`20261122T170000Z`)."""
        with self.batch():
            return runs.insert_run(self.db, instant(started), version)

    def end_run(self, run: str, finished: Moment) -> None:
        """Notes that the run is over; a run without an end was cut off."""
        with self.batch():
            runs.finish_run(self.db, run, instant(finished))

    def save_requests(self, run: str, source: str, requests: Iterable[Request]) -> None:
        """How requests of the run ended, one row per address; the last outcome of an address stands."""
        with self.batch():
            runs.upsert_requests(self.db, run, source, requests)

    def outcomes(self, run: str, source: str) -> dict[str, int]:
        """How many requests of the source ended how in the run; outcomes that did not occur are absent."""
        return runs.count_outcomes(self.db, run, source)

    def save_source_run(
        self, run: str, source: str, account: SourceRun, started: Moment, finished: Moment
    ) -> None:
        """Keeps the account of a source in a run; one that does not add up becomes an issue."""
        with self.batch():
            runs.upsert_source_run(self.db, run, source, account, instant(started), instant(finished))

    def save_issue(self, source: str, kind: str, detail: str, since: Moment) -> None:
        """Notes something odd about a source; the same again keeps its first date."""
        with self.batch():
            runs.insert_issue(self.db, source, None, kind, detail, instant(since))

    def keep_issue(self, source: str, kind: str, detail: str, since: Moment) -> None:
        """Notes the one thing of this kind that is odd about a source, in the place of an earlier one."""
        with self.batch():
            runs.keep_issue(self.db, source, kind, detail, instant(since))

    def clear_issues(self, source: str, kind: str) -> None:
        """Takes back what was noted of this kind about a source."""
        with self.batch():
            runs.clear_issues(self.db, source, kind)

    # -- captures

    def save_capture(
        self,
        *,
        run: str,
        source: str,
        url: str,
        fetched_at: Moment,
        status: int,
        warc_file: str,
        warc_offset: int,
        final_url: str | None = None,
        media_type: str | None = None,
        sha256: str | None = None,
        revisit_of: int | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        role: CaptureRole = "page",
        feed_date: str | None = None,
    ) -> int:
        """One response as received and where it lies in the archive; returns the capture's id.

        `sha256` is that of the body. `revisit_of` names the capture with the body when this response
        repeats it. The same place in the archive given twice is one capture.
        """
        row = {
            "run": run,
            "source": source,
            "url": url,
            "final_url": final_url or url,
            "fetched_at": instant(fetched_at),
            "status": status,
            "media_type": media_type,
            "sha256": sha256,
            "warc_file": warc_file,
            "warc_offset": warc_offset,
            "revisit_of": revisit_of,
            "etag": etag,
            "last_modified": last_modified,
            "role": role,
            "feed_date": feed_date,
        }
        with self.batch():
            return captures.insert_capture(self.db, row)

    def capture(self, identity: int) -> Capture:
        """The capture with this id; UnknownCapture when there is none."""
        return captures.capture_by_id(self.db, identity)

    def last_capture(self, url: str, source: str | None = None, before: str | None = None) -> Capture | None:
        """The latest capture of the address that holds a body (of the source, when one is named), or None.

        `before` names a run whose own captures do not count.
        """
        return captures.last_capture(self.db, url, source, before)

    def captures_of(self, source: str) -> Iterator[Capture]:
        """All captures of a source as they were fetched, oldest first, failures and revisits included."""
        return captures.captures_of(self.db, source)

    def validators(self, url: str, source: str | None = None, before: str | None = None) -> Validators | None:
        """ETag and Last-Modified for a conditional request, or None when there are none."""
        return captures.validators(self.db, url, source, before)

    # -- articles

    def save_article(
        self, page: Page, extraction: Extraction, source: str, capture: int, seen_at: Moment
    ) -> Saved:
        """Keeps what a capture says about an article, and says what that changed.

        `seen_at` is the time of the capture. `unchanged`: same title, text and findings, only `last_seen`
        moves. `changed`: a new title or text (the old is kept as a revision), or, when the page's bytes
        are the same and only our rules differ, better findings without a revision. An article of another
        source, or one that the source has under another address with the same title, text and date, is
        not stored again: `unchanged`; nor is one that was removed for good.
        """
        with self.batch():
            held = captures.capture_by_id(self.db, capture)
            reading = articles.read(page, extraction, source, held, instant(seen_at))
            if self._elsewhere(reading.id):
                return "unchanged"
            if forgetting.is_forgotten(self.db, reading.id, reading.text_digest):
                return "unchanged"
            return articles.save_reading(self.db, reading)

    def forgotten_addresses(self) -> frozenset[str]:
        """SHA-256 of the keys of addresses that an operator had removed (`crawlers.forgetting.mark_of`)."""
        return forgetting.forgotten_addresses(self.db)

    def forget(
        self,
        doomed: forgetting.Doomed,
        keys: Iterable[str],
        rewritten: forgetting.Rewritten,
        why: str,
        since: Moment,
    ) -> None:
        """Removes articles from every table, for good; the archive's new files take the old ones' place."""
        with self.batch():
            forgetting.note_forgotten(self.db, doomed, keys, why, instant(since))
            forgetting.remove_rows(self.db, doomed, rewritten)

    def scrub(self) -> None:
        """Rewrites the file, so that nothing that was deleted can be read from it."""
        try:
            forgetting.scrub(self.db)
        except sqlite3.Error as error:
            raise StoreError(explain(error, self.path) or str(error)) from error

    def mark_seen(self, url: str, capture: int) -> int:
        """An unchanged answer (304, or the same bytes): what it showed is still there.

        Returns how many articles; a list or API answer may stand for many.
        """
        with self.batch():
            return addresses.see_again(self.db, url, captures.capture_by_id(self.db, capture))

    def follow_move(self, redirect: int) -> None:
        """A redirect from one address to another: two articles that read alike become the older of them."""
        with self.batch():
            moves.follow_move(self.db, captures.capture_by_id(self.db, redirect))

    def mark_gone(self, url: str, capture: int) -> Departure:
        """A 404 or 410: `suspected` first, `gone` when a later run sees it again, else `unknown`."""
        with self.batch():
            return addresses.note_departure(self.db, url, captures.capture_by_id(self.db, capture))

    def rebuild(self, source: str, replay: Callable[[Store], None]) -> Difference:
        """Reads the archive of one source again: `replay` gets a fresh store with its captures, no article.

        It goes through `fresh.captures_of(source)` in that order with `save_article`, `mark_seen`,
        `mark_gone` and `save_issue` of the fresh store. When it is done, the fresh articles take the place of
        the source's, all at once; when it raises, nothing changes. The same captures and rules give the
        same rows. StoreError when the source was crawled meanwhile.
        """
        with rebuilding.fresh_database(self.path, source) as fresh:
            replay(
                Store(
                    fresh,
                    self.path,
                    elsewhere=lambda article: rebuilding.has_elsewhere(self.db, source, article),
                )
            )
            with self.batch():
                return rebuilding.replace_articles(self.db, fresh, source)
