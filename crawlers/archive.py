"""The archive: what servers sent, as WARC 1.1 files, `<data>/archive/<source>/<run>.warc.gz`.

A visit that was cut off goes on in a further file, `<run>_002.warc.gz`.

A body is kept as received: with its Content-Encoding (gzip, deflate), only the transfer encoding
(chunks) is undone, because the HTTP library undoes it before we see the body; it keeps to itself the
headers that concern the connection alone (Content-Length, Transfer-Encoding, Connection). Cookies that a
server tries to set are left out. A record carries what was
asked for (`Fundtrace-Role`) and the date that a feed gave for the address (`Fundtrace-Feed-Date`), so that
the articles are a function of the archive and today's rules alone.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal

from w3lib.url import safe_url_string
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.packing import BodyError, unpack

Role = Literal["page", "list", "feed", "api", "sitemap", "robots", "other"]
Headers = tuple[tuple[str, str], ...]

_ROLE = "Fundtrace-Role"
_FEED_DATE = "Fundtrace-Feed-Date"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class ArchiveError(Exception):
    """The archive cannot be written; the message says where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: the file below the archive's folder, the offset of its first byte."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as received, what was asked for, and the date that a feed gave for it."""

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    role: Role
    feed_date: str | None = None
    request_headers: Headers = ()
    place: Place | None = None
    revisit: bool = False

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        low = name.lower()
        return next((value for key, value in self.headers if key.lower() == low), None)

    @property
    def sha256(self) -> str:
        """Digest of the body as received, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    def content(self) -> bytes:
        """The body without its Content-Encoding; raises BodyError."""
        return unpack(self.body, self.header("Content-Encoding"))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The capture that a new one may repeat: its address, time and SHA-256."""

    url: str
    fetched_at: str
    sha256: str


@dataclass(slots=True)
class Archive:
    """Writes the records of one run of one source; the file appears with the first record.

    `part` counts from 1: each process that goes on with the run writes a file of its own.
    """

    folder: Path
    source: str
    run: str
    part: int = 1
    _out: BinaryIO | None = field(default=None, init=False)
    _writer: Any = field(default=None, init=False)

    def write(self, capture: Capture, earlier: Earlier | None = None) -> Place:
        """Writes response and request, on the disk when this returns; raises ArchiveError.

        With `earlier`, a body that has not changed becomes a revisit record without the body.
        """
        try:
            return self._write(capture, earlier)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ArchiveError(
                f"The archive {self.folder / self._name()} cannot be written ({reason}); "
                "free some space or mend the folder's permissions, and crawl again"
            ) from error

    def _write(self, capture: Capture, earlier: Earlier | None) -> Place:
        writer, out = self._open()
        offset = out.tell()
        same = earlier is not None and (
            capture.status == HTTPStatus.NOT_MODIFIED or earlier.sha256 == capture.sha256
        )
        response = (
            _revisit(writer, capture, earlier) if earlier is not None and same else _response(writer, capture)
        )
        writer.write_request_response_pair(_request(writer, capture), response)
        out.flush()
        return Place(self._name(), offset)

    def close(self) -> None:
        """Closes the file; an archive without a record leaves none."""
        if self._out is not None:
            self._out.close()
            self._out = self._writer = None

    def _name(self) -> str:
        # later parts sort behind the first
        part = f"_{self.part:03}" if self.part > 1 else ""
        return f"{self.source}/{self.run}{part}.warc.gz"

    def _open(self) -> tuple[Any, BinaryIO]:
        if self._out is None:
            path = self.folder / self._name()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._out = path.open("ab")
            self._writer = WARCWriter(self._out, gzip=True, warc_version="1.1")
            if self._out.tell() == 0:
                info = {"software": "Fundtrace", "format": "WARC File Format 1.1", "isPartOf": self.source}
                self._writer.write_record(self._writer.create_warcinfo_record(path.name, info))
        return self._writer, self._out


def read_back(folder: Path, place: Place) -> Capture:
    """The capture at a place; raises FileNotFoundError, or BodyError when no whole record lies there."""
    with (folder / place.file).open("rb") as stream:
        stream.seek(place.offset)
        for capture in _captures(stream, place.file):
            return capture
    raise BodyError(f"{place.file}: no whole record at byte {place.offset}")


