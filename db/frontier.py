"""The frontier: what a visit to a source has still to ask and what it has asked.

A visit is open from its first request to its account. One that was cut off (killed, stopped, a full disk)
stays open, and the next crawl of the source goes on with it, under the id of the run that began it.
A row is `waiting` (proposed by its parent), `leased` (being asked) or `done` (it has an outcome in
`requests` and, when something was received, its capture). A lease is held by the process that holds the
source; when another process takes the source over, all leases are void.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from db.moments import instant
from db.records import CaptureRole, Outcome, Request
from db.runs import upsert_requests
from db.store import Moment, Store


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that has not ended; `whole` when everything is asked again, without conditions."""

    run: str
    started: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address to ask for, the address that led to it, and the date that a feed gave for it."""

    url: str
    role: CaptureRole = "page"
    parent: str | None = None
    feed_date: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A request that has ended; `tally` counts what reading it brought, None while it is not read."""

    url: str
    role: CaptureRole
    outcome: Outcome
    failure: str | None
    detail: str | None
    final_url: str
    capture: int | None
    tally: dict[str, int] | None = None

    @property
    def request(self) -> Request:
        """Its row in the account."""
        return Request(self.url, self.outcome, self.failure, self.detail)


def open_visit(store: Store, source: str) -> OpenVisit | None:
    """The source's visit that has not ended, or None."""
    row = store.db.execute("SELECT run, started, whole FROM visits WHERE source = ?", [source]).fetchone()
    return OpenVisit(row[0], row[1], bool(row[2])) if row else None


class Frontier:
    """The frontier of one source in one visit."""

    def __init__(self, store: Store, source: str, run: str) -> None:
        self.store = store
        self.source = source
        self.run = run

    def begin(self, started: Moment, *, whole: bool) -> None:
        """Opens a visit; raises sqlite3.IntegrityError when one is open."""
        with self.store.batch():
            self.store.db.execute(
                "INSERT INTO visits (source, run, started, whole) VALUES (?, ?, ?, ?)",
                [self.source, self.run, instant(started), int(whole)],
            )

    def take_over(self) -> None:
        """Voids the leases of the process that was here before."""
        with self.store.batch():
            self.store.db.execute(
                "UPDATE frontier SET state = 'waiting' WHERE source = ? AND state = 'leased'", [self.source]
            )

    def close(self) -> None:
        """Ends the visit: what waits is forgotten, the account stays."""
        with self.store.batch():
            self.store.db.execute("DELETE FROM visits WHERE source = ?", [self.source])

    def lease(self, row: Waiting) -> int:
        """Notes that the address is being asked for; how often it was, this time included."""
        with self.store.batch():
            found = self.store.db.execute(
                """INSERT INTO frontier (source, url, role, priority, state, attempts, parent, feed_date)
                VALUES (?, ?, ?, 0, 'leased', 1, ?, ?)
                ON CONFLICT (source, url) DO UPDATE SET state = 'leased', attempts = attempts + 1,
                    role = excluded.role, final_url = NULL, capture = NULL, tally = NULL
                RETURNING attempts""",
                [self.source, row.url, row.role, row.parent, row.feed_date],
            ).fetchone()
        return int(found[0])

    def acknowledge(self, done: Iterable[Done], children: Iterable[tuple[int, Waiting]]) -> None:
        """Records how requests ended and where they led (with a priority, small first): all or nothing."""
        ended = list(done)
        with self.store.batch():
            upsert_requests(self.store.db, self.run, self.source, (each.request for each in ended))
            self.store.db.conn.executemany(
                """INSERT INTO frontier (source, url, role, priority, state, final_url, capture)
                VALUES (?, ?, ?, 0, 'done', ?, ?)
                ON CONFLICT (source, url) DO UPDATE SET state = 'done',
                    final_url = excluded.final_url, capture = excluded.capture""",
                [[self.source, each.url, each.role, each.final_url, each.capture] for each in ended],
            )
            self.store.db.conn.executemany(
                """INSERT INTO frontier (source, url, role, priority, state, parent, feed_date)
                VALUES (?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING""",
                [
                    [self.source, each.url, each.role, priority, each.parent, each.feed_date]
                    for priority, each in children
                ],
            )

    def note_reading(self, url: str, tally: dict[str, int]) -> None:
        """Keeps what reading an answer brought; call it in the batch that stores the articles."""
        with self.store.batch():
            self.store.db.execute(
                "UPDATE frontier SET tally = ? WHERE source = ? AND url = ?",
                [json.dumps(tally), self.source, url],
            )

    def done(self) -> list[Done]:
        """All requests of the visit that have ended."""
        rows = self.store.db.execute(
            """SELECT f.url, f.role, r.outcome, r.failure, r.detail, f.final_url, f.capture, f.tally
            FROM frontier f JOIN requests r ON r.run = ? AND r.source = f.source AND r.url = f.url
            WHERE f.source = ? AND f.state = 'done'""",
            [self.run, self.source],
        )
        return [_done(row) for row in rows]

    def waiting(self) -> list[Waiting]:
        """What is still to be asked, in the order of priority."""
        rows = self.store.db.execute(
            """SELECT url, role, parent, feed_date FROM frontier
            WHERE source = ? AND state = 'waiting' ORDER BY priority, url""",
            [self.source],
        )
        return [Waiting(*row) for row in rows]

    def ask_again_beyond(self, warc_file: str, size: int) -> int:
        """Answers whose records the archive has lost (a power cut) wait again; how many there are.

        Captures that nothing was read from are forgotten with them.
        """
        lost = "SELECT id FROM captures WHERE source = ? AND warc_file = ? AND warc_offset >= ?"
        with self.store.batch():
            identities = [row[0] for row in self.store.db.execute(lost, [self.source, warc_file, size])]
            for identity in identities:
                self.store.db.execute(
                    """UPDATE frontier SET state = 'waiting', final_url = NULL, capture = NULL, tally = NULL
                    WHERE capture = ?""",
                    [identity],
                )
                self.store.db.execute(_FORGET_UNUSED, [identity] * 5)
        return len(identities)


def _done(row: tuple[Any, ...]) -> Done:
    tally: dict[str, int] | None = json.loads(row[-1]) if row[-1] else None
    return replace(Done(*row), tally=tally)


_FORGET_UNUSED = """DELETE FROM captures WHERE id = ?
    AND NOT EXISTS (SELECT 1 FROM articles WHERE capture = ?)
    AND NOT EXISTS (SELECT 1 FROM addresses WHERE capture = ?)
    AND NOT EXISTS (SELECT 1 FROM revisions WHERE capture = ?)
    AND NOT EXISTS (SELECT 1 FROM captures later WHERE later.revisit_of = ?)"""
