"""Articles: which state is current, which are earlier, under which addresses, seen when.

Everything here depends only on captures and on what was read from them, never on the clock, so that
reading the archive again in the same order gives the same rows.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.addresses import Relation, note_address, seen_at_address
from db.captures import capture_by_id
from db.findings import FindingRows, finding_rows, findings_digest, insert_rows, replace_findings
from db.ids import article_id, text_digest
from db.moves import moved_here
from db.records import Capture, Saved
from db.runs import insert_issue
from normalise.records import Extraction, IssueRecord, Page


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture said about one article."""

    id: str
    source: str
    page: Page
    extraction: Extraction
    capture: Capture
    seen_at: str
    text_digest: str
    findings_digest: str


def read(page: Page, extraction: Extraction, source: str, capture: Capture, seen_at: str) -> Reading:
    """The reading, with its id and digests."""
    return Reading(
        id=article_id(page.canonical),
        source=source,
        page=page,
        extraction=extraction,
        capture=capture,
        seen_at=seen_at,
        text_digest=text_digest(extraction.title, extraction.text),
        findings_digest=findings_digest(extraction, page.modified),
    )


def save_reading(db: Database, reading: Reading) -> Saved:
    """Makes the reading the article's current state if it is the latest, and says what that changed.

    An article that another source brought first stays that source's; the reading changes nothing. The same
    title, text and date under another address of the source are the article that was there first. A page that
    moved goes on being the article that it was.
    """
    held = _held(db, reading.id)
    if held is None:
        moved = moved_here(db, reading.capture, reading.extraction.title, reading.extraction.text)
        if moved is not None:
            reading, held = replace(reading, id=moved), _held(db, moved)
    if held is None:
        first = _same_text(db, reading)
        if first is not None:
            _see(db, reading, first, "same text")
            return "unchanged"
        _insert(db, reading)
        return "new"
    if held["source"] != reading.source:
        return "unchanged"
    if reading.seen_at < held["last_seen"] and reading.capture.id != held["capture"]:
        return _save_earlier(db, reading)
    saved = _save_latest(db, reading, held)
    _write_media(db, reading)
    _see(db, reading, reading.id, "own")
    return saved


def _save_latest(db: Database, reading: Reading, held: dict[str, Any]) -> Saved:
    same_text = reading.text_digest == held["text_digest"]
    if same_text and reading.findings_digest == held["findings_digest"]:
        return "unchanged"
    if not same_text and not _same_body(db, reading.capture, held["capture"]):
        _keep_revision(db, reading.id)
        _write_state(db, reading, reading.capture.id)
    else:
        # other rules read the same page: better reading, not a revision
        _write_state(db, reading, held["capture"])
    return "changed"


def _save_earlier(db: Database, reading: Reading) -> Saved:
    changed = db.execute(
        """UPDATE revisions SET title = ?, text = ?, text_digest = ?
        WHERE article = ? AND capture = ? AND text_digest <> ?""",
        [
            reading.extraction.title,
            reading.extraction.text,
            reading.text_digest,
            reading.id,
            reading.capture.id,
            reading.text_digest,
        ],
    ).rowcount
    db.execute(
        "UPDATE articles SET first_seen = min(first_seen, ?) WHERE id = ?", [reading.seen_at, reading.id]
    )
    return "changed" if changed else "unchanged"


def _held(db: Database, identity: str) -> dict[str, Any] | None:
    sql = "SELECT source, capture, last_seen, text_digest, findings_digest FROM articles WHERE id = ?"
    return next(db.query(sql, [identity]), None)


def _same_text(db: Database, reading: Reading) -> str | None:
    published = reading.extraction.published
    # the + keeps SQLite from walking all articles of the day by the index on dates
    row = db.execute(
        """SELECT id FROM articles WHERE source = ? AND text_digest = ? AND +published IS ?
        ORDER BY first_seen, id""",
        [reading.source, reading.text_digest, published.date if published else None],
    ).fetchone()
    return row[0] if row else None


def _same_body(db: Database, capture: Capture, other: int) -> bool:
    return capture.id == other or (
        capture.sha256 is not None and capture.sha256 == capture_by_id(db, other).sha256
    )


def _insert(db: Database, reading: Reading) -> None:
    row = {
        "id": reading.id,
        "source": reading.source,
        "url": reading.page.canonical,
        "first_seen": reading.seen_at,
        "last_seen": reading.seen_at,
        "capture": reading.capture.id,
    } | _state_columns(reading)
    insert_rows(db, "articles", [row])
    _write_media(db, reading)
    _write_findings(db, reading)
    _see(db, reading, reading.id, "own")


def _write_state(db: Database, reading: Reading, capture: int) -> None:
    row = _state_columns(reading) | {"capture": capture}
    assignments = ", ".join(f"{column} = ?" for column in row)
    db.execute(
        f"UPDATE articles SET {assignments} WHERE id = ?",  # noqa: S608 - names of ours
        [*row.values(), reading.id],
    )
    _write_findings(db, reading)


def _state_columns(reading: Reading) -> dict[str, Any]:
    extraction, published = reading.extraction, reading.extraction.published
    return {
        "title": extraction.title,
        "text": extraction.text,
        "language": extraction.language,
        "published": published.date if published else None,
        "published_how": published.how if published else None,
        "published_confidence": published.confidence if published else None,
        "modified": reading.page.modified,
        "text_digest": reading.text_digest,
        "findings_digest": reading.findings_digest,
    }


def _write_media(db: Database, reading: Reading) -> None:
    """Keeps the pictures and links of the latest reading; they are no part of what makes a state."""
    images = json.dumps([asdict(image) for image in reading.page.images], ensure_ascii=False)
    links = json.dumps([asdict(link) for link in reading.page.links], ensure_ascii=False)
    db.execute(
        """INSERT INTO article_media (article, images, links) VALUES (?, ?, ?)
        ON CONFLICT (article) DO UPDATE SET images = excluded.images, links = excluded.links
        WHERE images <> excluded.images OR links <> excluded.links""",
        [reading.id, images, links],
    )


def _write_findings(db: Database, reading: Reading) -> None:
    rows: FindingRows = finding_rows(reading.id, reading.extraction)
    replace_findings(db, reading.id, rows.tables)
    _replace_issues(db, reading, [*reading.page.issues, *reading.extraction.issues, *rows.issues])


def _replace_issues(db: Database, reading: Reading, issues: list[IssueRecord]) -> None:
    sql = "SELECT kind, detail, since FROM issues WHERE article = ?"
    held = {(kind, detail): since for kind, detail, since in db.execute(sql, [reading.id])}
    db.execute("DELETE FROM issues WHERE article = ?", [reading.id])
    for issue in issues:
        since = held.get((issue.kind, issue.detail), reading.seen_at)
        insert_issue(db, reading.source, reading.id, issue.kind, issue.detail, since)


def _keep_revision(db: Database, identity: str) -> None:
    db.execute(
        """INSERT OR REPLACE INTO revisions (article, capture, seen_at, title, text, text_digest)
        SELECT articles.id, capture, fetched_at, title, text, text_digest
        FROM articles JOIN captures ON captures.id = articles.capture WHERE articles.id = ?""",
        [identity],
    )


def _see(db: Database, reading: Reading, article: str, relation: Relation) -> None:
    capture = reading.capture
    asked = {capture.url} if capture.role == "page" else set()
    for url in sorted(asked | {reading.page.url}):
        note_address(db, reading.source, url, article, relation, capture.id, reading.seen_at)
    seen_at_address(db, article, reading.seen_at)
