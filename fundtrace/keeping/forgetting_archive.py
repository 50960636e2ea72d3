"""Takes what must be forgotten out of the archive: whole records, or the parts of them that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawlers.archive import Capture
from crawlers.forgetting import forgetter, mark_of, redacted
from crawlers.rewriting import Kept, rewrite
from db.forgetting import Doomed, Moved, Rewritten, captures_in
from db.store import Store
from fundtrace.keeping.traces import as_bytes, holds

Hold = Callable[[str], None]


def rewrite_archive(
    data: Path, store: Store, doomed: Doomed, pieces: Collection[str], hold: Hold
) -> Rewritten:
    """Writes anew each archive file that speaks of the articles, and says where the rest of it lies.

    `pieces` are texts that only these articles have; `hold(source)` keeps crawls away from a source whose
    files are about to be written.
    """
    archive = data / "archive"
    rewritten = Rewritten(removed=set(doomed.captures))
    needles = as_bytes([*pieces, *filter(None, map(_distinct_part, doomed.urls))])
    for folder in sorted(path for path in archive.glob("*") if path.is_dir()):
        files = sorted(folder.glob("*.warc.gz"))
        own = folder.name in doomed.sources
        files = [path for path in files if own or holds(path, needles)]
        if files:
            hold(folder.name)
        for path in files:
            _rewrite_file(archive, path, store, doomed, pieces, rewritten)
    return rewritten


def _distinct_part(url: str) -> str | None:
    """What links to the address have in common, None when others would share it."""
    part = urlsplit(url).path.rstrip("/").rpartition("/")[2] or urlsplit(url).query
    return part if len(part) >= 8 else None


def _rewrite_file(
    archive: Path, path: Path, store: Store, doomed: Doomed, pieces: Collection[str], rewritten: Rewritten
) -> None:
    name = path.relative_to(archive).as_posix()
    ids = captures_in(store.db, name)
    kept = rewrite(archive, path, _change(doomed, pieces, ids))
    if not kept:
        return
    rewritten.files.add(name)
    for record in kept:
        _note(record, ids.get(record.before.offset), rewritten)


def _change(
    doomed: Doomed, pieces: Collection[str], ids: dict[int, int]
) -> Callable[[Capture], Capture | None]:
    forgotten = forgetter(frozenset(map(mark_of, doomed.urls)))

    def change(capture: Capture) -> Capture | None:
        identity = ids.get(capture.place.offset) if capture.place else None
        if identity in doomed.protected and forgotten(capture.url):
            # another article was read from the same address
            return capture if capture.revisit else redacted(capture, lambda _address: False, pieces)
        moved_to = capture.header("Location")
        leads_there = moved_to is not None and forgotten(urljoin(capture.url, moved_to))
        if forgotten(capture.url) or leads_there or identity in doomed.captures:
            return None
        return capture if capture.revisit else redacted(capture, forgotten, pieces)

    return change


def _note(record: Kept, identity: int | None, rewritten: Rewritten) -> None:
    if identity is None:
        return
    if record.after is None:
        rewritten.removed.add(identity)
    else:
        rewritten.moved.append(Moved(identity, record.after.file, record.after.offset, record.sha256))
