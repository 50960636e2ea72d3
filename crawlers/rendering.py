"""Pages of sources that say `render`, as a browser shows them, archived as received and as shown.

The document is asked for as always and archived as received. Then a browser runs its scripts; what they
ask for goes the same way: guard, robots.txt, pace of the host, archive. The page as shown takes the place of
the document; its header `Fundtrace-Rendered` names the browser.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Request, Response

from crawlers.archive import Capture
from crawlers.browser import Browser, PageFault, Supplied
from crawlers.fetch import Download, Fetcher, slot_of
from crawlers.middlewares import CAPTURE, GUARD, RECEIVE, ROLE
from crawlers.packing import BodyError
from normalise.decoding import decode

RENDERED = "Fundtrace-Rendered"
_SHOWN_ROLES = {"page", "list"}
_HTML = {"text/html", "application/xhtml+xml", ""}
_MOST_HOPS = 3
# scripts are asked for once a visit, as a browser with a cache would
_MOST_KEPT = 30_000_000
_NOT_PASSED_ON = {"content-encoding", "content-length", "transfer-encoding", "set-cookie"}


def in_browser(fetcher: Fetcher, browser: Browser) -> None:
    """Lets a fetcher see pages and lists as a browser shows them, if its source says so."""
    if fetcher.source.render:
        fetcher.download = Rendering(fetcher, fetcher.download, browser)


@dataclass(slots=True)
class Rendering:
    """A download that shows pages in a browser; everything else goes as it went before."""

    fetcher: Fetcher
    download: Download
    browser: Browser
    _scripts: dict[str, Supplied] = field(default_factory=dict)
    _kept: int = 0

    async def __call__(self, request: Request) -> Response:
        """The response to a request; a page's is what the browser shows. Raises what a download raises."""
        if request.meta[ROLE] not in _SHOWN_ROLES:
            return await self.download(request)
        receive = request.meta[RECEIVE]

        def as_received(asked: Request, response: Response) -> Capture:
            return receive(asked, response, "other" if _is_page(response) else None)  # type: ignore[no-any-return]

        # the page as shown depends on more than the document, so its validators say nothing
        plain = request.replace(meta={**request.meta, RECEIVE: as_received})
        for name in ("If-None-Match", "If-Modified-Since"):
            plain.headers.pop(name, None)
        response = await self.download(plain)
        request.meta[CAPTURE] = plain.meta[CAPTURE]
        if not _is_page(response):
            return response.replace(request=request)
        return await self._shown(request, response, plain.meta[CAPTURE])

    async def _shown(self, request: Request, response: Response, received: Capture) -> Response:
        try:
            body = received.content()
        except BodyError:
            return response.replace(request=request)
        headers = {"Content-Type": received.header("Content-Type") or "text/html"}
        document = Supplied(response.status, headers, body)
        try:
            html = await self.browser.show(request.url, document, self._supply)
        except PageFault:
            # the page as received is better than none
            html = decode(body, received.header("Content-Type")).text
        shown = HtmlResponse(
            request.url,
            status=response.status,
            headers={"Content-Type": "text/html; charset=utf-8", RENDERED: self.browser.name},
            body=html.encode(),
            request=request,
        )
        request.meta[CAPTURE] = request.meta[RECEIVE](request, shown)
        return shown

    async def _supply(self, url: str) -> Supplied | None:
        """What a script of the page asks for; None for what may not be asked or cannot be had."""
        if url in self._scripts:
            return self._scripts[url]
        target = url
        for _hop in range(_MOST_HOPS + 1):
            capture = await self._ask(target)
            if capture is None:
                return None
            onward = capture.header("Location")
            if capture.status not in range(300, 400) or not onward:
                return self._supplied(url, capture)
            target = urljoin(target, onward)
        return None

    async def _ask(self, url: str) -> Capture | None:
        guard = self.fetcher.guard
        try:
            guard.check(url)
            if not (await self.fetcher.robots(url)).allows(url):
                return None
            meta = {
                GUARD: guard,
                ROLE: "other",
                RECEIVE: self.fetcher.receive_beside,
                "download_slot": slot_of(url),
                "handle_httpstatus_all": True,
            }
            headers = {"Accept-Encoding": "gzip, deflate", "User-Agent": self.fetcher.agent}
            request = Request(url, headers=headers, meta=meta, dont_filter=True)
            await self.download(request)
        except asyncio.CancelledError:
            raise
        except Exception:  # noqa: BLE001 - whatever keeps a script's request from an answer, the page is shown without
            return None
        return request.meta.get(CAPTURE)

    def _supplied(self, url: str, capture: Capture) -> Supplied | None:
        try:
            body = capture.content()
        except BodyError:
            return None
        headers = {name: value for name, value in capture.headers if name.lower() not in _NOT_PASSED_ON}
        supplied = Supplied(capture.status, headers, body)
        kind = (capture.header("Content-Type") or "").lower()
        if "javascript" in kind and self._kept + len(body) <= _MOST_KEPT:
            self._kept += len(body)
            self._scripts[url] = supplied
        return supplied


def _is_page(response: Response) -> bool:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return response.status == HTTPStatus.OK and kind.partition(";")[0].strip().lower() in _HTML
