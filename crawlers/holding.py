"""One process at a time visits a source: two would keep no pace and spoil each other's frontier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks, and one operator
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(data: Path, source: str) -> Iterator[bool]:
    """Whether this process has the source until the block ends; the system frees it when a process dies."""
    folder = data / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{source}.lock").open("ab") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
        yield True