def walk(folder: Path, source: str) -> Iterator[Capture]:
    """All captures of a source, oldest run first; a torn tail ends its file quietly."""
    for path in sorted((folder / source).glob("*.warc.gz")):
        yield from walk_file(folder, path)


def walk_file(folder: Path, path: Path) -> Iterator[Capture]:
    """All captures of one file up to its end or to the first record that is not whole."""
    with path.open("rb") as stream:
        yield from _captures(stream, path.relative_to(folder).as_posix())


def capture_in(record: bytes, place: Place) -> Capture | None:
    """The capture in one unpacked record that lies at the place; None for a request and the like."""
    for capture in _captures(BytesIO(record), place.file):
        return replace(capture, place=place)
    return None


def packed_response(capture: Capture) -> bytes:
    """A capture with a body as a record of its own, ready to stand in a file."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(_response(writer, capture))
    return out.getvalue()


def _response(writer: Any, capture: Capture) -> Any:
    return writer.create_warc_record(
        capture.url,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        http_headers=_http(capture),
        warc_headers_dict=_own_headers(capture),
    )


def _revisit(writer: Any, capture: Capture, earlier: Earlier) -> Any:
    own = {name: value for name, value in _own_headers(capture).items() if name != "WARC-Payload-Digest"}
    record = writer.create_revisit_record(
        capture.url,
        digest=f"sha256:{earlier.sha256}",
        refers_to_uri=earlier.url,
        refers_to_date=earlier.fetched_at,
        http_headers=_http(capture),
        warc_headers_dict=own,
    )
    if capture.status == HTTPStatus.NOT_MODIFIED:
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    return record


def _request(writer: Any, capture: Capture) -> Any:
    path = "/" + safe_url_string(capture.url).split("://", 1)[-1].partition("/")[2]
    headers = StatusAndHeaders(f"GET {path} HTTP/1.1", list(capture.request_headers), is_http_request=True)
    return writer.create_warc_record(capture.url, "request", http_headers=headers)


def _http(capture: Capture) -> StatusAndHeaders:
    try:
        phrase = HTTPStatus(capture.status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{capture.status} {phrase}", list(capture.headers), protocol="HTTP/1.1")


def _own_headers(capture: Capture) -> dict[str, str]:
    headers = {"WARC-Date": warc_date(capture.fetched_at), _ROLE: capture.role}
    if capture.feed_date:
        headers[_FEED_DATE] = capture.feed_date
    if capture.status != HTTPStatus.NOT_MODIFIED:
        headers["WARC-Payload-Digest"] = f"sha256:{capture.sha256}"
    return headers


def warc_date(moment: datetime) -> str:
    """A moment in UTC as WARC files write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _captures(stream: BinaryIO, file: str) -> Iterator[Capture]:
    records = ArchiveIterator(stream)
    while True:
        try:
            record = next(records)
            if record.rec_type not in {"response", "revisit"}:
                continue
            body = record.raw_stream.read()
            # the offset is known only after the body was read
            capture = _capture(record, body, Place(file, records.get_record_offset()))
        except StopIteration:
            return
        except (ArchiveLoadFailed, EOFError, gzip.BadGzipFile, zlib.error, BodyError):
            # a torn tail: the process was killed while it wrote
            return
        yield capture


def _capture(record: Any, body: bytes, place: Place) -> Capture:
    own = record.rec_headers
    if record.http_headers is None or own.get_header("WARC-Date") is None:
        # bytes in the middle of a record can look like the beginning of one
        raise BodyError(f"{place.file}: no whole record at byte {place.offset}")
    capture = Capture(
        url=own.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(record.http_headers.headers),
        body=body,
        fetched_at=datetime.fromisoformat(own.get_header("WARC-Date")),
        role=own.get_header(_ROLE, "page"),
        feed_date=own.get_header(_FEED_DATE),
        place=place,
        revisit=record.rec_type == "revisit",
    )
    digest = own.get_header("WARC-Payload-Digest")
    if not capture.revisit and digest not in {None, f"sha256:{capture.sha256}"}:
        raise BodyError(f"{place.file}: the record at byte {place.offset} is not whole")
    return capture
