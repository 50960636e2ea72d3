"""The rows that the crawler hands to the store and reads back from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceState = Literal["ok", "degraded", "failing", "cannot tell"]
Outcome = Literal["fetched", "unchanged", "gone", "refused", "failed", "dropped"]
CaptureRole = Literal["page", "list", "feed", "api", "sitemap", "robots", "other"]
Saved = Literal["new", "changed", "unchanged"]
Departure = Literal["gone", "suspected", "unknown"]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A website that is visited, as the catalogue shows it."""

    id: str
    name: str
    home: str
    kind: str = "auto"
    organisation: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """How one request of a run ended; `failure` is a stable word, `detail` is for people."""

    url: str
    outcome: Outcome
    failure: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRun:
    """The account of one source in one run.

    `requests` is what was asked for; the six outcomes after it should add up to it. `found`, `new`
    and `changed` count articles. Of the articles `known` before the run it read `known_read`; the turn of
    `resting` ones had not come. `unread` lists and articles, of this run or an earlier one, were not read to
    its end. None where that was not counted.
    """

    state: SourceState
    requests: int = 0
    fetched: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0
    failed: int = 0
    dropped: int = 0
    found: int = 0
    new: int = 0
    changed: int = 0
    failure: str | None = None
    detail: str | None = None
    known: int | None = None
    known_read: int | None = None
    resting: int | None = None
    unread: int | None = None

    @property
    def accounted(self) -> int:
        """How many requests have an outcome."""
        return self.fetched + self.unchanged + self.gone + self.refused + self.failed + self.dropped


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as received, and where it lies in the archive.

    `sha256` is that of the body; `revisit_of` names the capture that holds the body when this one
    repeats it (304, or the same bytes again). `role` says what was asked for; `feed_date` is the date
    that a feed gave for the page, kept because reading the archive again needs it.
    """

    id: int
    run: str
    source: str
    url: str
    final_url: str
    fetched_at: str
    status: int
    media_type: str | None
    sha256: str | None
    warc_file: str
    warc_offset: int
    revisit_of: int | None
    etag: str | None
    last_modified: str | None
    role: CaptureRole
    feed_date: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """How many articles a rebuild brought, read differently, and took away."""

    new: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends: If-None-Match and If-Modified-Since."""

    etag: str | None
    last_modified: str | None
