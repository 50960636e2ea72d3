"""What became of each slot of the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db.moments import instant
from db.store import Store

Outcome = Literal["running", "made", "failed", "stopped", "cut off", "made up for", "still running"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a source; times are ISO 8601 in UTC, `detail` is for people."""

    source: str
    due: str
    outcome: Outcome
    started: str | None = None
    finished: str | None = None
    detail: str | None = None


def note_slot(
    store: Store,
    source: str,
    due: datetime,
    outcome: Outcome,
    *,
    started: datetime | None = None,
    finished: datetime | None = None,
    detail: str | None = None,
) -> None:
    """Keeps what became of a slot; a later word takes the place of an earlier one, but its start stays."""
    row = [
        source,
        instant(due),
        outcome,
        instant(started) if started else None,
        instant(finished) if finished else None,
        detail,
    ]
    with store.batch():
        store.db.execute(
            """INSERT INTO scheduled (source, due, outcome, started, finished, detail)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, due) DO UPDATE SET outcome = excluded.outcome,
            started = coalesce(excluded.started, started), finished = excluded.finished,
            detail = excluded.detail""",
            row,
        )


def last_slots(store: Store) -> dict[str, Slot]:
    """The latest slot of each source."""
    sql = """SELECT source, due, outcome, started, finished, detail FROM scheduled s
        WHERE due = (SELECT max(due) FROM scheduled t WHERE t.source = s.source)"""
    return {row[0]: Slot(*row) for row in store.db.execute(sql).fetchall()}


def cut_off_running(store: Store, detail: str) -> list[str]:
    """Notes that runs without an end were cut off; the sources of those runs."""
    with store.batch():
        rows = store.db.execute("SELECT source FROM scheduled WHERE outcome = 'running'").fetchall()
        store.db.execute(
            "UPDATE scheduled SET outcome = 'cut off', detail = ? WHERE outcome = 'running'", [detail]
        )
    return [row[0] for row in rows]


def slots(store: Store, since: datetime | None = None) -> list[Slot]:
    """All slots from a moment on, in their order."""
    sql = """SELECT source, due, outcome, started, finished, detail FROM scheduled
        WHERE due >= ? ORDER BY due, source"""
    return [Slot(*row) for row in store.db.execute(sql, [instant(since) if since else ""]).fetchall()]


def outcome_counts(store: Store) -> dict[str, int]:
    """How many slots came to which outcome."""
    return dict(store.db.execute("SELECT outcome, count(*) FROM scheduled GROUP BY outcome").fetchall())
