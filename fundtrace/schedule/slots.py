"""When a source is due: slots that follow from its id and interval alone, spread over the day.

A slot is a moment that the clock on the wall shows, so a daily source keeps its hour when summer time begins
or ends. An hour that the change leaves out gives the hour after it; one that comes twice counts once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a source is due, in which time zone, and in which hours never."""

    source: str
    interval: timedelta
    zone: ZoneInfo
    quiet: tuple[time, time] | None = None

    def next_after(self, moment: datetime) -> datetime:
        """The first slot later than the moment, in UTC."""
        slots = self._hourly(moment) if self.interval % _DAY else self._daily(moment)
        return next(slot for slot in slots if slot > moment)

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        """The slots later than `after` and not later than `until`."""
        found = []
        slot = self.next_after(after)
        while slot <= until:
            found.append(slot)
            slot = self.next_after(slot)
        return found

    def loud(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it falls into."""
        if self.quiet is None:
            return moment
        start, end = self.quiet
        local = moment.astimezone(self.zone)
        now = local.time()
        inside = start <= now < end if start < end else now >= start or now < end
        if not inside:
            return moment
        day = local.date() + (_DAY if start > end and now >= start else timedelta())
        return datetime.combine(day, end, self.zone).astimezone(UTC)

    def _daily(self, moment: datetime) -> Iterator[datetime]:
        days = self.interval // _DAY
        first = timedelta() if self.quiet is None else _since_midnight(self.quiet[1])
        offset = first + _MINUTE * self._share("minute", self._loud_minutes())
        day = moment.astimezone(self.zone).date() - 2 * _DAY
        phase = self._share("day", days)
        while True:
            if day.toordinal() % days == phase:
                local = datetime.combine(day, time()) + offset
                yield local.replace(tzinfo=self.zone).astimezone(UTC)
            day += _DAY

    def _hourly(self, moment: datetime) -> Iterator[datetime]:
        offset = _MINUTE * self._share("minute", self.interval // _MINUTE)
        count = (moment - _EPOCH) // self.interval - 2 - _DAY // self.interval
        before = None
        while True:
            slot = _EPOCH + offset + count * self.interval
            loud = self.loud(slot)
            if loud != slot:
                # not all sources at the same minute
                loud += _MINUTE * self._share("after", 30)
            if loud != before:
                yield loud
            before = loud
            count += 1

    def _loud_minutes(self) -> int:
        if self.quiet is None:
            return _DAY // _MINUTE
        start, end = map(_since_midnight, self.quiet)
        return ((start - end) % _DAY) // _MINUTE

    def _share(self, purpose: str, of: int) -> int:
        """A number below `of` that follows from the source's id."""
        digest = hashlib.sha256(f"{purpose} {self.source}".encode()).digest()
        return int.from_bytes(digest[:8]) % max(1, of)


def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)
