"""The registry as its folder has it now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawlers.sources import Source, SourceError
from fundtrace.logs import log


class Watched:
    """The sources of a folder, read again when a file changes; a mistake leaves them as they were."""

    def __init__(self, folder: Path, load: Callable[[Path], list[Source]]) -> None:
        """SourceError when the folder cannot be read at all."""
        self._folder = folder
        self._load = load
        self._seen = self._look()
        self.sources = load(folder)

    def changed(self) -> bool:
        """Reads the folder again when a file in it has changed; whether `sources` are others now."""
        seen = self._look()
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            sources = self._load(self._folder)
        except SourceError as wrong:
            log("registry not read, the earlier one stays", fault=str(wrong))
            return False
        before, self.sources = self.sources, sources
        return before != sources

    def _look(self) -> frozenset[tuple[str, int]]:
        return frozenset((path.name, path.stat().st_mtime_ns) for path in self._folder.glob("*.toml"))
