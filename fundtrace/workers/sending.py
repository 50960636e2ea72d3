"""Sends tasks to workers, sends again what was lost on the way, and knows when there is no hope."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from fundtrace.logs import log
from fundtrace.workers.queue import DEAD_AFTER, Queue

# tasks in the store at once: it needs room for these and as many bundles, however many sources there are
AHEAD = 200
# how often a task may break off on workers, and be sent at all (its workers died), before it is given up
_MOST_FAILURES = 3
_MOST_SENT = 25
_BETWEEN_LOOKS = 1.0


@dataclass(slots=True)
class _Sent:
    """A task that is out: `key` is what its worker holds, `write` puts it into the store."""

    key: str
    task: str
    arguments: list[Any]
    write: Callable[[], None]
    at: float = 0.0
    times: int = 0
    failures: int = 0
    # how often it had been sent when it broke off last
    broken: int = 0

    def is_fresh(self) -> bool:
        """Whether its worker may not have said yet that it has it."""
        return time.monotonic() - self.at <= DEAD_AFTER


class Courier:
    """The tasks that are out, by id; all that is asked raises `Away` while queue or store are away."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._sent: dict[str, _Sent] = {}
        self._looked = float("-inf")

    def __contains__(self, id: str) -> bool:
        return id in self._sent

    def has_room(self) -> bool:
        """Whether one more may be handed out."""
        return len(self._sent) < AHEAD

    def send(self, id: str, key: str, task: str, arguments: list[Any], write: Callable[[], None]) -> None:
        """Writes a task into the store and sends it."""
        write()
        sent = _Sent(key, task, arguments, write)
        self._send(sent)
        self._sent[id] = sent

    def forget(self, id: str) -> None:
        """Looks after a task no more."""
        self._sent.pop(id, None)

    def look_after(self, came: Collection[str]) -> dict[str, str]:
        """Sends again what no worker has and is in no queue; why, for each task that is given up.

        `came`: ids of tasks whose bundles are there. The queue is asked once a second at most.
        """
        if time.monotonic() - self._looked < _BETWEEN_LOOKS:
            return {}
        if self._queue.was_emptied() and self._sent:
            log(
                "the queue was emptied",
                why=f"Redis knows nothing of {len(self._sent)} tasks; they are sent again",
            )
            for sent in self._sent.values():
                # who holds one has time to say so
                sent.at = time.monotonic()
        queued = self._queue.length()
        self._looked = time.monotonic()
        if queued:
            return {}
        out = {id: sent for id, sent in self._sent.items() if id not in came and not sent.is_fresh()}
        return {id: why for id, sent in out.items() if (why := self._revive(id, sent)) is not None}

    def _revive(self, id: str, sent: _Sent) -> str | None:
        why = self._queue.failure(sent.key)
        if why is not None and sent.broken < sent.times:
            sent.broken, sent.failures = sent.times, sent.failures + 1
            log("task broke off", id=id, why=why, times=sent.failures)
        if sent.failures >= _MOST_FAILURES:
            return f"broke off {sent.failures} times: {why}"
        if self._queue.is_held(sent.key):
            return None
        if sent.times >= _MOST_SENT:
            return f"sent {sent.times} times, and no worker brought a bundle"
        if sent.failures:
            # the fault may be the task's own
            sent.write()
        log("task sent again", id=id, times=sent.times)
        self._send(sent)
        return None

    def _send(self, sent: _Sent) -> None:
        self._queue.send(sent.task, sent.arguments)
        sent.at, sent.times = time.monotonic(), sent.times + 1
