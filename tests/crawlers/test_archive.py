"""The archive: what was received, exactly, and found again."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive, Capture, Earlier, Place, read_back, walk
from crawlers.packing import BodyError, gunzip, unpack

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
CAPTURE = Capture(
    url="http://127.0.0.1:8001/zinas?id=7",
    status=200,
    headers=(("Content-Type", "text/html; charset=windows-1257"), ("ETag", '"a"')),
    body="<p>Biedrība sakopa krastu</p>".encode("windows-1257"),
    fetched_at=NOW,
    role="page",
    feed_date="2026-11-20",
    request_headers=(("User-Agent", "Fundtrace/0"),),
)
EARLIER = Earlier(CAPTURE.url, "2026-11-21T17:00:00Z", CAPTURE.sha256)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path, "lielupe", "20261122T170000Z")


def types(path: Path) -> list[str]:
    with path.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]


def test_a_capture_comes_back_as_it_was(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(CAPTURE)
    expected = replace(CAPTURE, place=place, request_headers=())
    assert read_back(tmp_path, place) == expected


def test_each_record_is_found_by_its_own_place(archive: Archive, tmp_path: Path) -> None:
    archive.write(CAPTURE)
    second = archive.write(replace(CAPTURE, body=b"other"))
    assert read_back(tmp_path, second).body == b"other"


def test_the_file_is_named_after_source_and_run(archive: Archive) -> None:
    assert archive.write(CAPTURE).file == "lielupe/20261122T170000Z.warc.gz"


def test_response_and_request_are_kept(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(CAPTURE)
    assert types(tmp_path / place.file) == ["warcinfo", "response", "request"]


def test_the_same_body_again_is_a_revisit(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(CAPTURE, EARLIER)
    assert types(tmp_path / place.file) == ["warcinfo", "revisit", "request"]
    assert (read_back(tmp_path, place).revisit, read_back(tmp_path, place).body) == (True, b"")


def test_not_modified_is_a_revisit_that_says_so(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(replace(CAPTURE, status=304, body=b""), EARLIER)
    with (tmp_path / place.file).open("rb") as stream:
        record = list(ArchiveIterator(stream))[1]
    assert record.rec_headers.get_header("WARC-Profile").endswith("/server-not-modified")
    assert record.rec_headers.get_header("WARC-Refers-To-Date") == EARLIER.fetched_at


def test_another_body_is_no_revisit(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(replace(CAPTURE, body=b"other"), EARLIER)
    assert not read_back(tmp_path, place).revisit


def test_a_packed_body_is_kept_packed(archive: Archive, tmp_path: Path) -> None:
    packed = gzip.compress(CAPTURE.body, mtime=0)
    headers = (*CAPTURE.headers, ("Content-Encoding", "gzip"))
    capture = read_back(tmp_path, archive.write(replace(CAPTURE, body=packed, headers=headers)))
    assert (capture.body, capture.content()) == (packed, CAPTURE.body)


def test_walk_gives_all_captures_in_their_order(archive: Archive, tmp_path: Path) -> None:
    archive.write(CAPTURE)
    archive.write(replace(CAPTURE, url="http://127.0.0.1:8001/b"))
    archive.close()
    assert [capture.url for capture in walk(tmp_path, "lielupe")] == [CAPTURE.url, "http://127.0.0.1:8001/b"]


@pytest.mark.parametrize("cut", [1, 10, 100, 300, 350])
def test_a_torn_tail_loses_only_itself(cut: int, archive: Archive, tmp_path: Path) -> None:
    archive.write(CAPTURE)
    place = archive.write(replace(CAPTURE, url="http://127.0.0.1:8001/b"))
    archive.close()
    path = tmp_path / place.file
    path.write_bytes(path.read_bytes()[: place.offset + cut])
    assert [capture.url for capture in walk(tmp_path, "lielupe")] == [CAPTURE.url]


def test_a_place_without_a_record_is_told(archive: Archive, tmp_path: Path) -> None:
    place = archive.write(CAPTURE)
    for step in range(1, 200):
        with pytest.raises(BodyError, match="no whole record"):
            read_back(tmp_path, Place(place.file, place.offset + step))


def test_an_archive_without_a_record_leaves_no_file(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"text", mtime=0), "gzip"),
        (gzip.compress(b"text", mtime=0), "x-gzip"),
        (zlib.compress(b"text"), "deflate"),
        (zlib.compress(b"text", wbits=-15), "deflate"),
        (b"text", "identity"),
        (b"text", None),
        (gzip.compress(zlib.compress(b"text"), mtime=0), "deflate, gzip"),
    ],
)
def test_unpack(packed: bytes, encoding: str | None) -> None:
    assert unpack(packed, encoding) == b"text"


@pytest.mark.parametrize(
    ("packed", "encoding", "sentence"),
    [
        (b"text", "gzip", "broken"),
        (gzip.compress(b"text" * 100, mtime=0)[:-12], "gzip", "ends too early"),
        (gzip.compress(b"a" * 1001, mtime=0), "gzip", "larger than 1000 bytes"),
        (b"text", "br", "not asked for"),
    ],
)
def test_what_cannot_be_unpacked_is_told(packed: bytes, encoding: str, sentence: str) -> None:
    with pytest.raises(BodyError, match=sentence):
        unpack(packed, encoding, limit=1000)


def test_gunzip_leaves_what_is_not_packed() -> None:
    assert gunzip(b"<urlset/>") == b"<urlset/>"
