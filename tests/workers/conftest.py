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
from pathlib import Path

import pytest

from tests.crawlers.conftest import Serve, Site, article, listing
from tests.crawlers.conftest import data as data
from tests.crawlers.conftest import serve as serve

SITES = 10


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Redis."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("redis-server is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen([server, *options], stdout=subprocess.DEVNULL) as process:
        for _ in range(500):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.01)
        yield f"redis://127.0.0.1:{port}/0"
        process.terminate()


Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(broker: str) -> Iterator[Start]:
    """Starts a worker process; all are ended with the test."""
    processes: list[subprocess.Popen[bytes]] = []

    def one() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "fundtrace.cli", "workers", "start", "--broker", broker]
        process = subprocess.Popen(
            command, env=os.environ, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        processes.append(process)
        return process

    yield one
    for process in processes:
        process.send_signal(signal.SIGKILL)
        process.wait()


def site(serve: Serve, number: int, articles: int = 4) -> Site:
    """A small site that knows conditional requests."""
    entries = [
        (f"/zinas/laipa-{number}-{each}/", f"Laipa pār {number}. upi, {each}. kārta")
        for each in range(articles)
    ]
    pages = {path: article(title) for path, title in entries}
    return serve({"/": listing(entries), **pages})


@pytest.fixture
def registry(serve: Serve, tmp_path: Path) -> tuple[Path, list[Site]]:
    """Source files of some sites, and the sites."""
    folder = tmp_path / "sources"
    folder.mkdir()
    sites = [site(serve, number) for number in range(SITES)]
    for number, each in enumerate(sites):
        text = (
            f'name = "Biedrība {number}"\nhome = "{each.home}"\ndelay = 0\nallow_private_addresses = true\n'
        )
        (folder / f"s{number:03}.toml").write_text(text, encoding="utf-8")
    return folder, sites
