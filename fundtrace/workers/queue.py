"""The queue on Redis: hands tasks to workers, and knows which sources a worker holds right now.

Nothing in it is needed to last: what is awaited stands in the database.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis
from redis.backoff import NoBackoff
from redis.connection import parse_url
from redis.exceptions import RedisError
from redis.retry import Retry

from fundtrace.logs import log
from fundtrace.workers.patience import Away

NAME = "fundtrace"
# seconds after which a worker that says nothing any more counts as dead
DEAD_AFTER = 8
# seconds for which a source is left alone after a visit that broke off on a worker
REST = 60
_FAILED = "failed: "
_DAY = 24 * 3600


class Queue:
    """The collector's side of the queue; each method raises `Away` while Redis cannot be reached."""

    def __init__(self, broker: str, app: Celery) -> None:
        self._broker, self._app = broker, app
        self._redis: Any = _connect(broker)
        self._mark = f"fundtrace:collector:{uuid.uuid4().hex}"

    def was_emptied(self) -> bool:
        """Whether Redis has forgotten since the last call (or never knew) what it was told."""
        with self._reached():
            return self._redis.set(self._mark, "here", get=True, ex=_DAY) is None

    def length(self) -> int:
        """How many tasks wait for a worker."""
        with self._reached():
            return int(self._redis.llen(NAME))

    def is_held(self, source: str) -> bool:
        """Whether a worker has the source right now, or it rests after a failure."""
        with self._reached():
            return bool(self._redis.exists(held_key(source)))

    def failure(self, source: str) -> str | None:
        """Why the last visit to a source broke off, while the source rests."""
        with self._reached():
            value = self._redis.get(held_key(source))
        text = value.decode() if value else ""
        return text.removeprefix(_FAILED) if text.startswith(_FAILED) else None

    def send(self, task: str, arguments: list[Any]) -> None:
        """Hands a task to whichever worker is free first."""
        with self._reached():
            self._app.send_task(task, args=arguments, queue=NAME, retry_policy={"max_retries": 1})

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except (RedisError, OperationalError) as wrong:
            raise away(self._broker, wrong) from wrong


def away(broker: str, wrong: Exception) -> Away:
    """What is said of a queue that cannot be reached."""
    return Away(f"The queue at {broker} cannot be reached ({wrong}). Start Redis there, or name another.")


@contextmanager
def holding(broker: str, source: str) -> Iterator[bool]:
    """Whether this worker alone has the source, over all machines; it says so until the block ends.

    A queue that goes away meanwhile changes nothing: the key is set again as soon as it is back, sooner than
    the collector takes a silent worker for dead. After an exception the source rests for a while.
    """
    redis = _connect(broker)
    key = held_key(source)
    try:
        free = bool(redis.set(key, "held", nx=True, ex=DEAD_AFTER))
    except RedisError as wrong:
        log("task left", source=source, why=str(away(broker, wrong)))
        free = False
    if not free:
        yield False
        return
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(redis, key, done), daemon=True)
    keeper.start()
    failed = None
    try:
        yield True
    except Exception as wrong:
        failed = f"{_FAILED}{type(wrong).__name__}: {wrong}"
        raise
    finally:
        done.set()
        keeper.join()
        # without a queue the key is gone, too, or goes by itself
        with suppress(RedisError):
            if failed is None:
                redis.delete(key)
            else:
                redis.set(key, failed, ex=REST)


def _keep(redis: Any, key: str, done: threading.Event) -> None:
    while not done.wait(DEAD_AFTER / 4):
        # tried again at the next turn
        with suppress(RedisError):
            redis.set(key, "held", ex=DEAD_AFTER)


def _connect(broker: str) -> Any:
    # one new connection at most: who waits, and for how long, is decided elsewhere
    return Redis.from_url(
        broker, socket_connect_timeout=5, socket_timeout=30, retry=Retry(NoBackoff(), retries=1)
    )


def is_address(broker: str) -> bool:
    """Whether this may be the address of a Redis; no connection is made."""
    try:
        parse_url(broker)  # type: ignore[no-untyped-call]
    except ValueError:
        return False
    return True


def held_key(source: str) -> str:
    """The key that a worker keeps alive while it visits a source."""
    return f"fundtrace:held:{source}"
