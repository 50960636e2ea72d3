"""A copy of the data folder that is consistent, made while crawls go on, and that can be checked.

The database is copied first, by SQLite's own backup; the archive after it, so that it holds at least all
that the copied database names. Archive files only ever grow, so a second backup into the same folder copies
what is new. The manifest is written last and names every file with its size and SHA-256: what it does not
name is no part of the backup, and a backup that was cut off leaves the earlier one as it was.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from crawlers.mending import end_of_whole_records
from db.errors import explain
from db.moments import instant
from fundtrace.failure import Failure
from fundtrace.keeping.database_check import database_faults
from fundtrace.keeping.manifest import (
    DATABASE,
    MANIFEST,
    Backup,
    Copied,
    digest,
    read_manifest,
    write_manifest,
)
from fundtrace.places import existing_work_database

_CHUNK = 1 << 20
# made anew by whoever needs it
_LEFT_OUT = ("locks/", "catalogue.db", "fundtrace.db", ".", "archive/")
_TRIES = 3


def make_backup(data: Path, target: Path, now: datetime) -> Backup:
    """Copies the data folder to `target`, a folder outside of it; the same again copies what is new.

    Failure when the folder holds something else or cannot be written, or the database is not sound: a
    damaged one is not put in the place of a good copy.
    """
    work = existing_work_database(data)
    _check_target(data, target)
    before = _earlier(target)
    try:
        for _attempt in range(_TRIES):
            database = _copy_database(work, target, instant(now))
            files = dict(_copy_files(data, target, before))
            if not _lost(target / database.stored, files):
                break
        else:
            raise Failure(
                "The archive changes while it is copied: make the backup when nothing is forgotten or pruned."
            )
        files[DATABASE] = database
        copied = sum(1 for name, file in files.items() if before.get(name) != file)
        write_manifest(target, instant(now), files)
    except OSError as wrong:
        raise Failure(f"The backup in {target} cannot be written ({wrong.strerror or wrong}).") from wrong
    _remove_unnamed(target, files)
    return Backup(instant(now), files, copied)


def _check_target(data: Path, target: Path) -> None:
    if target.resolve().is_relative_to(data.resolve()):
        raise Failure(
            f"{target} lies in the data folder: a backup needs a place of its own, on another disk."
        )
    if target.is_file():
        raise Failure(f"{target} is a file: name a folder for the backup.")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Failure(f"{target} cannot be made ({wrong.strerror}).") from wrong
    if not os.access(target, os.W_OK | os.X_OK):
        raise Failure(f"{target} cannot be written; check its owner and permissions.")
    if any(target.iterdir()) and not (target / MANIFEST).is_file() and not (target / "archive").is_dir():
        raise Failure(f"{target} holds something else: name an empty folder, or that of an earlier backup.")


def _earlier(target: Path) -> dict[str, Copied]:
    return read_manifest(target).files if (target / MANIFEST).is_file() else {}


def _copy_database(work: Path, target: Path, stamp: str) -> Copied:
    """A consistent copy under a name of its own, checked; the earlier one stays until the manifest is new."""
    bare = stamp.replace(":", "").replace("+0000", "Z")
    names = (f"fundtrace-{bare}-{number}.db" for number in count(1))
    name = next(name for name in names if not (target / name).exists())
    path = target / name
    try:
        with closing(sqlite3.connect(work)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy, pages=1000, sleep=0.01)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as wrong:
        # what was begun would make the folder one that holds something else
        for ending in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        # what is read is not what fills up
        full = wrong.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        why = explain(wrong, path if full else work) or f"{work} cannot be copied: {wrong}"
        raise Failure(f"{why}. The backup in {target} is as it was.") from wrong
    faults = list(database_faults(path))
    if faults:
        path.unlink()
        raise Failure(f"{work} is not sound, so the backup was left as it was: {faults[0]}.")
    size = path.stat().st_size
    return Copied(name, size, digest(path), 0, 0)


def _copy_files(data: Path, target: Path, before: dict[str, Copied]) -> Iterator[tuple[str, Copied]]:
    for path in sorted(path for path in data.rglob("*") if path.is_file() and not path.is_symlink()):
        name = path.relative_to(data).as_posix()
        is_archive = name.startswith("archive/")
        if (name.startswith(_LEFT_OUT) and not is_archive) or "/." in name:
            continue
        try:
            yield name, _copy(path, target / name, name, before.get(name), whole_records=is_archive)
        except FileNotFoundError:
            # removed meanwhile: whether the database needs it is looked at afterwards
            continue


def _copy(path: Path, to: Path, name: str, before: Copied | None, *, whole_records: bool) -> Copied:
    state = path.stat()
    seen = (state.st_size, state.st_mtime_ns)
    if before is not None and (before.seen_size, before.seen_at) == seen and to.is_file():
        return before
    size = end_of_whole_records(path) if whole_records else state.st_size
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(f".{to.name}.part")
    sha256 = hashlib.sha256()
    left = size
    with path.open("rb") as source, part.open("wb") as out:
        while left and (chunk := source.read(min(_CHUNK, left))):
            out.write(chunk)
            sha256.update(chunk)
            left -= len(chunk)
    part.replace(to)
    return Copied(name, size - left, sha256.hexdigest(), *seen)


def _lost(database: Path, files: dict[str, Copied]) -> bool:
    """Whether the copied database names a record that was not copied."""
    sql = "SELECT warc_file, max(warc_offset) FROM captures GROUP BY warc_file"
    with closing(sqlite3.connect(database)) as connection:
        needed = connection.execute(sql).fetchall()
    sizes = {name: file.size for name, file in files.items()}
    return any(sizes.get(f"archive/{file}", -1) <= offset for file, offset in needed)


def _remove_unnamed(target: Path, files: dict[str, Copied]) -> None:
    """Removes what earlier backups had and this one has not: what was forgotten must go from here, too."""
    named = {file.stored for file in files.values()} | {MANIFEST}
    for path in [path for path in target.rglob("*") if path.is_file()]:
        if path.relative_to(target).as_posix() not in named:
            path.unlink()
