"""A simulated month: every due run made or explained, no overlap, digests as expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawlers.sources import Source
from db.schedule_log import Slot, slots
from db.store import open_store
from fundtrace.schedule.planning import rhythm_of
from fundtrace.settings import ScheduleSettings, Settings
from fundtrace.telling import sending, telling
from tests.schedule.month import START, Launcher, World, simulate, stop_the_clock

MONTH = timedelta(days=30)
EVERY = ("1d", "1d", "1d", "12h", "2d", "1w", "6h", "1d")
SOURCES = [
    Source(id=f"s{number:02}", name=f"Biedrība {number}", home=f"https://s{number:02}.example/", every=every)
    for number, every in enumerate(EVERY * 5)
]
SETTINGS = ScheduleSettings(quiet="08:00-18:00", publish_every="6h")
# the machine slept over two nights and a day
ASLEEP = [(START + timedelta(days=9, hours=20), START + timedelta(days=11, hours=9))]


def behaviour(id: str, now: datetime) -> tuple[str, str | None, float]:
    """Five sources have their troubles, one run takes fourteen hours, one process is killed."""
    day = (now - START).days
    if id == "s03" and 4 <= day < 8:
        return "failing", "5xx", 0.1
    if id == "s10" and day >= 12:
        return "degraded", "redesigned", 0.2
    if id == "s17" and day in {3, 4, 15, 16}:
        return "failing", "timeout", 0.1
    if id == "s22":
        return "ok", None, 14.0
    if id == "s30" and day == 6:
        return "killed", None, 0.1
    if id == "s05":
        return ("failing", "dns", 0.0) if day < 10 else ("failing", "403", 0.0)
    return "ok", None, 0.3


@dataclass(frozen=True)
class Month:
    """What happened: the runs, what the log says, and the mails to the operator."""

    launch: Launcher
    log: list[Slot]
    sent: list[tuple[str, str]]


@pytest.fixture(scope="module")
def month() -> Iterator[Month]:
    # in memory where that can be had: a month of runs asks the disk to flush thousands of times
    memory = Path("/dev/shm")
    with (
        TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        pytest.MonkeyPatch.context() as patch,
        open_store(Path(folder) / "fundtrace.db") as store,
    ):
        world, data = World(), Path(folder)
        stop_the_clock(world, patch)
        launch = Launcher(world, data, behaviour)
        sent: list[tuple[str, str]] = []
        patch.setattr(
            sending, "_send_mail", lambda letter, _mail, _now: sent.append((letter.subject, letter.body))
        )
        mail = {"host": "localhost", "sender": "f@example.org"}
        settings = Settings.model_validate({"mail": mail, "operator": {"mail": ["op@example.org"]}})
        launch.after["finish"] = lambda now: telling.tell_operator(data, settings, now) and None
        simulate(world, data, SOURCES, launch, START + MONTH, SETTINGS, ASLEEP)
        yield Month(launch, slots(store), sent)


def test_every_due_run_was_made_or_explained(month: Month) -> None:
    known = month.log
    noted = {(slot.source, datetime.fromisoformat(slot.due)): slot for slot in known}
    for source in SOURCES:
        first = min(due for id, due in noted if id == source.id)
        for due in rhythm_of(source, SETTINGS).between(first, START + MONTH - timedelta(hours=1)):
            slot = noted[source.id, due]
            assert slot.outcome != "running" or due > START + MONTH - timedelta(hours=15)
            assert slot.outcome == "made" or slot.detail or slot.outcome == "running"
    outcomes = Counter(slot.outcome for slot in known)
    made = [slot for slot in known if slot.outcome in {"made", "failed", "running"}]
    assert len(made) == len(month.launch.visits)
    killed = [id for id, begin, _ in month.launch.visits if behaviour(id, begin)[0] == "killed"]
    assert outcomes["failed"] == len(killed) > 0
    assert outcomes["made up for"] > 20
    assert outcomes["still running"] >= 30


def test_no_source_was_visited_twice_at_once_or_in_quiet_hours(month: Month) -> None:
    for source in SOURCES:
        visits = sorted((begin, end) for id, begin, end in month.launch.visits if id == source.id)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(visits))
    woke = ASLEEP[0][1]
    for _, begin, _ in month.launch.visits:
        hour = begin.astimezone(SETTINGS.zone).hour
        assert not 8 <= hour < 18 or begin == woke


def test_what_was_missed_in_sleep_was_made_up_for_once(month: Month) -> None:
    begin, end = ASLEEP[0]
    assert not any(begin <= start < end for _, start, _ in month.launch.visits)
    woken = Counter(id for id, start, _ in month.launch.visits if start == end)
    assert set(woken.values()) == {1}
    assert len(woken) > 25


def test_the_operator_was_told_once_of_each_change(month: Month) -> None:
    told = Counter()
    for subject, _ in month.sent:
        broken = (
            subject.partition(" broken: ")[2].partition(";")[0].split(", ") if " broken: " in subject else []
        )
        healed = subject.partition(" healed: ")[2].split(", ") if " healed: " in subject else []
        told.update([("broken", id) for id in broken] + [("healed", id) for id in healed])
    assert told == {
        ("broken", "s03"): 1,
        ("healed", "s03"): 1,
        ("broken", "s10"): 1,
        ("broken", "s17"): 2,
        ("healed", "s17"): 2,
        ("broken", "s05"): 2,
    }


def test_a_message_names_failure_next_step_and_why(month: Month) -> None:
    body = next(body for subject, body in month.sent if "broken: s03" in subject or "s03" in subject)
    assert "s03 (Biedrība s03) is failing: 5xx" in body
    assert "Next step: The site has a fault of its own" in body
    assert "You get this because fundtrace.toml names you" in body


def test_digests_come_once_a_day_at_their_hour(month: Month) -> None:
    moments = [moment.astimezone(SETTINGS.zone) for what, moment in month.launch.ours if what == "digest"]
    assert len({moment.date() for moment in moments}) == len(moments)
    assert 28 <= len(moments) <= 30
    late = [moment for moment in moments if (moment.hour, moment.minute) != (8, 0)]
    assert len(late) <= 1
