"""A simulated month: every due run made or explained, no overlap, digests as expected."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from crawlers.advice import advice
from crawlers.sources import Source
from db.grants.checking import check
from db.grants.register import save_grants
from db.moments import instant
from db.outbox import troubles
from db.publish import publish
from db.schedule_log import Slot, slots
from db.store import Store, open_store
from fundtrace.schedule.planning import rhythm_of
from fundtrace.settings import ScheduleSettings, load_settings
from fundtrace.telling import telling
from fundtrace.telling.sending import message_id
from tests.schedule.month import START, Launcher, World, simulate, stop_the_clock
from tests.schedule.month_news import SILENT, STORY, WATCHES, Press, Told, expected, said_in
from tests.telling.conftest import Mailbox, serving_hook, serving_mail

MONTH = timedelta(days=30)
EVERY = ("1d", "1d", "1d", "12h", "2d", "1w", "6h", "1d")
SOURCES = [
    Source(id=f"s{number:02}", name=f"Biedrība {number}", home=f"https://s{number:02}.example/", every=every)
    for number, every in enumerate(EVERY * 5)
]
SETTINGS = ScheduleSettings(quiet="08:00-18:00", publish_every="6h")
SETTINGS_FILE = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "f@example.org"

[operator]
mail = ["op@example.org"]
"""
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


# digests that die: before anything, when a letter is announced, when it was taken
KILLED = {7: "taken", 14: "at once", 22: "announced"}
TELL = """import sys
from datetime import datetime
from pathlib import Path
from fundtrace.settings import load_settings
from fundtrace.telling.telling import tell_watchers
sys.stdin.readline()
tell_watchers(Path(sys.argv[1]), load_settings(Path(sys.argv[1])), datetime.fromisoformat(sys.argv[2]))
"""


@dataclass
class Month:
    """What happened: the runs, what the log says, who was told what, and which messages nobody is sure of."""

    launch: Launcher
    hook: str
    press: Press = field(default_factory=Press)
    log: list[Slot] = field(default_factory=list)
    letters: list[Any] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    digests: list[datetime] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    @property
    def sent(self) -> list[tuple[str, str, datetime]]:
        """Subject, text and moment of each letter to the operator."""
        return [
            (str(each["Subject"]), text_of(each), parsedate_to_datetime(each["Date"]))
            for each in self.letters
            if each["To"] == "op@example.org"
        ]


def text_of(letter: Any) -> str:
    return str(letter.get_content()).replace("\r\n", "\n")


@pytest.fixture(scope="module")
def month() -> Iterator[Month]:
    # in memory where that can be had: a month of runs asks the disk to flush thousands of times
    memory = Path("/dev/shm")
    with (
        TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        pytest.MonkeyPatch.context() as patch,
        serving_mail() as (box, port),
        serving_hook() as (hook, posted),
        open_store(Path(folder) / "fundtrace.db") as store,
    ):
        world, data = World(), Path(folder)
        (data / "fundtrace.toml").write_text(SETTINGS_FILE.format(port=port), encoding="utf-8")
        (data / "watch.toml").write_text("".join(each.toml(hook) for each in WATCHES), encoding="utf-8")
        stop_the_clock(world, patch)
        launch = Launcher(world, data, behaviour)
        seen = Month(launch, hook)
        launch.brings = seen.press.bring
        launch.after["finish"] = lambda now: finish(data, store, seen, now)
        launch.after["digest"] = lambda now: digest(data, store, seen, box, now)
        save_grants(store, [replace(grant, publicity_due=due_of(due)) for grant, due, _ in SILENT])
        simulate(world, data, SOURCES, launch, START + MONTH, SETTINGS, ASLEEP)
        seen.log, seen.letters, seen.posted = slots(store), box.letters, posted
        seen.unsure = [key for key, _ in troubles(store)]
        yield seen


def due_of(day: int) -> str:
    return (START + timedelta(days=day)).date().isoformat()


def finish(data: Path, store: Store, month: Month, now: datetime) -> None:
    """What `fundtrace schedule finish` does, at a moment of the month."""
    if month.press.note_published(now):
        publish(data / "fundtrace.db", data / "catalogue.db", built_at=now)
    telling.tell_operator(data, load_settings(data), now)


def digest(data: Path, store: Store, month: Month, box: Mailbox, now: datetime) -> None:
    """What `fundtrace schedule digest` does; on some days it is killed in the midst of it."""
    if not (data / "catalogue.db").is_file():
        return
    publishers = {source: (str(grant.recipient),) for grant, _, source in SILENT}
    check(store, publishers, [], now.date(), lambda _article: None)
    how = KILLED.get((now.date() - START.date()).days)
    if how is not None:
        killed_in_the_midst(data, box, how, now)
    else:
        telling.tell_watchers(data, load_settings(data), now)
    if how != "at once":
        month.digests.append(now)


