"""Goes through every file of the data folder for what is left of something that was forgotten."""

from __future__ import annotations

from pathlib import Path

from fundtrace.keeping.traces import holds

# one line an entry: the lines go, the file stays
_LINES = {".jsonl", ".ndjson", ".log"}
# written by people: named, never changed
_BY_HAND = {".toml"}
_OURS = ("archive", "fundtrace.db", "catalogue.db")


def sweep(
    data: Path, pieces: tuple[bytes, ...], addresses: tuple[bytes, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Removes exports, logs and reports that hold a piece of the text or the address.

    Returns what was removed or shortened, and the files that still hold something: those that people wrote,
    and archive and databases should they hold any of the text (they should not).
    """
    removed, left = [], []
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        name = path.relative_to(data).as_posix()
        ours = name.startswith(_OURS)
        needles = pieces if ours else pieces + addresses
        if not holds(path, needles):
            continue
        if ours or path.suffix in _BY_HAND:
            left.append(name)
            continue
        if path.suffix in _LINES:
            _shorten(path, needles)
        else:
            path.unlink()
        removed.append(name)
    return tuple(removed), tuple(left)


def _shorten(path: Path, needles: tuple[bytes, ...]) -> None:
    new = path.with_name(f".{path.name}.shortened")
    with path.open("rb") as old, new.open("wb") as out:
        out.writelines(line for line in old if not any(needle in line for needle in needles))
    new.replace(path)
