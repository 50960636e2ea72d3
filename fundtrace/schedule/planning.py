"""What is due when, for those who ask while no schedule runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.sources import Source
from db.schedule_log import Slot, last_slots
from db.store import open_store
from fundtrace.schedule.slots import Rhythm
from fundtrace.settings import ScheduleSettings


@dataclass(frozen=True, slots=True)
class Planned:
    """A source's next slot and what became of the last one; times in UTC."""

    source: str
    due: str
    overdue: bool
    last: str | None
    outcome: str | None
    detail: str | None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def rhythm_of(source: Source, settings: ScheduleSettings) -> Rhythm:
    """How often a source is due, with these settings."""
    return Rhythm(source.id, source.interval, settings.zone, settings.quiet_hours)


def plan(work: Path, sources: Iterable[Source], settings: ScheduleSettings, now: datetime) -> list[Planned]:
    """The sources in the order in which they are due; one with a slot behind it is overdue."""
    last: dict[str, Slot] = {}
    if work.is_file():
        with open_store(work) as store:
            last = last_slots(store)
    rows = [_planned(rhythm_of(source, settings), last.get(source.id), now) for source in sources]
    return sorted(rows, key=lambda row: (row.due, row.source))


def _planned(rhythm: Rhythm, known: Slot | None, now: datetime) -> Planned:
    if known is None:
        due = rhythm.loud(now)
        return Planned(rhythm.source, due.isoformat(timespec="seconds"), True, None, None, None)
    due = rhythm.next_after(min(datetime.fromisoformat(known.due), now))
    return Planned(
        rhythm.source, due.isoformat(timespec="seconds"), due <= now, known.due, known.outcome, known.detail
    )