def killed_in_the_midst(data: Path, box: Mailbox, how: str, now: datetime) -> None:
    command = [sys.executable, "-c", TELL, str(data), now.isoformat()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as process:
        if how == "at once":
            process.kill()
        elif how == "announced":
            box.before = process.kill
        else:
            box.after = process.kill
        process.communicate("go\n" if how != "at once" else None, timeout=60)
    box.before = box.after = lambda: None
    assert process.returncode == -signal.SIGKILL


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


# -- the operator


def changes_of(month: Month) -> list[tuple[str, str, str, datetime]]:
    """Broken or healed, the source, the failure class and the visit that saw it, from the visits alone."""
    changes, known = [], dict.fromkeys((source.id for source in SOURCES), "")
    for id, begin, _ in sorted(month.launch.visits, key=lambda visit: visit[1]):
        state, failure, _ = behaviour(id, begin)
        now = "" if state == "ok" else str(failure)
        if state != "killed" and now != known[id]:
            changes.append(("broken" if now else "healed", id, now, begin))
            known[id] = now
    return changes


def lines_of(subject: str, word: str) -> list[str]:
    return subject.partition(f" {word}: ")[2].partition(";")[0].split(", ") if f" {word}: " in subject else []


def test_the_operator_was_told_once_of_each_change(month: Month) -> None:
    told = Counter(
        (word, id)
        for subject, _, _ in month.sent
        for word in ("broken", "healed")
        for id in lines_of(subject, word)
    )
    assert told == Counter((word, id) for word, id, _, _ in changes_of(month))
    assert told["broken", "s17"] == told["healed", "s17"] == 2
    # in another way than before
    assert told["broken", "s05"] == 2


def test_each_change_was_told_within_the_pause_with_class_and_next_step(month: Month) -> None:
    for word, id, failure, begin in changes_of(month):
        _, text, moment = next(
            each for each in month.sent if each[2] >= begin and id in lines_of(each[0], word)
        )
        assert moment - begin <= timedelta(hours=6, minutes=1), (word, id)
        if word == "broken":
            state = behaviour(id, begin)[0]
            assert f"- {id} (Biedrība {id}) is {state}: {failure}\n" in text
            assert f"Next step: {advice(failure)}" in text
        else:
            assert f"\n- {id}\n" in text.partition("Well again")[2]
        assert "You get this because fundtrace.toml names you" in text


# -- those who asked


def keys_of(month: Month) -> dict[str, tuple[date, str]]:
    """The day and the receiver by the name that a message of a digest has."""
    return {
        message_id(f"watch {watch.name} {instant(moment)} {channel} {address}"): (moment.date(), receiver)
        for watch in WATCHES
        for moment in month.digests
        for receiver in watch.receivers
        for channel, address in [addressed(month, receiver)]
    }


def addressed(month: Month, receiver: str) -> tuple[str, str]:
    return ("webhook", month.hook) if receiver == "hook" else ("mail", receiver)


def test_each_reader_heard_each_day_what_was_new_changed_or_silent_and_nothing_else(month: Month) -> None:
    told: Told = {}
    names = keys_of(month)
    for letter in month.letters:
        if letter["To"] != "op@example.org":
            told[names[letter["Message-ID"][1:33]]] = said_in(text_of(letter))
    for each in month.posted:
        told[names[each["id"]]] = said_in(each["text"])
    wanted = expected(month.press, silent_since(month), month.digests)
    (lost,) = [key for key in month.unsure if names[message_id(key)] not in told]
    del wanted[names[message_id(lost)]]
    assert told == wanted


def test_a_killed_digest_repeats_nothing_and_what_is_unsure_is_named(month: Month) -> None:
    ids = [(letter["Message-ID"], letter["To"]) for letter in month.letters]
    assert len(set(ids)) == len(ids) > 30
    assert len({each["id"] for each in month.posted}) == len(month.posted) > 3
    days = [(START + timedelta(days=day)).date().isoformat() for day in (7, 22)]
    assert sorted(re.findall(r"\d{4}-\d\d-\d\d", " ".join(month.unsure))) == days


def silent_since(month: Month) -> dict[str, datetime]:
    """When the recipient's site was first read whole after the day by which news was due."""
    return {
        grant.id: min(
            begin
            for id, begin, end in month.launch.visits
            if id == source and behaviour(id, begin)[0] == "ok" and end.date().isoformat() > due_of(due)
        )
        for grant, due, source in SILENT
    }


def test_the_story_was_told_whole(month: Month) -> None:
    assert month.press.waiting == []
    assert set(month.press.published) == set(STORY)


def test_digests_come_once_a_day_at_their_hour(month: Month) -> None:
    moments = [moment.astimezone(SETTINGS.zone) for what, moment in month.launch.ours if what == "digest"]
    assert len({moment.date() for moment in moments}) == len(moments)
    assert 28 <= len(moments) <= 30
    late = [moment for moment in moments if (moment.hour, moment.minute) != (8, 0)]
    assert len(late) <= 1


def test_pruning_comes_once_a_night(month: Month) -> None:
    moments = [moment.astimezone(SETTINGS.zone) for what, moment in month.launch.ours if what == "prune"]
    assert len({moment.date() for moment in moments}) == len(moments) >= 28
    assert sum((moment.hour, moment.minute) == (3, 30) for moment in moments) >= len(moments) - 2
