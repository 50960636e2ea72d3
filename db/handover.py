"""Puts a new snapshot in the place of the old one.

The new file is built beside the old and renamed over it: no reader ever sees a half state, a kill at any
moment leaves the old one whole, and the size does not matter. A connection that was open before goes on
with the old state, whole; the catalogue looks at the file's identity before each question and opens it
anew (docs/contracts.md).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db.errors import PublishError

_SUFFIX = ".building"
DIGEST = ".sha256"


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """A new empty file beside `target` to build in; gone afterwards unless it was handed over."""
    if not target.parent.is_dir():
        raise PublishError(f"the folder {target.parent} does not exist; make it or name another with --data")
    if target.is_dir():
        raise PublishError(f"{target} is a folder, and the catalogue should be a file there; move it away")
    _remove_leftovers(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_SUFFIX, dir=target.parent)
    except OSError as error:
        raise PublishError(f"the folder {target.parent} cannot be written: {error.strerror}") from error
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def hand_over(built: Path, target: Path) -> None:
    """Moves the finished file to its place for good: it is on the disk before it has the name."""
    built.chmod(0o644)
    _flush(built)
    before = _digests(target)
    digest = _digest(built)
    # both for a moment: a kill between the two leaves one that fits
    _note(target, [digest, *before])
    # what a writer once left beside the old file must not be taken for the new file's
    for ending in ("-journal", "-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    built.replace(target)
    _note(target, [digest])
    _flush(target.parent)


def fits_its_digest(target: Path) -> bool:
    """Whether a snapshot is the one that was handed over; one without a digest beside it is left alone."""
    known = _digests(target)
    return not known or _digest(target) in known


def _digests(target: Path) -> list[str]:
    path = target.with_name(target.name + DIGEST)
    return [line.split()[0] for line in path.read_text("ascii").splitlines()] if path.is_file() else []


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note(target: Path, digests: list[str]) -> None:
    """Writes the digests as `sha256sum --check` reads them."""
    path = target.with_name(target.name + DIGEST)
    part = path.with_name(f".{path.name}.part")
    part.write_text("".join(f"{digest}  {target.name}\n" for digest in digests), "ascii")
    part.replace(path)


def _remove_leftovers(target: Path) -> None:
    for path in target.parent.glob(f".{target.name}.*{_SUFFIX}"):
        if not _in_use(path):
            path.unlink(missing_ok=True)


def _in_use(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False
        connection.rollback()
        return False


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
