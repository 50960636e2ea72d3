"""Lists and articles of a site that were asked for and not read: silence is not proven while there are any.

A row stands from the first run that did not read the page until one that does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from db.moments import instant
from db.store import Store
from normalise.records import UNREAD_KINDS

_READ = "DELETE FROM unread_pages WHERE source = ? AND url = ?"


def note_unread(
    store: Store,
    source: str,
    unread: Mapping[str, str],
    settled: Collection[str],
    pages: Collection[str],
    at: datetime,
) -> None:
    """Notes what a run did not read (and why, by address), and takes back what it did.

    `pages` are those of the addresses that were asked for as articles; the others are lists.
    """
    with store.batch():
        store.db.conn.executemany(_READ, [[source, url] for url in settled])
        store.db.conn.executemany(
            """INSERT INTO unread_pages (source, url, role, failure, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source, url) DO UPDATE SET failure = excluded.failure, role = excluded.role""",
            [
                [source, url, "page" if url in pages else "list", why, instant(at)]
                for url, why in sorted(unread.items())
            ],
        )


def drop_lists(store: Store, source: str, asked: Collection[str]) -> None:
    """Takes back lists that a run which read the site did not come across: the site has others now."""
    sql = "SELECT url FROM unread_pages WHERE source = ? AND role = 'list'"
    left = [url for (url,) in store.db.execute(sql, [source]).fetchall() if url not in asked]
    with store.batch():
        store.db.conn.executemany(_READ, [[source, url] for url in left])


def count_unread(store: Store, source: str) -> int:
    """How many pages of the source are not read."""
    sql = "SELECT count(*) FROM unread_pages WHERE source = ?"
    return int(store.db.execute(sql, [source]).fetchone()[0])


def unread_articles(store: Store, source: str, most: int) -> list[str]:
    """Articles of the source that are not read, those that have waited longest first."""
    sql = "SELECT url FROM unread_pages WHERE source = ? AND role = 'page' ORDER BY since, url LIMIT ?"
    return [url for (url,) in store.db.execute(sql, [source, most]).fetchall()]


def tells_unread(store: Store, source: str) -> bool:
    """Whether any run of the source noted what it did not read."""
    sql = "SELECT EXISTS (SELECT 1 FROM source_runs WHERE source = ? AND unread IS NOT NULL)"
    return bool(store.db.execute(sql, [source]).fetchone()[0])


def empty_articles(store: Store, source: str) -> dict[str, str]:
    """The articles of a source whose words were not read, as their reading says: address and first sight."""
    sql = """SELECT DISTINCT a.url, a.first_seen FROM articles a JOIN issues i ON i.article = a.id
        WHERE a.source = ? AND a.state = 'present' AND i.kind IN (?, ?)"""
    return dict(store.db.execute(sql, [source, *UNREAD_KINDS]).fetchall())


def note_empty(store: Store, source: str, pages: Mapping[str, str], why: str) -> None:
    """Notes articles that a new reading found empty as not read since they were first seen.

    They take the proof from the runs since, which took them for read; what is noted already stays.
    """
    with store.batch():
        store.db.conn.executemany(
            """INSERT INTO unread_pages (source, url, role, failure, since) VALUES (?, ?, 'page', ?, ?)
            ON CONFLICT (source, url) DO NOTHING""",
            [[source, url, why, since] for url, since in sorted(pages.items())],
        )


def is_empty(store: Store, source: str, url: str) -> bool:
    """Whether the article at an address has no text beside its title, as its reading told."""
    sql = """SELECT EXISTS (SELECT 1 FROM addresses a JOIN articles t ON t.id = a.article
        LEFT JOIN issues i ON i.article = t.id AND i.kind IN (?, ?)
        WHERE a.source = ? AND a.url = ? AND (i.id IS NOT NULL OR t.text = t.title))"""
    return bool(store.db.execute(sql, [*UNREAD_KINDS, source, url]).fetchone()[0])
