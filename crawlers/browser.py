"""A browser that asks nothing itself: whatever its pages want is answered by us, or not at all.

Chromium runs without any way to the network (all names unknown, a proxy that is not there). Each request of a
page is intercepted and handed to `Supply`, which goes through the same guard, robots.txt, pace and archive as
every other request. One page is open at a time.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The source says `render`, and there is no browser: install Debian's package chromium and "
    "`pip install fundtrace[render]`"
)
# seconds; a page that goes on asking is taken as it is then
PATIENCE = 45.0
_QUIET = 0.4
_STEP = 0.05
_MOST_REQUESTS = 80
_WANTED = {"script", "xhr", "fetch"}
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--dns-prefetch-disable",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# a port that nobody listens on; `<-loopback>` sends loopback there too
_NOWHERE = {"server": "http://127.0.0.1:1", "bypass": "<-loopback>"}


class NoBrowser(Exception):
    """There is no browser on this machine; the message says what to install."""


class PageFault(Exception):
    """The browser could not show the page; the message says why."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """What answers a page's request: status, headers and body, unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes


Supply = Callable[[str], Awaitable[Supplied | None]]


@dataclass(slots=True)
class Browser:
    """Chromium, started with the first page; `close` ends it."""

    agent: str
    _started: Any = None
    _chromium: Any = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def name(self) -> str:
        """Name and version, for the record."""
        return f"Chromium {self._chromium.version}" if self._chromium is not None else "Chromium"

    async def show(self, url: str, document: Supplied, supply: Supply) -> str:
        """The page's HTML after its scripts have run, each of their requests answered by `supply`.

        Raises NoBrowser when there is none, PageFault when it cannot show the page.
        """
        async with self._turn:
            chromium = await self._running()
            from playwright.async_api import Error

            context = await chromium.new_context(
                user_agent=self.agent, service_workers="block", accept_downloads=False, locale="lv-LV"
            )
            try:
                page = _Page(url, document, supply)
                return await page.load(context)
            except Error as error:
                raise PageFault(str(error).partition("\n")[0]) from error
            finally:
                await context.close()

    async def close(self) -> None:
        """Ends the browser, if it was started."""
        if self._chromium is not None:
            await self._chromium.close()
        if self._started is not None:
            await self._started.stop()
        self._chromium = self._started = None

    async def _running(self) -> Any:
        if self._chromium is None:
            executable = next((found for name in NAMES if (found := shutil.which(name))), None)
            try:
                from playwright.async_api import async_playwright
            except ImportError as error:
                raise NoBrowser(MISSING) from error
            if executable is None:
                raise NoBrowser(MISSING)
            self._started = await async_playwright().start()
            self._chromium = await self._started.chromium.launch(
                executable_path=executable,
                args=list(_ARGUMENTS),
                proxy=_NOWHERE,
                # Chromium's own sandbox does not work for root
                chromium_sandbox=os.geteuid() != 0,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        return self._chromium


# playwright hangs notes of its own on the object, so it has no slots
@dataclass
class _Page:
    """One page on its way: how many of its requests are open, and how many it has made."""

    url: str
    document: Supplied
    supply: Supply
    _open: int = 0
    _made: int = 0
    _shown: bool = False

    async def load(self, context: Any) -> str:
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", lambda socket: socket.close())
        page = await context.new_page()
        ends = time.monotonic() + PATIENCE
        await page.goto(self.url, wait_until="commit", timeout=PATIENCE * 1000)
        quiet_since = time.monotonic()
        while time.monotonic() < ends:
            await asyncio.sleep(_STEP)
            ready = not self._open and await page.evaluate("document.readyState") == "complete"
            if not ready:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since >= _QUIET:
                break
        return str(await page.content())

    async def _answer(self, route: Any) -> None:
        request = route.request
        if request.is_navigation_request():
            await self._navigate(route)
            return
        if request.method != "GET" or request.resource_type not in _WANTED or self._made >= _MOST_REQUESTS:
            await route.abort()
            return
        self._made += 1
        self._open += 1
        try:
            supplied = await self.supply(request.url)
            if supplied is None:
                await route.abort()
            else:
                await route.fulfill(status=supplied.status, headers=supplied.headers, body=supplied.body)
        finally:
            self._open -= 1

    async def _navigate(self, route: Any) -> None:
        """The page itself, once; frames and pages that scripts turn to are not opened."""
        if self._shown or route.request.frame.parent_frame is not None:
            await route.abort()
            return
        self._shown = True
        await route.fulfill(
            status=self.document.status, headers=self.document.headers, body=self.document.body
        )
