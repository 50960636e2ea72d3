"""A crawl that is asked to end ends, whenever it is asked."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import AsyncCrawlerRunner

from crawlers import engine
from crawlers.engine import Interrupted, run_errand
from crawlers.run import crawl
from tests.crawlers.conftest import Serve
from tests.crawlers.few_articles import small

# long enough for the signal to be noticed in between
_SLOW = 3 * engine._POLL


class _SlowToStart(AsyncCrawlerRunner):
    """A runner on a slow machine: the signal comes before its spider runs."""

    def crawl(self, *args: Any, **kwargs: Any) -> asyncio.Task[None]:
        os.kill(os.getpid(), signal.SIGINT)
        return asyncio.ensure_future(self._late(args, kwargs))

    async def _late(self, args: Any, kwargs: Any) -> None:
        await asyncio.sleep(_SLOW)
        await super().crawl(*args, **kwargs)


@pytest.fixture
def in_time() -> Any:
    """Ends the process of a test that would wait for ever."""
    watch = threading.Timer(30, os.kill, (os.getpid(), signal.SIGABRT))
    watch.daemon = True
    watch.start()
    yield
    watch.cancel()


@pytest.mark.usefixtures("in_time")
def test_a_signal_while_scrapy_starts_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "AsyncCrawlerRunner", _SlowToStart)
    begun = []

    async def errand(*_: Any) -> None:
        begun.append(True)

    with pytest.raises(Interrupted):
        run_errand(errand, "Fundtrace/0 (+test)")
    assert begun == []


@pytest.mark.usefixtures("in_time")
def test_a_crawl_stopped_before_it_began_says_so(
    monkeypatch: pytest.MonkeyPatch, serve: Serve, data: Path
) -> None:
    monkeypatch.setattr(engine, "AsyncCrawlerRunner", _SlowToStart)
    site = small(serve)
    (report,) = crawl([site.source()], data)
    assert (report.state, report.found) == ("cannot tell", 0)
