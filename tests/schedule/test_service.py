"""The schedule as a process: it visits, finishes, ends quickly, and goes on after a death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.sources import Source
from db.schedule_log import last_slots, note_slot, slots
from db.store import open_store
from fundtrace.cli import cli
from fundtrace.failure import Failure
from fundtrace.schedule.launching import Ended
from fundtrace.schedule.service import Service, outcome_of
from fundtrace.schedule.units import units
from fundtrace.settings import ScheduleSettings, load_settings
from tests.crawlers.conftest import Serve, Site, article, listing
from tests.schedule.month import START, Launcher, Runs, World, stop_the_clock


def registry(folder: Path, *sites: Site) -> Path:
    folder.mkdir(exist_ok=True)
    for number, site in enumerate(sites):
        text = f'name = "B"\nhome = "{site.home}"\ndelay = 0\nallow_private_addresses = true\n'
        (folder / f"s{number}.toml").write_text(text, encoding="utf-8")
    return folder


def small(serve: Serve) -> Site:
    return serve(
        {"/": listing([("/zinas/laipa-1/", "Laipa pār upi")]), "/zinas/laipa-1/": article("Laipa pār upi")}
    )


@contextmanager
def running(data: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [
        sys.executable,
        "-m",
        "fundtrace.cli",
        "--data",
        str(data),
        "schedule",
        "run",
        "--sources",
        str(folder),
    ]
    with subprocess.Popen(command, env=os.environ, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(true: Any, seconds: float = 40.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def outcomes(data: Path) -> dict[str, str]:
    if not (data / "fundtrace.db").is_file():
        return {}
    with open_store(data / "fundtrace.db") as store:
        return {id: slot.outcome for id, slot in last_slots(store).items()}


def test_it_visits_publishes_and_ends_on_sigterm_though_a_site_hangs(
    serve: Serve, data: Path, tmp_path: Path
) -> None:
    release = threading.Event()
    # longer than any run of the test takes; robots.txt is asked for first
    hanging = serve({"/robots.txt": lambda _headers: str(release.wait(120))})
    folder = registry(tmp_path / "sources", small(serve), hanging)
    with running(data, folder) as process:
        assert wait_for(lambda: outcomes(data).get("s0") == "made" and (data / "catalogue.db").is_file())
        assert outcomes(data)["s1"] == "running"
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(15)
        took = time.monotonic() - began
        assert process.stderr is not None
        said = [json.loads(line) for line in process.stderr.read().splitlines() if line.startswith("{")]
    release.set()
    assert took < 10
    assert process.returncode == 0
    assert outcomes(data) == {"s0": "made", "s1": "stopped"}
    assert {"schedule started", "run started", "run ended", "schedule stopped"} <= {
        line["event"] for line in said
    }


def test_a_schedule_that_was_killed_makes_its_runs_again(serve: Serve, data: Path, tmp_path: Path) -> None:
    folder = registry(tmp_path / "sources", small(serve))
    data.mkdir()
    with open_store(data / "fundtrace.db") as store:
        now = datetime.now(UTC)
        note_slot(store, "s0", now - timedelta(minutes=5), "running", started=now)
    with running(data, folder) as process:
        assert wait_for(lambda: outcomes(data).get("s0") == "made")
        process.send_signal(signal.SIGTERM)
        process.wait(15)
    with open_store(data / "fundtrace.db") as store:
        assert [slot.outcome for slot in slots(store)] == ["cut off", "made"]


def test_a_clock_that_is_set_back_does_not_stop_the_visits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    stop_the_clock(world, monkeypatch)
    launch = Launcher(world, tmp_path, lambda _id, _now: ("ok", None, 0.0))
    source = Source(id="a", name="A", home="https://a.example/")
    service = Service(
        tmp_path,
        lambda: [source],
        ScheduleSettings(),
        launch,
        lambda: world.now,
        executor=Runs(world, launch),
    )
    world.now = START + timedelta(days=400)
    service.start()
    service.tick()
    world.now = START
    service.tick()
    assert service.next_runs()["a"] <= START + timedelta(days=1)


def test_new_sources_are_taken_up_and_lost_ones_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    stop_the_clock(world, monkeypatch)
    launch = Launcher(world, tmp_path, lambda _id, _now: ("ok", None, 0.0))
    sources = [Source(id="a", name="A", home="https://a.example/")]
    service = Service(
        tmp_path, lambda: sources, ScheduleSettings(), launch, lambda: world.now, executor=Runs(world, launch)
    )
    service.start()
    sources[:] = [Source(id="b", name="B", home="https://b.example/")]
    service.plan()
    assert set(service.next_runs()) == {"b"}


@pytest.mark.parametrize(
    ("ended", "outcome", "words"),
    [
        (Ended(0, ""), "made", ""),
        (Ended(1, "table"), "made", "fundtrace status says why"),
        (Ended(-9, ""), "failed", "signal 9"),
        (Ended(3, "a\nIt broke"), "failed", "status 3; It broke"),
        (Ended(-15, "", stopped=True), "stopped", "goes on where it was"),
    ],
)
def test_how_a_run_ended_is_said(ended: Ended, outcome: str, words: str) -> None:
    said, detail = outcome_of(ended)
    assert said == outcome
    assert words in (detail or "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[schedule]\nquiet = "8-18"', 'are no hours: write for example "08:00-18:00"'),
        ('[schedule]\ntimezone = "Riga"', "is no time zone"),
        ("[schedule]\nat_once = 0", "schedule.at_once: "),
        ("[schedul]\n", "schedul: no such key"),
        ("[mail]\nhost = 'x'", "mail.sender: this key is needed"),
        ("[", "cannot be read"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "fundtrace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=sentence):
        load_settings(tmp_path)


def test_next_says_what_is_due(serve: Serve, data: Path, tmp_path: Path) -> None:
    folder = registry(tmp_path / "sources", small(serve))
    arguments = ["--data", str(data), "schedule", "next", "--json", "--sources", str(folder)]
    (row,) = json.loads(CliRunner().invoke(cli, arguments, catch_exceptions=False).stdout)
    assert (row["source"], row["overdue"], row["outcome"]) == ("s0", True, None)


def test_unit_files_are_accepted_by_systemd(tmp_path: Path) -> None:
    files = units(sys.executable, str(tmp_path), "root", str(tmp_path / "backup"))
    for name, body in files.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    try:
        checked = subprocess.run(
            ["systemd-analyze", "verify", *[str(tmp_path / name) for name in files]],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except FileNotFoundError:
        pytest.skip("systemd-analyze is not installed")
    assert not [line for line in checked.stderr.splitlines() if str(tmp_path) in line], checked.stderr
    assert all("NoNewPrivileges=yes" in body for name, body in files.items() if name.endswith(".service"))
