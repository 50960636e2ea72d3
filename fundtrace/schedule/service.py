"""The schedule at work: APScheduler decides when, a process a run does it, the log says what became of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, JobExecutionEvent, JobSubmissionEvent
from apscheduler.executors.pool import BasePoolExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from crawlers.sources import Source
from db.schedule_log import Outcome, Slot, cut_off_running, last_slots, note_slot
from db.store import open_store
from fundtrace.logs import log
from fundtrace.places import make_data_folder, work_database
from fundtrace.schedule.launching import Ended, Launch
from fundtrace.schedule.planning import rhythm_of
from fundtrace.schedule.slots import Rhythm
from fundtrace.settings import ScheduleSettings, span

FINISH, DIGEST, PRUNE = "finish", "digest", "prune"
_OURS = (FINISH, DIGEST, PRUNE)
# the clock is looked at this often, so that a machine that slept or whose clock was set is noticed
LOOK_EVERY = 30.0
_BACKWARDS = timedelta(minutes=1)
_CUT_OFF = "The schedule was ended while the run went on; it is made again."
_MADE_UP = "The schedule did not run then; made up for once, at {}."
_STILL = "The run before went on still, so this one was left out."

Clock = Callable[[], datetime]
Registry = Callable[[], list[Source]]


class SlotTrigger(BaseTrigger):  # type: ignore[misc]
    """APScheduler's view of a rhythm."""

    def __init__(self, rhythm: Rhythm) -> None:
        self.rhythm = rhythm

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The slot after the previous one, or after now for the first."""
        return self.rhythm.next_after(previous or now)


class _Engine(BaseScheduler):  # type: ignore[misc]
    """APScheduler without a thread of its own: the service's loop asks it what is due."""

    def wakeup(self) -> None:
        """The loop looks at it soon anyway."""

    def shutdown(self, wait: bool = True) -> None:
        """Ends it."""
        super().shutdown(wait)

    def due(self) -> float | None:
        """Starts what is due; seconds until something else is."""
        seconds: float | None = self._process_jobs()
        return seconds


class _Pool(BasePoolExecutor):  # type: ignore[misc]
    def __init__(self, threads: int) -> None:
        super().__init__(ThreadPoolExecutor(threads, thread_name_prefix="run"))


