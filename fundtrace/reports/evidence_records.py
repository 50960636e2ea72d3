"""The archived records that prove an article, as they lie in the archive: responses with their requests."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from fundtrace.failure import Failure

if TYPE_CHECKING:
    from db.store import Store

_PIECE = 1 << 16


def records_of(store: Store, archive: Path, article: str) -> bytes:
    """All records of an article: its present text, earlier texts, and the answers that it is gone.

    Failure when the archive lost one.
    """
    return b"".join(_pair(store, archive, capture) for capture in _captures(store, article))


def _captures(store: Store, article: str) -> list[int]:
    """The captures that were read, those that hold the body of a revisit, and refusals since."""
    rows = store.db.execute(
        """SELECT capture FROM articles WHERE id = :article
        UNION SELECT capture FROM revisions WHERE article = :article
        UNION SELECT c.id FROM captures c JOIN addresses d ON d.url = c.url AND d.source = c.source
            WHERE d.article = :article AND d.gone_since IS NOT NULL AND c.status IN (404, 410)""",
        {"article": article},
    )
    wanted = {row[0] for row in rows.fetchall()}
    bodies = {store.capture(one).revisit_of for one in wanted}
    return sorted(wanted | {one for one in bodies if one is not None})


def _pair(store: Store, archive: Path, identity: int) -> bytes:
    capture = store.capture(identity)
    try:
        with (archive / capture.warc_file).open("rb") as stream:
            stream.seek(capture.warc_offset)
            members = _members(stream)
            response = next(members, b"")
            following = next(members, b"")
    except (OSError, zlib.error) as wrong:
        lost = f"The archive lost the record of {capture.url} ({capture.warc_file})"
        raise Failure(f"{lost}: restore it from a backup.") from wrong
    return response + (following if _is_request_of(response, following) else b"")


def _members(stream: BinaryIO) -> Iterator[bytes]:
    """The gzip members from here on, as they lie in the archive."""
    waiting = b""
    while True:
        unpacker, member = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
        while not unpacker.eof:
            piece = waiting or stream.read(_PIECE)
            if not piece and not member:
                return
            if not piece:
                raise zlib.error("the record is cut off")
            unpacker.decompress(piece)
            waiting = unpacker.unused_data
            member += piece[: len(piece) - len(waiting)]
        yield member


def _is_request_of(response: bytes, following: bytes) -> bool:
    """Whether the member behind a response holds the request that it answers."""
    answered = _headers(response).get("WARC-Record-ID")
    headers = _headers(following)
    return headers.get("WARC-Type") == "request" and headers.get("WARC-Concurrent-To") == answered


def _headers(member: bytes) -> dict[str, str]:
    record = next(iter(ArchiveIterator(io.BytesIO(member))), None) if member else None
    return dict(record.rec_headers.headers) if record else {}
