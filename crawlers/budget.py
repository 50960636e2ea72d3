"""What one run may take from one site: requests, bytes and time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawlers.packing import MAX_BODY
from crawlers.sources import Source

# a slow site must not keep the next run from beginning
LONGEST_VISIT = timedelta(hours=6)
_MEGABYTE = 1_000_000


@dataclass(slots=True)
class Budget:
    """Counts what was taken. One site has one host, so this is the budget of the host."""

    source: Source
    clock: Callable[[], datetime]
    requests: int = 0
    received: int = 0
    _started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.clock()

    @property
    def requests_left(self) -> int:
        """How many requests the run may still send."""
        return max(0, self.source.max_pages - self.requests)

    def take(self, size: int) -> None:
        """Counts a body of so many bytes, packed as received."""
        self.received += size

    def take_oversized(self) -> None:
        """Counts a body that was broken off because it was too large."""
        self.received += MAX_BODY

    def spent(self) -> str | None:
        """A sentence that says which bound was reached, None while the run may go on."""
        if self.requests >= self.source.max_pages:
            return f"max_pages was reached: a run asks for {self.source.max_pages} pages at most."
        if self.received >= self.source.max_megabytes * _MEGABYTE:
            return f"max_megabytes was reached: a run takes {self.source.max_megabytes} MB at most."
        if self.clock() - self._started >= LONGEST_VISIT:
            hours = LONGEST_VISIT.total_seconds() / 3600
            return f"The visit took {hours:g} hours, which is the most that one may take."
        return None
