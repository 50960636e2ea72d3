"""Removes captures that are older than a source keeps them, superseded, and needed for nothing.

The order makes it safe to be cut off at any moment: the names of the new archive files are noted, the files
are written beside the old ones, one transaction removes the rows and names the new places, and then the old
files go. Whatever was noted and is no capture's place is removed by the next call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawlers.archive import Capture
from crawlers.holding import held
from crawlers.rewriting import next_part, rewrite
from crawlers.sources import Source, keep_span
from db.forgetting import Moved, Rewritten, captures_in, note_removed
from db.moments import instant
from db.store import Store, open_store
from db.superseded import (
    Superseded,
    announce,
    in_hand,
    left_over,
    offsets,
    remove_superseded,
    superseded,
)
from fundtrace.places import existing_work_database, plain_failures

# a large file is written anew only when that frees this share of it
_LARGE, _LEAST_SHARE = 50_000_000, 0.02

_Choice = dict[str, list[Superseded]]


class _Damaged(Exception):
    """An archive file does not hold what the database says; holds its name."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed of a source (or would be), and why nothing of it was or what stays for another time.

    `bytes` counts what the archive has less; not `sound` when a file of the archive is damaged.
    """

    source: str
    before: str
    captures: int = 0
    files: int = 0
    bytes: int = 0
    left: str | None = None
    sound: bool = True


def prune(
    data: Path, sources: Iterable[Source], default: str, now: datetime, *, dry_run: bool = False
) -> list[Pruned]:
    """Removes what the sources keep no longer; one result for each source that does not keep everything.

    `default` (as `keep` in a source's file) goes for sources that say nothing. The same again goes on where
    an earlier call was cut off. Failure when there is no database, or it is in use.
    """
    results = []
    with plain_failures(), open_store(existing_work_database(data)) as store:
        # old files go as soon as a transaction is over: it must outlive a power cut
        store.db.execute("PRAGMA synchronous = FULL")
        for source in sources:
            span = keep_span(source.keep or default)
            if span is None:
                continue
            before = instant(now - span)
            if dry_run:
                results.append(_look(data / "archive", store, source.id, before))
            else:
                results.append(_prune(data, store, source.id, before, instant(now)))
    return results


def _look(archive: Path, store: Store, source: str, before: str) -> Pruned:
    chosen = _chosen(archive, store, source, before)
    sizes = (_size(archive, store, file, rows) for file, rows in chosen.items())
    count = sum(map(len, chosen.values()))
    return Pruned(source, before, count, len(chosen), sum(sizes), in_hand(store.db, source))


def _prune(data: Path, store: Store, source: str, before: str, now: str) -> Pruned:
    with held(data, source) as free:
        why = in_hand(store.db, source) if free else "it is being crawled just now"
        if why is not None:
            return Pruned(source, before, left=why)
        archive = data / "archive"
        _remove(archive, store, left_over(store.db, source))
        chosen = _chosen(archive, store, source, before)
        try:
            rewritten, written = _rewrite_all(archive, store, chosen)
        except _Damaged as damage:
            _remove(archive, store, left_over(store.db, source))
            return Pruned(source, before, left=f"{damage} is damaged: see fundtrace doctor", sound=False)
        size = _bytes(archive, rewritten.files) - _bytes(archive, written)
        if rewritten.removed:
            with store.batch():
                remove_superseded(store.db, source, rewritten, written, size, before, now)
        _remove(archive, store, left_over(store.db, source))
        return Pruned(source, before, len(rewritten.removed), len(rewritten.files), size)


def _chosen(archive: Path, store: Store, source: str, before: str) -> _Choice:
    """By file what may go; files that are large and would hardly shrink are left out.

    A body stays with a revisit of it that stays.
    """
    found = superseded(store.db, source, before)
    by_file = _by_file(found)
    worth = {file for file, rows in by_file.items() if _is_worth(archive, store, file, rows)}
    staying = {each.revisit_of for each in found if each.file not in worth}
    return _by_file(each for each in found if each.file in worth and each.capture not in staying)


def _by_file(found: Iterable[Superseded]) -> _Choice:
    by_file: _Choice = defaultdict(list)
    for each in found:
        by_file[each.file].append(each)
    return dict(by_file)


def _is_worth(archive: Path, store: Store, file: str, rows: list[Superseded]) -> bool:
    whole = _bytes(archive, [file])
    return whole < _LARGE or _size(archive, store, file, rows) >= whole * _LEAST_SHARE


def _size(archive: Path, store: Store, file: str, rows: list[Superseded]) -> int:
    """Bytes of the captures in a file, each with the request behind it."""
    starts = offsets(store.db, file)
    ends = dict(zip(starts, [*starts[1:], _bytes(archive, [file])], strict=True))
    return sum(max(0, ends[each.offset] - each.offset) for each in rows)


def _bytes(archive: Path, files: Iterable[str]) -> int:
    return sum((archive / file).stat().st_size for file in files if (archive / file).is_file())


def _rewrite_all(archive: Path, store: Store, chosen: _Choice) -> tuple[Rewritten, list[str]]:
    """Writes the files anew; what that did, and the new files. _Damaged when one has lost a capture."""
    rewritten, written = Rewritten(), []
    for file, rows in chosen.items():
        new = next_part(archive / file).relative_to(archive).as_posix()
        with store.batch():
            announce(store.db, [new])
        kept = _rewrite(archive, store, file, rows)
        rewritten.files.add(file)
        rewritten.removed |= {each.capture for each in rows}
        rewritten.moved += kept
        # one that holds no capture stays announced, and goes
        written += [new] if kept else []
    return rewritten, written


def _rewrite(archive: Path, store: Store, file: str, rows: list[Superseded]) -> list[Moved]:
    """Where the file's other captures lie in the new one; _Damaged when the file has lost any."""
    going = {each.offset for each in rows}
    ids = captures_in(store.db, file)

    def change(capture: Capture) -> Capture | None:
        return None if capture.place is not None and capture.place.offset in going else capture

    try:
        kept = rewrite(archive, archive / file, change)
    except FileNotFoundError as gone:
        raise _Damaged(file) from gone
    if not ids.keys() <= {record.before.offset for record in kept}:
        raise _Damaged(file)
    return [
        Moved(ids[record.before.offset], record.after.file, record.after.offset, None)
        for record in kept
        if record.after is not None and record.before.offset in ids
    ]


def _remove(archive: Path, store: Store, files: list[str]) -> None:
    for file in files:
        (archive / file).unlink(missing_ok=True)
    with store.batch():
        note_removed(store.db, files)
