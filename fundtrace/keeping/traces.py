"""Searches files byte by byte for pieces of text, inside gzip and zip members too."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_ENCODINGS = ("utf-8", "windows-1257", "iso-8859-13")
_CHUNK = 1 << 20
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
# a piece of this length is hardly anyone else's
_SHORTEST, _LONGEST, _MOST = 25, 60, 200


def pieces_of(titles_and_texts: Iterable[tuple[str | None, str]]) -> list[str]:
    """The beginnings of the titles and sentences, long ones first, those that are too short left out."""
    found: dict[str, None] = {}
    for title, text in titles_and_texts:
        for sentence in [title or "", *_SENTENCE_END.split(text)]:
            piece = sentence.strip()[:_LONGEST].strip()
            if len(piece) >= _SHORTEST:
                found[piece] = None
    return sorted(found, key=len, reverse=True)[:_MOST]


def as_bytes(pieces: Iterable[str]) -> tuple[bytes, ...]:
    """The pieces as they may be written: in the encodings of sites, and escaped as in JSON."""
    found: set[bytes] = set()
    for piece in pieces:
        for encoding in _ENCODINGS:
            try:
                found.add(piece.encode(encoding))
            except UnicodeEncodeError:
                continue
        found.add(json.dumps(piece)[1:-1].encode())
    return tuple(sorted(found))


def holds(path: Path, needles: tuple[bytes, ...]) -> bool:
    """Whether a file has one of the pieces, as it lies there or unpacked."""
    return bool(needles) and any(
        any(needle in chunk for needle in needles) for chunk in _chunks(path, needles)
    )


def _chunks(path: Path, needles: tuple[bytes, ...]) -> Iterator[bytes]:
    overlap = max(map(len, needles)) - 1
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        yield from _overlapping(lambda: file.read(_CHUNK), overlap)
    if start[:2] == b"\x1f\x8b":
        yield from _unpacked(path, overlap)
    elif start == b"PK\x03\x04" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield name.encode()
                with packed.open(name) as member:
                    yield from _overlapping(lambda member=member: member.read(_CHUNK), overlap)  # type: ignore[misc]


def _overlapping(read: Callable[[], bytes], overlap: int) -> Iterator[bytes]:
    rest = b""
    while chunk := read():
        yield rest + chunk
        rest = (rest + chunk)[-overlap:] if overlap else b""


def _unpacked(path: Path, overlap: int) -> Iterator[bytes]:
    """What gzip members unpack to, a torn last one as far as it goes."""
    with path.open("rb") as file:
        machine, rest, kept = zlib.decompressobj(zlib.MAX_WBITS | 16), b"", b""
        while packed := rest or file.read(_CHUNK):
            try:
                content = machine.decompress(packed, _CHUNK)
            except zlib.error:
                return
            yield kept + content
            kept = (kept + content)[-overlap:] if overlap else b""
            rest = machine.unconsumed_tail or machine.unused_data
            if machine.eof:
                machine, kept = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
