"""Archive files of a visit that was cut off: the last record may be torn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawlers.members import whole_members


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a run: its name below the archive's folder, its size, and the bytes that were cut off."""

    name: str
    size: int
    cut: int


def mend_parts(folder: Path, source: str, run: str) -> list[Part]:
    """Cuts torn tails off a run's files; the files as they are now, in their order."""
    paths = sorted((folder / source).glob(f"{run}.warc.gz")) + sorted(
        (folder / source).glob(f"{run}_[0-9]*.warc.gz")
    )
    return [_mend(folder, path) for path in paths]


def _mend(folder: Path, path: Path) -> Part:
    whole, size = end_of_whole_records(path), path.stat().st_size
    if whole < size:
        with path.open("r+b") as file:
            file.truncate(whole)
    return Part(path.relative_to(folder).as_posix(), whole, size - whole)


def end_of_whole_records(path: Path) -> int:
    """The byte behind the last record that is whole."""
    return max((member.end for member in whole_members(path)), default=0)
