"""When a page's turn comes: one that has not changed for long is asked less often.

A page's interval is half of the time for which it is known not to have changed, never shorter than the
source's own and never longer than thirty days. It follows from the captures alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.moments import instant
from db.store import Store

LONGEST = timedelta(days=30)
_SHARE = 2
# runs do not begin at the same second each day
_EARLY = 0.25


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Since when what a page says has not changed, when that was last seen, and whether it is an article."""

    since: str
    seen: str
    of_article: bool = True

    def rests(self, now: datetime, every: timedelta) -> bool:
        """Whether the page's turn has not come; `every` is the interval of its source."""
        seen = datetime.fromisoformat(self.seen)
        own = min((seen - datetime.fromisoformat(self.since)) / _SHARE, LONGEST)
        return own > every and now < seen + own - every * _EARLY


_ARTICLE = """SELECT c.fetched_at, a.last_seen
    FROM addresses a JOIN articles t ON t.id = a.article JOIN captures c ON c.id = t.capture
    WHERE a.source = ? AND a.url = ? AND a.gone_run IS NULL"""
# a page that brought no article: its own bytes
_OTHER = """SELECT held.fetched_at,
        (SELECT max(fetched_at) FROM captures WHERE revisit_of = held.id AND url = held.url)
    FROM captures held WHERE source = ? AND url = ? AND revisit_of IS NULL AND status BETWEEN 200 AND 299
        AND NOT EXISTS (SELECT 1 FROM addresses WHERE source = ? AND url = ?)
    ORDER BY fetched_at DESC, id DESC LIMIT 1"""


def steadiness(store: Store, source: str, url: str) -> Steadiness | None:
    """How steady the page at an address is; None when it is not known, or may be gone."""
    article = store.db.execute(_ARTICLE, [source, url]).fetchone()
    if article is not None:
        return Steadiness(article[0], article[1])
    other = store.db.execute(_OTHER, [source, url, source, url]).fetchone()
    return Steadiness(other[0], other[1] or other[0], of_article=False) if other else None


@dataclass(frozen=True, slots=True)
class ShareRead:
    """Of the articles that were `known` before a run: those that it `read`, and those that were `resting`.

    A page that answered that it is not there counts as read.
    """

    known: int = 0
    read: int = 0
    resting: int = 0


def share_read(store: Store, source: str, run: str, started: datetime, every: timedelta) -> ShareRead:
    """What a run read of what was known of the source."""
    known = read = resting = 0
    for was_read, steady in _known_articles(store, source, run, started):
        known += 1
        read += was_read
        resting += not was_read and steady.rests(started, every)
    return ShareRead(known, read, resting)


def _known_articles(
    store: Store, source: str, run: str, started: datetime
) -> Iterator[tuple[bool, Steadiness]]:
    rows = store.db.execute(
        """SELECT t.last_seen >= ?
            OR EXISTS (SELECT 1 FROM addresses a WHERE a.article = t.id AND a.gone_run = ?),
            c.fetched_at, t.last_seen
        FROM articles t JOIN captures c ON c.id = t.capture
        WHERE t.source = ? AND t.state = 'present' AND t.first_seen < ?""",
        [instant(started), run, source, instant(started)],
    )
    for was_read, since, seen in rows:
        yield bool(was_read), Steadiness(since, seen)
