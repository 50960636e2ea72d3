"""A real Redis on a loopback port of its own, worker processes, and sites."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.crawlers.conftest import Serve, Site, article, listing
from tests.crawlers.conftest import data as data
from tests.crawlers.conftest import serve as serve

SITES = 10


class Broker:
    """A real Redis on a loopback port of its own that forgets all when it dies."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._folder = folder
        self.address = f"redis://127.0.0.1:{self._port}/0"
        self.start()

    def start(self) -> None:
        """Starts it, empty, and returns when it answers."""
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)]
        self._process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        wait_until(self._answers)

    def kill(self) -> None:
        """Ends it at once, and all that it knows."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=1):
            return True
        return False


def wait_until(happened: Callable[[], bool], most: float = 120) -> None:
    """Returns when it happened; fails after `most` seconds, far more than the slowest machine needs."""
    end = time.monotonic() + most
    while not happened():
        assert time.monotonic() < end, f"it did not happen within {most} s"
        time.sleep(0.02)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Broker]:
    """A Redis that can be killed and started again."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    running = Broker(tmp_path)
    yield running
    running.kill()


@pytest.fixture
def broker(queue: Broker) -> str:
    """The address of an empty Redis."""
    return queue.address


class Process:
    """A command of ours that runs beside the test; what it says goes to a file."""

    def __init__(self, said: Path, *arguments: str, **environment: str) -> None:
        self._said = said
        # what a killed process leaves in the temporary folder goes with the test's own
        environment = {"TMPDIR": str(said.parent)} | environment
        with said.open("ab") as out:
            command = [sys.executable, "-m", "fundtrace.cli", *arguments]
            self._process = subprocess.Popen(command, env=os.environ | environment, stdout=out, stderr=out)

    def said(self) -> str:
        """All that was said so far."""
        return self._said.read_text(encoding="utf-8")

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        """Asks it to end; its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int:
        """The exit status; fails when it does not end in a time that is far more than it needs."""
        return self._process.wait(600)


Start = Callable[..., Process]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Start]:
    """`run("workers", ...)` starts a command; what still runs is ended with the test."""
    processes: list[Process] = []

    def one(*arguments: str, **environment: str) -> Process:
        processes.append(Process(tmp_path / f"said-{len(processes)}.txt", *arguments, **environment))
        return processes[-1]

    yield one
    for process in processes:
        process.kill()
        # shown where a test failed
        sys.stdout.write(process.said())


@pytest.fixture
def start(run: Start, broker: str) -> Start:
    """`start()` starts a worker process."""
    return partial(run, "workers", "start", "--broker", broker)


def site(serve: Serve, number: int, articles: int = 4) -> Site:
    """A small site that knows conditional requests."""
    entries = [
        (f"/zinas/laipa-{number}-{each}/", f"Laipa pār {number}. upi, {each}. kārta")
        for each in range(articles)
    ]
    pages = {path: article(title) for path, title in entries}
    return serve({"/": listing(entries), **pages})


def registry_of(folder: Path, sites: list[Site]) -> Path:
    """Source files of sites."""
    folder.mkdir()
    for number, each in enumerate(sites):
        text = (
            f'name = "Biedrība {number}"\nhome = "{each.home}"\ndelay = 0\nallow_private_addresses = true\n'
        )
        (folder / f"s{number:03}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def registry(serve: Serve, tmp_path: Path) -> tuple[Path, list[Site]]:
    """Source files of some sites, and the sites."""
    sites = [site(serve, number) for number in range(SITES)]
    return registry_of(tmp_path / "sources", sites), sites


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The address of a shared place."""
    return str(tmp_path / "shared")


Collect = Callable[[str], Process]


@pytest.fixture
def collect(run: Start, registry: tuple[Path, list[Site]], data: Path, broker: str, store: str) -> Collect:
    """`collect("visit")` starts a collector over the registry."""
    options = ("--broker", broker, "--sources", str(registry[0]), "--store", store)
    return lambda errand: run("--data", str(data), "workers", errand, *options)
