"""PDF documents that articles link to: fetched after the articles, read, kept as documents of their own.

What a document says is never said of the article: its findings carry the document's address and page.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from crawlers.addresses import canonical_url, same_site
from crawlers.answers import Answer
from crawlers.archive import Place
from crawlers.fetch import Fetcher
from crawlers.readers import Readers
from crawlers.reading import Unreadable
from crawlers.sources import Source
from db.documents import (
    DocumentRow,
    DocumentState,
    document_of_capture,
    link_documents,
    save_document,
    wanted_documents,
)
from db.records import Capture as CaptureRow
from db.store import Store
from normalise.document_reading import DocumentReading

MOST_A_VISIT = 50
# where builders of websites keep the files of their customers
_FILE_HOSTS = ("mozfiles.com", "usrfiles.com", "squarespace.com", "squarespace-cdn.com")


def document_address(link: str, home: str) -> str | None:
    """The address to ask for a link's PDF; None for what is no PDF of the site or of its builder's files."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if not parts.path.lower().endswith(".pdf") or parts.scheme not in {"http", "https"}:
        return None
    host = (parts.hostname or "").lower()
    if same_site(link, home) or host.endswith(tuple(f".{name}" for name in _FILE_HOSTS)):
        return canonical_url(link, home)
    return None


async def fetch_documents(
    source: Source, store: Store, fetcher: Fetcher, readers: Readers, *, again: bool = False
) -> int:
    """Asks for documents that the source's articles link to and that are still to be had; how many were read.

    `again` asks for those that are there too. Each ends in a row, whatever becomes of it.
    """
    link_documents(store, source.id, lambda link: document_address(link, fetcher.home))
    read = 0
    for url in wanted_documents(store, source.id, MOST_A_VISIT, again=again):
        if fetcher.account.has(url):
            continue
        if not fetcher.may_go_on:
            break
        fetcher.account.beside.add(url)
        answer = await fetcher.fetch(url, "other")
        row = await _row(url, answer, source, store, readers)
        if row is not None:
            save_document(store, source.id, row, answer.capture_id, fetcher.clock())
            read += row.state == "read"
    return read


def document_row(url: str, reading: DocumentReading) -> DocumentRow:
    """A reading as the row that is kept."""
    return DocumentRow(
        url, reading.state, reading.detail, reading.title, reading.pages, reading.text, reading.findings
    )


async def _row(
    url: str, answer: Answer, source: Source, store: Store, readers: Readers
) -> DocumentRow | None:
    if answer.outcome == "unchanged":
        return None
    if answer.outcome != "fetched" or answer.capture_id is None:
        return DocumentRow(url, _state(answer), answer.detail)
    held = store.capture(answer.capture_id)
    try:
        reading = await readers.read_document(source, Place(held.warc_file, held.warc_offset))
    except Unreadable as error:
        return DocumentRow(url, "broken", str(error))
    return document_row(url, reading)


def _state(answer: Answer) -> DocumentState:
    if answer.outcome == "gone":
        return "gone"
    if answer.failure == "too large":
        return "too large"
    return "refused" if answer.outcome == "refused" else "failed"


def read_documents_again(
    source: Source, store: Store, readings: list[tuple[CaptureRow, DocumentReading]]
) -> None:
    """Puts today's readings of archived documents in the place of the old ones."""
    link_documents(store, source.id, lambda link: document_address(link, source.home))
    for capture, reading in readings:
        url = document_of_capture(store, capture.id)
        if url is not None:
            save_document(store, source.id, document_row(url, reading), capture.id, capture.fetched_at)
