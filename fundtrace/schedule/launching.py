"""Each run is a process of its own: what goes wrong in one harms no other, nor the schedule."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

# seconds that a run has to end after SIGTERM; a visit that is killed goes on where it was
GRACE = 6.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its exit status, the end of what it said, and whether it was told to stop."""

    code: int
    said: str
    stopped: bool = False


class Launch(Protocol):
    """Runs `fundtrace` with arguments to the end."""

    def run(self, arguments: Sequence[str], seconds: float) -> Ended:
        """Waits for the end; after so many seconds it is made to end."""

    def stop(self) -> None:
        """Makes all that run end, soon."""


@dataclass(slots=True)
class Processes:
    """Launches `fundtrace --data DIR ...`, each in a session of its own."""

    data: Path
    _running: set[subprocess.Popen[str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: bool = False

    def run(self, arguments: Sequence[str], seconds: float) -> Ended:
        """Waits for the end; after so many seconds it is made to end."""
        command = [sys.executable, "-m", "fundtrace.cli", "--data", str(self.data), *arguments]
        with self._lock:
            if self._stopping:
                return Ended(-signal.SIGTERM, "", stopped=True)
            process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            self._running.add(process)
        late = False
        try:
            said = process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            late = True
            said = _end(process)
        finally:
            with self._lock:
                self._running.discard(process)
        return Ended(process.returncode, said[-2000:].strip(), stopped=late or self._stopping)

    def stop(self) -> None:
        """Asks all processes to end; those that do not within the grace are killed."""
        with self._lock:
            self._stopping = True
            running = list(self._running)
        for process in running:
            _signal(process, signal.SIGTERM)
        timer = threading.Timer(GRACE, _kill, [running])
        timer.daemon = True
        timer.start()


def _kill(processes: list[subprocess.Popen[str]]) -> None:
    for process in processes:
        _signal(process, signal.SIGKILL)


def _end(process: subprocess.Popen[str]) -> str:
    _signal(process, signal.SIGTERM)
    try:
        return process.communicate(timeout=GRACE)[0]
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        return process.communicate()[0]


def _signal(process: subprocess.Popen[str], number: int) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            # it ended just now
            return