class Service:
    """Holds one job a source; `tick` starts what is due, `run` goes on until it is told to stop."""

    def __init__(
        self,
        data: Path,
        registry: Registry,
        settings: ScheduleSettings,
        launch: Launch,
        now: Clock,
        *,
        sources_folder: Path | None = None,
        executor: Any = None,
    ) -> None:
        self._data = data
        self._registry = registry
        self._settings = settings
        self._launch = launch
        self._now = now
        self._folder = sources_folder
        self._last_look = now()
        self._finished: datetime | None = None
        self._rhythms: dict[str, Rhythm] = {}
        self._redo: set[str] = set()
        self._stopping = threading.Event()
        # what it would say is in the log of slots
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._engine = _Engine(timezone=UTC)
        self._engine.add_executor(executor or _Pool(settings.at_once), "default")
        self._engine.add_executor(executor or _Pool(1), "ours")
        self._engine.add_listener(self._left_out, EVENT_JOB_MAX_INSTANCES)
        self._engine.add_listener(self._fault, EVENT_JOB_ERROR)

    def start(self) -> None:
        """Reads the registry and the log, and plans every source's next run."""
        make_data_folder(self._data)
        with open_store(work_database(self._data)) as store:
            self._redo = set(cut_off_running(store, _CUT_OFF))
            self._redo |= {id for id, slot in last_slots(store).items() if slot.outcome == "stopped"}
        self._engine.start()
        self.plan()
        log("schedule started", sources=len(self._rhythms), at_once=self._settings.at_once)

    def plan(self) -> None:
        """Takes up sources that are new or changed and leaves out those that are gone."""
        sources = {source.id: source for source in self._registry()}
        with open_store(work_database(self._data)) as store:
            last = last_slots(store)
        for id in self._rhythms.keys() - sources.keys():
            self._engine.remove_job(id)
            del self._rhythms[id]
        for id, source in sources.items():
            rhythm = rhythm_of(source, self._settings)
            if self._rhythms.get(id) == rhythm:
                continue
            self._rhythms[id] = rhythm
            known = last.get(id)
            first = (
                rhythm.loud(self._now())
                if known is None or id in self._redo
                else self._following(rhythm, known.due)
            )
            self._add(id, lambda id=id: self._visit(id), SlotTrigger(rhythm), first)  # type: ignore[misc]
        self._plan_daily(DIGEST, self._settings.digest_time)
        self._plan_daily(PRUNE, self._settings.prune_time)

    def tick(self) -> float:
        """Starts what is due; seconds until it should be called again, at most `LOOK_EVERY`."""
        now = self._now()
        if now < self._last_look - _BACKWARDS:
            log("clock set back", before=self._last_look.isoformat(), now=now.isoformat())
            self._rhythms.clear()
            self.plan()
        self._last_look = now
        seconds = self._engine.due()
        return LOOK_EVERY if seconds is None else min(seconds, LOOK_EVERY)

    def run(self, after_tick: Callable[[], object] = lambda: None) -> None:
        """Ticks until `stop` is called."""
        self.start()
        while not self._stopping.is_set():
            seconds = self.tick()
            after_tick()
            self._stopping.wait(max(0.05, seconds))
        self._launch.stop()
        self._engine.shutdown(wait=True)
        log("schedule stopped")

    def stop(self) -> None:
        """Ends `run` soon; runs that go on are asked to end and go on the next time where they were."""
        self._stopping.set()

    def next_runs(self) -> dict[str, datetime]:
        """When each source is due next."""
        return {
            job.id: job.next_run_time.astimezone(UTC)
            for job in self._engine.get_jobs()
            if job.id not in _OURS
        }

    # -- jobs

    def _add(self, id: str, job: Callable[[], None], trigger: Any, first: datetime) -> None:
        self._engine.add_job(
            job,
            trigger,
            id=id,
            name=id,
            executor="ours" if id in _OURS else "default",
            next_run_time=first,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            replace_existing=True,
        )

    def _following(self, rhythm: Rhythm, due: str) -> datetime:
        # a slot in the future was noted by a clock that was wrong
        return rhythm.next_after(min(datetime.fromisoformat(due), self._now()))

    def _visit(self, id: str) -> None:
        """One run of a source; slots that passed unseen before it are made up for with it."""
        started = self._now()
        with open_store(work_database(self._data)) as store:
            due, missed = self._slots_until(id, started, last_slots(store).get(id))
            for slot in missed:
                note_slot(store, id, slot, "made up for", detail=_MADE_UP.format(started.isoformat()))
            note_slot(store, id, due, "running", started=started)
        log("run started", source=id, due=due.isoformat(), missed=len(missed))
        options = ["--sources", str(self._folder)] if self._folder else []
        ended = self._launch.run(["crawl", id, *options], span(self._settings.longest).total_seconds())
        outcome, detail = outcome_of(ended)
        with open_store(work_database(self._data)) as store:
            note_slot(store, id, due, outcome, started=started, finished=self._now(), detail=detail)
        log("run ended", source=id, outcome=outcome, detail=detail)
        if not ended.stopped:
            self._finish_soon()

    def _slots_until(self, id: str, now: datetime, known: Slot | None) -> tuple[datetime, list[datetime]]:
        """The slot that a run that begins now is for, and those before it that had none."""
        if known is None or id in self._redo:
            self._redo.discard(id)
            return now, []
        before = min(datetime.fromisoformat(known.due), now)
        slots = self._rhythms[id].between(before, now) or [now]
        return slots[-1], slots[:-1]

    def _finish_soon(self) -> None:
        """Judging, publishing and telling follow; runs that end shortly after each other share it."""
        now = self._now()
        pause = span(self._settings.publish_every)
        moment = max(now, self._finished + pause) if self._finished else now
        self._add(FINISH, self._finish, None, moment)

    def _finish(self) -> None:
        self._finished = self._now()
        self._ours(["schedule", "finish"])

    def _ours(self, arguments: list[str]) -> None:
        options = ["--sources", str(self._folder)] if self._folder else []
        ended = self._launch.run([*arguments, *options], span(self._settings.longest).total_seconds())
        log(" ".join(arguments[1:]) + " ended", code=ended.code, said=ended.said if ended.code else None)

    def _plan_daily(self, id: str, at: time) -> None:
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=self._settings.zone)
        first = trigger.get_next_fire_time(None, self._now().astimezone(self._settings.zone))
        if self._engine.get_job(id) is None:
            self._add(id, lambda: self._ours(["schedule", id]), trigger, first)

    # -- what APScheduler tells

    def _left_out(self, event: JobSubmissionEvent) -> None:
        if event.job_id == FINISH:
            self._add(FINISH, self._finish, None, self._now() + span(self._settings.publish_every))
        if event.job_id in _OURS:
            return
        with open_store(work_database(self._data)) as store:
            for slot in event.scheduled_run_times:
                note_slot(store, event.job_id, slot, "still running", detail=_STILL)
        log("run left out", source=event.job_id, reason=_STILL)

    def _fault(self, event: JobExecutionEvent) -> None:
        log("job failed", job=event.job_id, fault=f"{type(event.exception).__name__}: {event.exception}")


def outcome_of(ended: Ended) -> tuple[Outcome, str | None]:
    """What to note of a run that ended so."""
    if ended.stopped:
        return "stopped", "The run was stopped; the next one goes on where it was."
    if ended.code == 0:
        return "made", None
    if ended.code == 1:
        return "made", "The source was not read as it should be: fundtrace status says why."
    how = f"signal {-ended.code}" if ended.code < 0 else f"status {ended.code}"
    last = ended.said.splitlines()[-1:] if ended.said else []
    return "failed", "; ".join([f"The process ended with {how}", *last])
