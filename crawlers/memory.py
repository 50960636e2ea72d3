"""What a fetch may ask of the past and leave for the future, whoever keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from crawlers.archive import Capture, Place


@dataclass(frozen=True, slots=True)
class Known:
    """The latest capture of an address that holds a body."""

    id: int
    sha256: str
    fetched_at: str
    place: Place
    etag: str | None = None
    last_modified: str | None = None


class Memory(Protocol):
    """Remembers captures from run to run."""

    def known(self, url: str) -> Known | None:
        """The latest capture with a body of the address, or None."""

    def resting(self, url: str) -> str | None:
        """`resting` for an article that has not changed for long and whose turn has not come, `no article`
        for another such page, None for an address that is to be asked."""

    def read(self, known: Known) -> Capture | None:
        """Its record from the archive, or None when the archive has lost it."""

    def archive(self, capture: Capture, known: Known | None) -> Place | None:
        """Writes a response to the archive, as a revisit when it repeats the known one."""

    def keep(self, capture: Capture, known: Known | None) -> int | None:
        """Notes a capture that was archived; its id. `known`: the capture that it repeats."""


class NoMemory:
    """For a look at a site that leaves nothing behind."""

    def known(self, url: str) -> Known | None:
        """Nothing is known."""
        return None

    def resting(self, url: str) -> str | None:
        """Nothing rests."""
        return None

    def read(self, known: Known) -> Capture | None:
        """Nothing is kept."""
        return None

    def archive(self, capture: Capture, known: Known | None) -> Place | None:
        """Nothing is archived."""
        return None

    def keep(self, capture: Capture, known: Known | None) -> int | None:
        """Nothing is noted."""
        return None
