"""What visits learned of a site: the ways to its articles, and which shapes of address are articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.moments import instant
from db.store import Store


@dataclass(frozen=True, slots=True)
class ShapeCount:
    """How many pages of an address shape were articles and how many were not, older visits counting less."""

    shape: str
    articles: int
    others: int


@dataclass(frozen=True, slots=True)
class KeptLook:
    """A look at a site as plain JSON, when it was taken, and the source's settings at that time."""

    looked_at: str
    settings: str
    look: str


def keep_look(store: Store, source: str, looked_at: datetime, settings: str, look: str) -> None:
    """Keeps a look in the place of an earlier one; `settings` and `look` are JSON."""
    with store.batch():
        store.db.execute(
            """INSERT INTO site_looks (source, looked_at, settings, look) VALUES (?, ?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET looked_at = excluded.looked_at,
            settings = excluded.settings, look = excluded.look""",
            [source, instant(looked_at), settings, look],
        )


def kept_look(store: Store, source: str) -> KeptLook | None:
    """The look that is kept of a source, None when there is none."""
    row = store.db.execute(
        "SELECT looked_at, settings, look FROM site_looks WHERE source = ?", [source]
    ).fetchone()
    return KeptLook(*row) if row else None


def shapes_of(store: Store, source: str) -> list[ShapeCount]:
    """What is known of the source's address shapes, those with most articles first."""
    rows = store.db.execute(
        """SELECT shape, articles, others FROM site_shapes WHERE source = ?
        ORDER BY articles DESC, others DESC, shape""",
        [source],
    )
    return [ShapeCount(*row) for row in rows.fetchall()]


def pages_read(store: Store, run: str, source: str) -> list[tuple[str, bool]]:
    """The pages that a run asked for to read them as articles and received, and whether each is one."""
    rows = store.db.execute(
        """SELECT DISTINCT c.url, EXISTS (SELECT 1 FROM addresses a WHERE a.source = c.source
            AND (a.capture = c.id OR a.url = c.url OR a.capture = c.revisit_of))
        FROM captures c WHERE c.run = ? AND c.source = ? AND c.role = 'page' AND c.status IN (200, 304)""",
        [run, source],
    )
    return [(url, bool(known)) for url, known in rows.fetchall()]


def learn_shapes(store: Store, source: str, counts: Mapping[str, tuple[int, int]], seen_at: datetime) -> None:
    """Adds a visit's counts (articles, others) by shape; what was known before counts half."""
    before = {each.shape: each for each in shapes_of(store, source)}
    rows: Iterable[tuple[str, str, int, int, str]] = (
        (
            source,
            shape,
            _added(before.get(shape), articles, 0),
            _added(before.get(shape), others, 1),
            instant(seen_at),
        )
        for shape, (articles, others) in sorted(counts.items())
    )
    with store.batch():
        store.db.conn.executemany(
            """INSERT INTO site_shapes (source, shape, articles, others, seen_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source, shape) DO UPDATE SET articles = excluded.articles,
            others = excluded.others, seen_at = excluded.seen_at""",
            rows,
        )


def _added(before: ShapeCount | None, fresh: int, which: int) -> int:
    if before is None:
        return fresh
    return fresh + (before.articles, before.others)[which] // 2
