"""Messages that wait to be sent, and what was told already.

A message is queued in the transaction that notes what it tells, so nothing is left out and nothing is said
in two messages. It is marked before it is handed over and again afterwards: one that was on its way when the
process died is never sent again, and `doctor` names it. Its words go when it was sent; its key stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.moments import instant
from db.store import Store

MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent; `key` names it for good, `channel` is mail, webhook or apprise."""

    key: str
    channel: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Told:
    """Up to when something was told, and the state that was told of it."""

    what: str
    until: str
    state: str | None = None


def queue(store: Store, messages: Iterable[Message], told: Iterable[Told], now: datetime) -> None:
    """Queues messages and notes what they tell, all or nothing; a known key is not queued again."""
    with store.batch():
        store.db.conn.executemany(
            """INSERT INTO messages (key, channel, address, subject, body, made, state)
            VALUES (?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT DO NOTHING""",
            [
                (each.key, each.channel, each.address, each.subject, each.body, instant(now))
                for each in messages
            ],
        )
        store.db.conn.executemany(
            """INSERT INTO told (what, until, state) VALUES (?, ?, ?)
            ON CONFLICT (what) DO UPDATE SET until = excluded.until, state = excluded.state""",
            [(each.what, each.until, each.state) for each in told],
        )


def told(store: Store) -> dict[str, Told]:
    """What was told, by what it is about."""
    return {row[0]: Told(*row) for row in store.db.execute("SELECT what, until, state FROM told").fetchall()}


def waiting(store: Store) -> list[Message]:
    """Messages to be sent, the oldest first; those that failed too often are left."""
    sql = """SELECT key, channel, address, subject, body FROM messages
        WHERE state = 'waiting' AND attempts < ? ORDER BY made, key"""
    return [Message(*row) for row in store.db.execute(sql, [MOST_ATTEMPTS]).fetchall()]


def claim(store: Store, key: str) -> bool:
    """Marks a message as on its way; False when another process has it."""
    with store.batch():
        sql = """UPDATE messages SET state = 'sending', attempts = attempts + 1
            WHERE key = ? AND state = 'waiting'"""
        return store.db.execute(sql, [key]).rowcount == 1


def note_sent(store: Store, key: str, now: datetime) -> None:
    """The message was handed over; its words go."""
    with store.batch():
        store.db.execute(
            """UPDATE messages SET state = 'sent', sent = ?, subject = NULL, body = NULL, fault = NULL
            WHERE key = ?""",
            [instant(now), key],
        )


def note_fault(store: Store, key: str, fault: str) -> None:
    """The message was surely not taken; it waits again."""
    with store.batch():
        store.db.execute("UPDATE messages SET state = 'waiting', fault = ? WHERE key = ?", [fault, key])


def note_unsure(store: Store) -> int:
    """Messages that were on their way when the process died are not sent again; how many there are."""
    with store.batch():
        sql = """UPDATE messages SET state = 'unsure', subject = NULL, body = NULL,
            fault = 'the process ended while it was being sent' WHERE state = 'sending'"""
        return int(store.db.execute(sql).rowcount)


def troubles(store: Store) -> list[tuple[str, str]]:
    """Keys and faults of messages that were not or perhaps not sent."""
    sql = """SELECT key, coalesce(fault, state) FROM messages
        WHERE state = 'unsure' OR (state = 'waiting' AND attempts > 0) ORDER BY made, key"""
    return [tuple(row) for row in store.db.execute(sql).fetchall()]
