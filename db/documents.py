"""Documents that articles link to: which articles, what they say, what became of those that say nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from db.moments import instant
from db.store import Store
from normalise.document_reading import DocumentFinding

DocumentState = Literal[
    "read", "no text", "locked", "broken", "no document", "too large", "gone", "refused", "failed"
]
# a document that could not be had is asked for in so many visits
_MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What became of one document; `text` only when its state is `read`."""

    url: str
    state: DocumentState
    detail: str | None = None
    title: str | None = None
    pages: int | None = None
    text: str | None = None
    findings: Sequence[DocumentFinding] = ()


def link_documents(store: Store, source: str, document_of: Callable[[str], str | None]) -> int:
    """Notes which documents the source's articles link to; how many links there are.

    `document_of` gives the address to ask for, None for a link that is no document of the site.
    """
    rows: list[tuple[str, int, str, str, str]] = []
    media = store.db.execute(
        """SELECT m.article, m.links FROM article_media m JOIN articles a ON a.id = m.article
        WHERE a.source = ? AND lower(m.links) LIKE '%.pdf%' ORDER BY a.id""",
        [source],
    )
    for article, links in media.fetchall():
        found: dict[str, str] = {}
        for link in json.loads(links):
            url = document_of(link["address"])
            if url is not None:
                found.setdefault(url, link["text"])
        rows += [(article, place, source, url, label) for place, (url, label) in enumerate(found.items())]
    with store.batch():
        store.db.execute("DELETE FROM article_documents WHERE source = ?", [source])
        store.db.conn.executemany("INSERT INTO article_documents VALUES (?, ?, ?, ?, ?)", rows)
    return len(rows)


def wanted_documents(store: Store, source: str, most: int, *, again: bool = False) -> list[str]:
    """Linked documents still to be had, those of the newest articles first; all of them for `again`."""
    rows = store.db.execute(
        """SELECT d.url FROM article_documents d JOIN articles a ON a.id = d.article
        LEFT JOIN documents held ON held.source = d.source AND held.url = d.url
        WHERE d.source = ? AND a.state = 'present'
        AND (? OR held.url IS NULL OR (held.state IN ('failed', 'refused') AND held.tries < ?))
        GROUP BY d.url ORDER BY max(coalesce(a.published, a.first_seen)) DESC, d.url LIMIT ?""",
        [source, again, _MOST_TRIES, most],
    )
    return [row[0] for row in rows.fetchall()]


def save_document(
    store: Store, source: str, row: DocumentRow, capture: int | None, asked_at: datetime | str
) -> None:
    """Keeps what became of a document in the place of what was known; a document once read stays read."""
    with store.batch():
        held = store.db.execute(
            "SELECT state, tries FROM documents WHERE source = ? AND url = ?", [source, row.url]
        ).fetchone()
        if held is not None and held[0] == "read" and row.state in {"failed", "refused", "gone"}:
            return
        store.db.execute("DELETE FROM documents WHERE source = ? AND url = ?", [source, row.url])
        tries = held[1] + 1 if held is not None and row.state in {"failed", "refused"} else 1
        values: list[Any] = [source, row.url, row.state, row.detail, capture, instant(asked_at), tries]
        store.db.execute(
            """INSERT INTO documents
            (source, url, state, detail, capture, asked_at, tries, title, pages, text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [*values, row.title, row.pages, row.text],
        )
        store.db.conn.executemany(
            "INSERT INTO document_findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (source, row.url, f.field, place, f.key, f.role, f.page, f.quote, f.start, f.end, f.rule)
                for place, f in enumerate(row.findings)
            ],
        )


def document_of_capture(store: Store, capture: int) -> str | None:
    """The address of the document that was read from a capture, None when it was none."""
    row = store.db.execute("SELECT url FROM documents WHERE capture = ?", [capture]).fetchone()
    return row[0] if row else None
