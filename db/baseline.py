"""What is usual for a source, from its own history, and which articles it lost sight of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from db.moments import instant
from db.store import Store

_RUNS = 5


@dataclass(frozen=True, slots=True)
class Usual:
    """`found`: articles that a good run sees (the median of the last five), None before there was one.

    `known`: articles of the source that are not gone.
    """

    found: int | None = None
    known: int = 0


def usual(store: Store, source: str, run: str) -> Usual:
    """What is usual for the source, the run itself left out."""
    rows = store.db.execute(
        """SELECT found FROM source_runs WHERE source = ? AND run <> ? AND state = 'ok'
        ORDER BY started DESC LIMIT ?""",
        [source, run, _RUNS],
    ).fetchall()
    known = store.db.execute(
        "SELECT count(*) FROM articles WHERE source = ? AND state = 'present'", [source]
    ).fetchone()
    return Usual(int(median(row[0] for row in rows)) if rows else None, int(known[0]))


def out_of_sight(store: Store, source: str, since: datetime, most: int) -> list[str]:
    """Addresses of present articles that nothing has shown since: suspected ones, then the longest unseen.

    Only articles that were read from a page of their own: what an API or a feed gave has another text there.
    """
    rows = store.db.execute(
        """SELECT a.url FROM addresses a
        JOIN articles ON articles.id = a.article JOIN captures c ON c.id = a.capture
        WHERE a.source = ? AND a.relation = 'own' AND a.last_seen < ? AND articles.last_seen < ?
            AND articles.state = 'present' AND c.role = 'page' AND c.url = a.url
        ORDER BY a.gone_run IS NULL, a.last_seen, a.url LIMIT ?""",
        [source, instant(since), instant(since), most],
    )
    return [row[0] for row in rows]
