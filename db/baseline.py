"""What is usual for a source, from its own history, and which articles it lost sight of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from db.moments import instant
from db.revisits import LONGEST, Steadiness
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
    return Usual(int(median(row[0] for row in rows)) if rows else None, _known(store, source))


@dataclass(frozen=True, slots=True)
class Unseen:
    """An article that nothing has shown, the address to ask for it, and whether its text was read there.

    What an API or a feed gave has another text on its page: there only its presence can be told.
    """

    url: str
    readable: bool


def out_of_sight(
    store: Store, source: str, since: datetime, every: timedelta, most: int | None = None
) -> list[Unseen]:
    """Present articles that nothing has shown since: suspected ones, then those not asked for longest.

    At most `most` of those whose turn has come (a thirtieth of the known ones when that is more); all
    there are for None.
    """
    rows = store.db.execute(
        """SELECT a.url, c.role = 'page', held.fetched_at, t.last_seen, a.gone_run IS NOT NULL
        FROM addresses a JOIN articles t ON t.id = a.article JOIN captures c ON c.id = a.capture
        JOIN captures held ON held.id = t.capture
        WHERE a.source = ? AND a.relation = 'own' AND a.last_seen < ? AND t.last_seen < ?
            AND t.state = 'present' AND (c.role <> 'page' OR c.url = a.url)
        ORDER BY a.gone_run IS NULL,
            max(a.last_seen, coalesce((SELECT max(fetched_at) FROM captures WHERE url = a.url), '')),
            a.url""",
        [source, instant(since), instant(since)],
    ).fetchall()
    if most is None:
        return [Unseen(url, bool(readable)) for url, readable, *_ in rows]
    due = [
        Unseen(url, bool(readable))
        for url, readable, steady_since, seen, suspected in rows
        if suspected or not Steadiness(steady_since, seen).rests(since, every)
    ]
    return due[: max(most, -(-_known(store, source) // LONGEST.days))]


def _known(store: Store, source: str) -> int:
    sql = "SELECT count(*) FROM articles WHERE source = ? AND state = 'present'"
    return int(store.db.execute(sql, [source]).fetchone()[0])
