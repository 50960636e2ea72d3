"""A month in a second: APScheduler itself, a clock that jumps, and runs that take simulated time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from apscheduler.executors.base import BaseExecutor, run_job

from crawlers.sources import Source
from db.records import SourceRecord, SourceRun
from db.store import Store, open_store
from fundtrace.schedule.launching import Ended
from fundtrace.schedule.service import Service
from fundtrace.settings import ScheduleSettings

START = datetime(2026, 3, 15, 6, 0, tzinfo=UTC)


class World:
    """The time of day, and what ends when."""

    def __init__(self) -> None:
        self.now = START
        self.ends: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, moment: datetime, action: Callable[[], None]) -> None:
        heapq.heappush(self.ends, (moment, next(self._order), action))

    def go_to(self, moment: datetime) -> None:
        """Lets time pass; what ends on the way ends at its own moment."""
        while self.ends and self.ends[0][0] <= moment:
            self.now, _, action = heapq.heappop(self.ends)
            action()
        self.now = max(self.now, moment)


def stop_the_clock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """APScheduler asks this world what time it is."""

    class Datetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return world.now.astimezone(tz)

    for module in ("apscheduler.schedulers.base", "apscheduler.executors.base"):
        monkeypatch.setattr(f"{module}.datetime", Datetime)


class Runs(BaseExecutor):  # type: ignore[misc]
    """An executor of APScheduler's: a job holds its place for as long as its run takes in the world."""

    def __init__(self, world: World, launch: Launcher) -> None:
        super().__init__()
        self.world, self.launch = world, launch

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        self.launch.taking = timedelta()
        events = run_job(job, job._jobstore_alias, run_times, self._logger.name)
        self.world.at(self.world.now + self.launch.taking, lambda: self._run_job_success(job.id, events))


class Launcher:
    """Runs that write what a crawl would; `behaviour(source, moment)` gives state, failure and hours."""

    def __init__(
        self, world: World, data: Path, behaviour: Callable[[str, datetime], tuple[str, str | None, float]]
    ) -> None:
        self.world, self.data, self.behaviour = world, data, behaviour
        self.visits: list[tuple[str, datetime, datetime]] = []
        self.ours: list[tuple[str, datetime]] = []
        self.taking = timedelta()
        self.after: dict[str, Callable[[datetime], None]] = {}
        # what a run that went well finds on the site
        self.brings: Callable[[Store, str, str, datetime], None] = lambda _store, _run, _source, _now: None

    def run(self, arguments: Sequence[str], seconds: float) -> Ended:
        now = self.world.now
        if arguments[0] == "schedule":
            self.ours.append((arguments[1], now))
            if arguments[1] in self.after:
                self.after[arguments[1]](now)
            return Ended(0, "")
        id = arguments[1]
        state, failure, hours = self.behaviour(id, now)
        self.taking = timedelta(hours=hours)
        self.visits.append((id, now, now + self.taking))
        if state == "killed":
            return Ended(-9, "")
        with open_store(self.data / "fundtrace.db") as store:
            store.save_sources([SourceRecord(id, f"Biedrība {id}", f"https://{id}.example/")])
            run = store.begin_run(now)
            if state == "ok":
                self.brings(store, run, id, now)
            account = SourceRun(state=state, failure=failure, unread=0)  # type: ignore[arg-type]
            store.save_source_run(run, id, account, now, now + self.taking)
            store.end_run(run, now + self.taking)
        return Ended(0 if state == "ok" else 1, "")

    def stop(self) -> None:
        """Nothing runs on."""


def simulate(
    world: World,
    data: Path,
    sources: list[Source],
    launch: Launcher,
    until: datetime,
    settings: ScheduleSettings | None = None,
    asleep: Sequence[tuple[datetime, datetime]] = (),
) -> Service:
    """The schedule from the world's now to `until`; in the spans of `asleep` the machine sleeps."""
    service = Service(
        data,
        lambda: sources,
        settings or ScheduleSettings(publish_every="6h"),
        launch,
        lambda: world.now,
        executor=Runs(world, launch),
    )
    service.start()
    while world.now < until:
        seconds = service._engine.due()
        ahead = world.ends[0][0] if world.ends else until
        wake = world.now + timedelta(seconds=until.timestamp() if seconds is None else max(1.0, seconds))
        moment = min(wake, max(ahead, world.now), until)
        for begin, end in asleep:
            if begin <= moment < end:
                moment = end
        world.go_to(moment)
    return service
