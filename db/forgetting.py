"""Removes articles for good, and remembers, by digests alone, what must not come back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

WORK = "forget"
# a shorter text may well be another article's too
_DISTINCT_TEXT = 80


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is known of the articles at an address before they go.

    `urls` are all their addresses, `captures` the ids of the answers that came from there, `protected` those
    that other articles were read from, `texts` every title and text that they ever had, with digest.
    """

    articles: tuple[str, ...]
    sources: tuple[str, ...]
    urls: frozenset[str]
    captures: frozenset[int]
    protected: frozenset[int]
    texts: tuple[tuple[str | None, str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a capture lies in a rewritten archive file, and the digest of what is left of its body."""

    capture: int
    file: str
    offset: int
    sha256: str | None


@dataclass(slots=True)
class Rewritten:
    """What rewriting the archive did: captures that moved, captures that are no more, files to be removed."""

    moved: list[Moved] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """How many records stay with less in them."""
        return sum(1 for each in self.moved if each.sha256)


def digest_of(text: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_doomed(db: Database, key: str, key_of: Callable[[str], str]) -> Doomed:
    """The articles that were seen at an address; `key` is what its spellings share, as `key_of` makes it."""
    known = db.execute("SELECT id, url FROM articles UNION SELECT article, url FROM addresses").fetchall()
    articles = {article for article, url in known if key_of(url) == key}
    urls = {url for article, url in known if article in articles}
    # documents that only these articles link to say what they say
    urls |= _own_documents(db, articles)
    keys = {key, *map(key_of, urls)}
    asked = db.execute("SELECT id, source, url, final_url FROM captures").fetchall()
    own = [row for row in asked if key_of(row[2]) in keys or key_of(row[3]) in keys]
    # an address may have shown another article at another time
    read_from = "SELECT id, capture FROM articles UNION SELECT article, capture FROM revisions"
    protected = frozenset(
        capture for article, capture in db.execute(read_from).fetchall() if article not in articles
    )
    return Doomed(
        articles=tuple(sorted(articles)),
        sources=tuple(sorted({row[1] for row in own})),
        urls=frozenset(urls | {url for row in own for url in row[2:] if key_of(url) in keys}),
        captures=frozenset(row[0] for row in own) - protected,
        protected=protected,
        texts=tuple(text for article in sorted(articles) for text in _texts(db, article)),
    )


def _own_documents(db: Database, articles: Collection[str]) -> set[str]:
    linked = db.execute("SELECT article, url FROM article_documents").fetchall()
    theirs = {url for article, url in linked if article not in articles}
    return {url for article, url in linked if article in articles} - theirs


def _texts(db: Database, article: str) -> list[tuple[str | None, str, str]]:
    sql = """SELECT title, text, text_digest FROM articles WHERE id = ?
        UNION SELECT title, text, text_digest FROM revisions WHERE article = ?"""
    return [tuple(row) for row in db.execute(sql, [article, article]).fetchall()]


def has_text_elsewhere(db: Database, piece: str, articles: Collection[str]) -> bool:
    """Whether the title or text of an article other than these has the piece."""
    sql = "SELECT id FROM articles WHERE instr(text, ?) OR instr(coalesce(title, ''), ?)"
    return any(row[0] not in articles for row in db.execute(sql, [piece, piece]))


def note_forgotten(db: Database, doomed: Doomed, keys: Iterable[str], why: str, since: str) -> None:
    """Keeps digests of the addresses' keys, the articles and their texts, so that none comes back."""
    rows = [("address", digest_of(key)) for key in keys]
    rows += [("article", digest_of(article)) for article in doomed.articles]
    rows += [("text", digest) for _, text, digest in doomed.texts if len(text) >= _DISTINCT_TEXT]
    db.conn.executemany(
        "INSERT INTO forgotten (kind, digest, why, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(kind, digest, why, since) for kind, digest in rows],
    )


def forgotten_addresses(db: Database) -> frozenset[str]:
    """Digests of the keys of addresses that are not asked for again."""
    return frozenset(row[0] for row in db.execute("SELECT digest FROM forgotten WHERE kind = 'address'"))


def captures_in(db: Database, file: str) -> dict[int, int]:
    """The captures in an archive file: the id by the offset."""
    return dict(db.execute("SELECT warc_offset, id FROM captures WHERE warc_file = ?", [file]).fetchall())


def is_home(db: Database, key: str, key_of: Callable[[str], str]) -> bool:
    """Whether the address is a source's home page."""
    return any(key_of(row[0]) == key for row in db.execute("SELECT home FROM sources"))


def is_forgotten(db: Database, article: str, text_digest: str) -> bool:
    """Whether the article, or one with the same title and text, was removed for good."""
    sql = """SELECT 1 FROM forgotten WHERE (kind = 'article' AND digest = ?)
        OR (kind = 'text' AND digest = ?) LIMIT 1"""
    return db.execute(sql, [digest_of(article), text_digest]).fetchone() is not None


def remove_rows(db: Database, doomed: Doomed, rewritten: Rewritten) -> None:
    """Removes the articles and all that names them, and notes where the rest of the archive lies now."""
    _delete(db, "articles", "id", doomed.articles)
    for table, column in (
        ("frontier", "url"),
        ("frontier", "final_url"),
        ("requests", "url"),
        ("addresses", "url"),
        ("documents", "url"),
        ("unread_pages", "url"),
    ):
        _delete(db, table, column, doomed.urls)
    _delete(db, "frontier", "capture", rewritten.removed)
    remove_captures(db, rewritten.removed)
    note_places(db, rewritten, WORK)
    for article in doomed.articles:
        db.execute("DELETE FROM messages WHERE state = 'waiting' AND instr(body, ?)", [article])
    for url in doomed.urls:
        db.execute("DELETE FROM issues WHERE instr(detail, ?)", [url])
        db.execute("UPDATE source_runs SET detail = NULL WHERE instr(detail, ?)", [url])
        db.execute("UPDATE requests SET detail = NULL WHERE instr(detail, ?)", [url])
        db.execute("DELETE FROM messages WHERE state = 'waiting' AND instr(body, ?)", [url])
        db.execute("UPDATE frontier SET parent = NULL WHERE parent = ?", [url])
    # made anew by the next check
    for table in ("check_stamp", "checked_grants", "check_notes"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def remove_captures(db: Database, removed: Collection[int]) -> None:
    """Removes the rows of captures that the archive has no more, and of revisits that lead to them."""
    _delete(db, "addresses", "capture", removed)
    # revisits lead to the body that goes
    for column in ("revisit_of", "id"):
        _delete(db, "captures", column, removed)


def note_places(db: Database, rewritten: Rewritten, work: str) -> None:
    """Notes where captures lie now, and which files `work` (forget or prune) has to remove."""
    db.conn.executemany(
        """UPDATE captures SET warc_file = ?, warc_offset = ?,
        sha256 = coalesce(?, sha256) WHERE id = ?""",
        [(each.file, each.offset, each.sha256, each.capture) for each in rewritten.moved],
    )
    db.conn.executemany(
        "UPDATE captures SET sha256 = ? WHERE revisit_of = ?",
        [(each.sha256, each.capture) for each in rewritten.moved if each.sha256],
    )
    db.conn.executemany(
        "INSERT OR REPLACE INTO replaced_files (file, work) VALUES (?, ?)",
        [(file, work) for file in rewritten.files],
    )


def replaced_files(db: Database) -> list[str]:
    """Archive files that nothing refers to any more and that still hold what is to be forgotten."""
    sql = "SELECT file FROM replaced_files WHERE work = ? ORDER BY file"
    return [row[0] for row in db.execute(sql, [WORK])]


def note_removed(db: Database, files: Iterable[str]) -> None:
    """The files are gone from the disk."""
    _delete(db, "replaced_files", "file", list(files))


def scrub(db: Database) -> None:
    """Rewrites the database file so that no free page or journal keeps what was deleted.

    sqlite3.OperationalError when another process uses the file.
    """
    db.conn.execute("PRAGMA secure_delete = ON")
    db.conn.execute("VACUUM")
    busy = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise sqlite3.OperationalError("database is locked")


def _delete(db: Database, table: str, column: str, values: Iterable[Any]) -> None:
    db.conn.executemany(
        f'DELETE FROM {table} WHERE "{column}" = ?',  # noqa: S608 - names of ours
        [(value,) for value in values],
    )
