"""Runs an errand inside Scrapy, as often as wanted in one process.

Twisted's reactor can be started once only, so it gets a thread of its own that stays; a crawl is handed
over to it and awaited. The thread is a daemon: it ends with the process.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.resolver import dnscache
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawlers.guard import GuardedResolver
from crawlers.settings import quiet_logs, scrapy_settings
from crawlers.spider import Download, Errand, SetPace, SiteSpider

_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_POLL = 0.2


class Interrupted(KeyboardInterrupt):
    """The user or the system asked the crawl to end; it has ended cleanly."""


class _Reactor:
    """The process's reactor thread, started with the first errand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running = threading.Event()
        self._thread: threading.Thread | None = None

    def call(self, action: Any, *args: Any) -> None:
        """Calls the action in the reactor's thread, soon."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="reactor", daemon=True)
                self._thread.start()
                self._running.wait()
        from twisted.internet import reactor

        reactor.callFromThread(action, *args)

    def _run(self) -> None:
        install_reactor(_REACTOR)
        from twisted.internet import reactor

        quiet_logs()
        pool = reactor.getThreadPool()
        pool.threadFactory = partial(threading.Thread, daemon=True)
        settings = Settings(scrapy_settings(""))
        GuardedResolver(
            reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT")
        ).install_on_reactor()
        reactor.callWhenRunning(self._running.set)
        # Twisted's types know neither the argument nor that the reactor is an object
        cast("Any", reactor).run(installSignalHandlers=False)


_reactor = _Reactor()


def run_errand(errand: Errand, agent: str) -> None:
    """Runs the errand inside Scrapy and returns when it has ended; raises what it raised.

    SIGINT and SIGTERM cancel it (asyncio.CancelledError inside the errand); when it has ended,
    Interrupted is raised.
    """
    done: Future[None] = Future()
    tasks: list[asyncio.Task[None]] = []

    async def watched(download: Download, set_pace: SetPace) -> None:
        if stopped.is_set():
            return
        task: asyncio.Task[None] = asyncio.ensure_future(_as_coroutine(errand, download, set_pace))
        tasks.append(task)
        await asyncio.wait([task])

    runners: list[AsyncCrawlerRunner] = []

    def start() -> None:
        # Scrapy keeps names for the life of the process, which may be weeks here
        dnscache.clear()
        try:
            runners.append(AsyncCrawlerRunner(Settings(scrapy_settings(agent))))
            running = runners[0].crawl(SiteSpider, errand=watched)
        except Exception as error:  # noqa: BLE001 - raised in this thread it would be lost, and waited for
            done.set_exception(error)
            return
        running.add_done_callback(lambda run: _settle(done, tasks, run))

    async def cancel() -> None:
        if not tasks:
            # a crawler stopped before it has started never ends; it will find nothing to do
            return
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # Scrapy itself would notice at its next heartbeat only
        await runners[0].stop()

    with _stop_signals() as stopped:
        _reactor.call(start)
        asked_to_stop = False
        while not done.done():
            try:
                done.exception(timeout=_POLL)
            except TimeoutError:
                if stopped.is_set() and not asked_to_stop:
                    asked_to_stop = True
                    _reactor.call(lambda: asyncio.ensure_future(cancel()))
        if stopped.is_set():
            raise Interrupted
    done.result()


async def _as_coroutine(errand: Errand, download: Download, set_pace: SetPace) -> None:
    await errand(download, set_pace)


def _settle(done: Future[None], tasks: list[asyncio.Task[None]], run: asyncio.Task[None]) -> None:
    for task in (*tasks, run):
        if task.cancelled():
            continue
        error = task.exception()
        if error is not None:
            done.set_exception(error)
            return
    done.set_result(None)


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """SIGINT and SIGTERM set the event; in a thread other than the main one they are left as they are."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda _number, _frame: stopped.set())
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
