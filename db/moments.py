"""Instants as the database writes them: UTC, whole seconds, `YYYY-MM-DDTHH:MM:SSZ`."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(moment: datetime | str) -> str:
    """The moment in UTC as text that sorts by time.

    Takes an aware datetime or an ISO 8601 text with an offset; ValueError for a moment without one.
    """
    given = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    if given.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; give an aware datetime")
    return given.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
