"""Whether the archive is as it was written, and holds all that the database says it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crawlers.archive import Place, capture_in
from crawlers.members import Member, whole_members

# what precedes each record as it was packed; the checksum at its end does not cover it
_PACKED_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"
_MOST_NAMED = 20


def archive_faults(archive: Path, database: Path) -> Iterator[str]:
    """One sentence for each file with a fault: which byte, which address, or which captures are missing."""
    places = _places(database)
    present = {path.relative_to(archive).as_posix() for path in archive.glob("*/*.warc.gz")}
    for name in sorted(places.keys() | present):
        if name not in present:
            yield f"archive/{name} is missing, and {len(places[name])} captures with it"
            continue
        yield from _faults_of(archive, name, places.get(name, {}))


def _faults_of(archive: Path, name: str, places: dict[int, tuple[str, str | None]]) -> Iterator[str]:
    missing = dict(places)
    end = 0
    for member in whole_members(archive / name):
        end = member.end
        url, sha256 = missing.pop(member.offset, (None, None))
        fault = _fault(member, name, sha256 if url is not None else None)
        if fault:
            yield f"archive/{name} is damaged at byte {member.offset}: {fault}{_of(url)}"
    size = (archive / name).stat().st_size
    if missing:
        urls = [url for _, (url, _) in sorted(missing.items())]
        more = f" and {len(urls) - _MOST_NAMED} more" if len(urls) > _MOST_NAMED else ""
        named = ", ".join(urls[:_MOST_NAMED]) + more
        yield f"archive/{name} is damaged from byte {end} on; these captures cannot be read: {named}"
    elif end < size and places:
        yield f"archive/{name}: {size - end} bytes behind the last record are no record"


def _fault(member: Member, name: str, sha256: str | None) -> str | None:
    if not member.packed.startswith(_PACKED_START):
        return "the packed record does not begin as it was written"
    if sha256 is None:
        return None
    capture = capture_in(member.content, Place(name, member.offset))
    if capture is None:
        return "the record cannot be read"
    if not capture.revisit and capture.sha256 != sha256:
        return "the body does not fit its digest"
    return None


def _of(url: str | None) -> str:
    return f" (the capture of {url})" if url else ""


def _places(database: Path) -> dict[str, dict[int, tuple[str, str | None]]]:
    """By file and offset: the address of each capture, and the digest of its body when it has one there."""
    found: dict[str, dict[int, tuple[str, str | None]]] = {}
    sql = "SELECT warc_file, warc_offset, url, iif(revisit_of IS NULL, sha256, NULL) FROM captures"
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        for file, offset, url, sha256 in connection.execute(sql):
            found.setdefault(file, {})[offset] = (url, sha256)
    return found
