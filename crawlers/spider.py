"""One generic spider for all sources: each source is a task that asks its own site, one page at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from scrapy import Spider
from scrapy.http import Request, Response

Download = Callable[[Request], Awaitable[Response]]
SetPace = Callable[[str, float], None]
Errand = Callable[[Download, SetPace], Awaitable[None]]


class SiteSpider(Spider):
    """Runs an errand over many sites; Scrapy's downloader keeps the pace of each host."""

    name = "sites"

    def __init__(self, errand: Errand | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._errand = errand

    async def start(self) -> AsyncIterator[Any]:
        """Runs the errand to its end; nothing is scheduled, it awaits its own downloads."""
        if self._errand is not None:
            await self._errand(self.download, self.set_pace)
        no_requests: tuple[Request, ...] = ()
        for request in no_requests:
            yield request

    async def download(self, request: Request) -> Response:
        """The response to a request, through all downloader middlewares and the host's slot."""
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 - start() runs inside the engine
        return await engine.download_async(request)

    def set_pace(self, slot: str, seconds: float) -> None:
        """So many seconds from one request to the next in a download slot."""
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 - start() runs inside the engine
        engine.downloader.per_slot_settings[slot] = {"concurrency": 1, "delay": seconds}
        if slot in engine.downloader.slots:
            engine.downloader.slots[slot].delay = seconds
