"""Pages that moved: the article under the new address is the one that was under the old."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from db.findings import TABLES
from db.records import Capture

# from one address to the next, as often as a crawl follows redirects
_MOST_STEPS = 5
_ALIKE = 0.5
_OF_ARTICLE = (*TABLES, "article_media", "article_documents", "issues")
_STATE = (
    *("title", "text", "language", "published", "published_how", "published_confidence", "modified"),
    *("capture", "text_digest", "findings_digest"),
)


def moved_here(db: Database, capture: Capture, title: str | None, text: str) -> str | None:
    """The article that stood at an address which has led here since, or at this one under its own name.

    Only when it reads alike (the same title, or half of its lines): addresses of what was taken down often
    lead to a page that says so.
    """
    for url in _former(db, capture.source, capture.url, capture.id):
        row = db.execute(
            "SELECT id, title, text FROM articles WHERE source = ? AND url = ?", [capture.source, url]
        ).fetchone()
        if row is not None and _alike(row[1], row[2], title, text):
            return str(row[0])
    return None


def follow_move(db: Database, redirect: Capture) -> None:
    """Joins an article that a redirect leads to with the one that stood where it comes from.

    The older keeps its id; its earlier state becomes a revision of the joined one.
    """
    there = _article_at(db, redirect.source, redirect.final_url)
    if there is None:
        return
    for url in _former(db, redirect.source, redirect.final_url, redirect.id + 1):
        here = _article_at(db, redirect.source, url, own=True)
        if here is None or here[0] == there[0]:
            continue
        if _alike(here[1], here[2], there[1], there[2]):
            _join(db, here[0], there[0])
            return


def _former(db: Database, source: str, url: str, before: int) -> Iterator[str]:
    """The address itself and those that led to it before a capture, the nearest first."""
    seen = [url]
    for _step in range(_MOST_STEPS):
        yield url
        row = db.execute(
            """SELECT url FROM captures WHERE final_url = ? AND source = ? AND id < ?
            AND status BETWEEN 300 AND 399 AND final_url <> url ORDER BY id DESC LIMIT 1""",
            [url, source, before],
        ).fetchone()
        if row is None or row[0] in seen:
            return
        url = row[0]
        seen.append(url)


def _article_at(db: Database, source: str, url: str, *, own: bool = False) -> tuple[Any, ...] | None:
    """Id, title and text of the article that was seen at an address (`own`: that has it for its name)."""
    found: tuple[Any, ...] | None = db.execute(
        """SELECT t.id, t.title, t.text FROM addresses a JOIN articles t ON t.id = a.article
        WHERE a.source = ? AND a.url = ? AND t.source = a.source AND (NOT ? OR t.url = a.url)""",
        [source, url, own],
    ).fetchone()
    return found


def _alike(title: str | None, text: str, other_title: str | None, other_text: str) -> bool:
    if title and title == other_title:
        return True
    lines = {line.strip() for line in text.split("\n") if line.strip()}
    others = {line.strip() for line in other_text.split("\n")}
    return len(lines & others) >= _ALIKE * len(lines)


def _join(db: Database, kept: str, newer: str) -> None:
    db.execute(
        """INSERT OR REPLACE INTO revisions (article, capture, seen_at, title, text, text_digest)
        SELECT t.id, capture, fetched_at, title, text, text_digest
        FROM articles t JOIN captures c ON c.id = t.capture WHERE t.id = ? AND t.text_digest <>
            (SELECT text_digest FROM articles WHERE id = ?)""",
        [kept, newer],
    )
    columns = ", ".join(_STATE)
    db.execute(
        f"""UPDATE articles SET ({columns}) = (SELECT {columns} FROM articles WHERE id = ?),
        last_seen = max(last_seen, (SELECT last_seen FROM articles WHERE id = ?)),
        first_seen = min(first_seen, (SELECT first_seen FROM articles WHERE id = ?)), state = 'present'
        WHERE id = ?""",  # noqa: S608 - names of ours
        [newer, newer, newer, kept],
    )
    for table in _OF_ARTICLE:
        db.execute(f"DELETE FROM {table} WHERE article = ?", [kept])  # noqa: S608 - names of ours
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", [kept, newer])  # noqa: S608
    db.execute("UPDATE OR IGNORE revisions SET article = ? WHERE article = ?", [kept, newer])
    db.execute(
        "UPDATE addresses SET article = ?, relation = 'own' WHERE article = ?",
        [kept, newer],
    )
    db.execute("DELETE FROM articles WHERE id = ?", [newer])
