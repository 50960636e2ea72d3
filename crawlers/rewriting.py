"""Writes an archive file anew without some of its records, or with less in them.

The new file is a further part of the same run and stands beside the old one: whoever holds the old places
goes on reading until the database names the new ones. Records that stay are copied byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawlers.archive import Capture, Place, capture_in, packed_response
from crawlers.members import Member, whole_members

# the capture to keep in the place of one: the same, another, or None for none
Change = Callable[[Capture], Capture | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the old file and where it lies in the new one; `after` is None when it is no more.

    `sha256` is the digest of its body where that has changed, else None.
    """

    before: Place
    after: Place | None
    sha256: str | None


def rewrite(folder: Path, path: Path, change: Change) -> list[Kept]:
    """Applies `change` to each capture of a file and writes `next_part`; empty when nothing would change.

    The old file is left as it is; what stands behind its last whole record is not copied.
    """
    name = path.relative_to(folder).as_posix()
    changes: dict[int, Capture | None] = {}
    end = 0
    for member in whole_members(path):
        end = member.end
        capture = capture_in(member.content, Place(name, member.offset))
        changed = change(capture) if capture is not None else None
        if changed is not capture:
            changes[member.offset] = changed
    if not changes and end == path.stat().st_size:
        return []
    return _write(folder, path, changes)


def _write(folder: Path, path: Path, changes: dict[int, Capture | None]) -> list[Kept]:
    new = next_part(path)
    old_name, new_name = (each.relative_to(folder).as_posix() for each in (path, new))
    kept: list[Kept] = []
    with new.open("xb") as out:
        for members in _with_requests(path):
            first = members[0]
            before = Place(old_name, first.offset)
            is_capture = capture_in(first.content, before) is not None
            changed = changes.get(first.offset)
            if first.offset in changes and changed is None:
                kept.append(Kept(before, None, None))
                continue
            if is_capture:
                after = Place(new_name, out.tell())
                kept.append(Kept(before, after, changed.sha256 if changed is not None else None))
            out.write(packed_response(changed) if changed is not None else first.packed)
            out.writelines(member.packed for member in members[1:])
        out.flush()
        os.fsync(out.fileno())
    _keep_name(path.parent)
    return kept


def _keep_name(folder: Path) -> None:
    """Has the folder's list of files on the disk, too, before anything relies on it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _with_requests(path: Path) -> Iterator[list[Member]]:
    """Each capture's record with the request that follows it; other records alone."""
    group: list[Member] = []
    for member in whole_members(path):
        is_request = group and b"\r\nWARC-Type: request\r\n" in member.content[:1000]
        if group and not is_request:
            yield group
            group = []
        group.append(member)
    if group:
        yield group


def next_part(path: Path) -> Path:
    """The file that a further part of the same run is."""
    return path.with_name(f"{_run(path)}_{last_part(path) + 1:03}.warc.gz")


def last_part(path: Path) -> int:
    """The highest number of the parts of the run that an archive file belongs to."""
    parts = path.parent.glob(f"{_run(path)}_[0-9]*.warc.gz")
    return max((int(other.name.removesuffix(".warc.gz").partition("_")[2]) for other in parts), default=1)


def _run(path: Path) -> str:
    return path.name.removesuffix(".warc.gz").partition("_")[0]
