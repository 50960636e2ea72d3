"""Under which addresses an article was seen, and when an address stopped answering."""

from __future__ import annotations

from typing import Literal

from sqlite_utils import Database

from db.records import Capture, Departure

Relation = Literal["own", "same text"]


def note_address(
    db: Database, source: str, url: str, article: str, relation: Relation, capture: int, seen_at: str
) -> None:
    """Keeps that the address showed the article; an address that was gone is there again."""
    db.execute(
        """INSERT INTO addresses (source, url, article, relation, capture, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source, url) DO UPDATE SET
            first_seen = iif(article = excluded.article, min(first_seen, excluded.first_seen),
                excluded.first_seen),
            last_seen = max(last_seen, excluded.last_seen),
            article = excluded.article, relation = excluded.relation, capture = excluded.capture,
            gone_run = NULL, gone_since = NULL""",
        [source, url, article, relation, capture, seen_at, seen_at],
    )


def seen_at_address(db: Database, article: str, seen_at: str) -> None:
    """Widens the time in which the article was seen; it is present."""
    db.execute(
        """UPDATE articles SET first_seen = min(first_seen, ?), last_seen = max(last_seen, ?),
        state = 'present' WHERE id = ?""",
        [seen_at, seen_at, article],
    )


def see_again(db: Database, url: str, capture: Capture) -> int:
    """An unchanged answer: all that its body showed is still there. Returns how many articles."""
    # two look-ups: one with OR would walk all addresses of the source
    rows = db.execute(
        """SELECT url, article FROM addresses WHERE source = ? AND url IN (?, ?)
        UNION SELECT url, article FROM addresses WHERE capture = ? AND +source = ?""",
        [capture.source, url, capture.final_url, capture.revisit_of, capture.source],
    ).fetchall()
    for address, article in rows:
        db.execute(
            """UPDATE addresses SET last_seen = max(last_seen, ?), gone_run = NULL, gone_since = NULL
            WHERE source = ? AND url = ?""",
            [capture.fetched_at, capture.source, address],
        )
        seen_at_address(db, article, capture.fetched_at)
    return len({article for _, article in rows})


def note_departure(db: Database, url: str, capture: Capture) -> Departure:
    """A 404 or 410: `suspected` the first time, `gone` when a later run sees it again.

    `unknown` when no article of the source was seen at the address. An article that was seen at another
    of its addresses since stays present.
    """
    row = db.execute(
        """SELECT url, article, gone_run, gone_since FROM addresses
        WHERE source = ? AND url IN (?, ?) ORDER BY url = ? DESC""",
        [capture.source, url, capture.final_url, url],
    ).fetchone()
    if row is None:
        return "unknown"
    address, article, gone_run, gone_since = row
    if gone_run is None:
        db.execute(
            "UPDATE addresses SET gone_run = ?, gone_since = ? WHERE source = ? AND url = ?",
            [capture.run, capture.fetched_at, capture.source, address],
        )
        return "suspected"
    if gone_run == capture.run:
        return "suspected"
    db.execute("UPDATE articles SET state = 'gone' WHERE id = ? AND last_seen <= ?", [article, gone_since])
    state = db.execute("SELECT state FROM articles WHERE id = ?", [article]).fetchone()[0]
    return "gone" if state == "gone" else "suspected"
