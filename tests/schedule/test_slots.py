"""Slots: spread, quiet hours, summer time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from fundtrace.schedule.slots import Rhythm

RIGA = ZoneInfo("Europe/Riga")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
START = datetime(2026, 3, 1, tzinfo=UTC)


def rhythm(source: str = "a", interval: timedelta = DAY, quiet: tuple[time, time] | None = None) -> Rhythm:
    return Rhythm(source, interval, RIGA, quiet)


@pytest.mark.parametrize(
    ("interval", "count"), [(DAY, 31), (7 * DAY, 4), (12 * HOUR, 62), (HOUR, 744), (2 * DAY, 15)]
)
def test_a_month_has_as_many_slots_as_the_interval_says(interval: timedelta, count: int) -> None:
    slots = rhythm(interval=interval).between(START, START + 31 * DAY)
    assert abs(len(slots) - count) <= 1
    assert slots == sorted(set(slots))


def test_a_daily_source_keeps_its_hour_on_the_wall_when_summer_time_begins() -> None:
    slots = rhythm().between(START, START + 60 * DAY)
    assert len({slot.astimezone(RIGA).time() for slot in slots}) == 1
    assert len({later - earlier for earlier, later in pairwise(slots)}) == 2


@pytest.mark.parametrize("day", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)])
@pytest.mark.parametrize("number", range(40))
def test_the_day_of_a_change_has_one_slot(day: datetime, number: int) -> None:
    slots = rhythm(f"source-{number}").between(day, day + 3 * DAY)
    assert len({slot.astimezone(RIGA).date() for slot in slots}) == len(slots)
    assert 2 <= len(slots) <= 4


def test_sources_are_spread_over_the_day() -> None:
    hours = [rhythm(f"s{number}").next_after(START).hour for number in range(480)]
    assert all(8 <= hours.count(hour) <= 36 for hour in range(24))


@pytest.mark.parametrize("quiet", [(time(8), time(18)), (time(22), time(6)), (time(23, 30), time(23, 45))])
@pytest.mark.parametrize("interval", [DAY, 7 * DAY, 6 * HOUR, HOUR])
def test_nothing_begins_in_the_quiet_hours(quiet: tuple[time, time], interval: timedelta) -> None:
    for number in range(20):
        for slot in rhythm(f"s{number}", interval, quiet).between(START, START + 40 * DAY):
            assert Rhythm("x", DAY, RIGA, quiet).loud(slot) == slot


@pytest.mark.parametrize(
    ("moment", "loud"),
    [
        ("2026-03-03T21:00+00:00", "2026-03-04T04:00+00:00"),
        ("2026-03-03T03:59+00:00", "2026-03-03T04:00+00:00"),
        ("2026-03-03T04:00+00:00", "2026-03-03T04:00+00:00"),
    ],
)
def test_what_is_due_in_quiet_hours_waits_for_their_end(moment: str, loud: str) -> None:
    quiet = rhythm(quiet=(time(22), time(6)))
    assert quiet.loud(datetime.fromisoformat(moment)) == datetime.fromisoformat(loud)
