"""Why a request failed, in stable words and in a sentence."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from crawlers.browser import NoBrowser
from crawlers.guard import GuardedResolver
from crawlers.packing import MAX_BODY

# what may be better a moment later
PASSING = frozenset({"timeout", "connection", "5xx", "429", "truncated"})
BOT_WALL = "bot wall"
# what says that the host, not the page, is at fault
OF_THE_HOST = frozenset({"dns", "refused", "timeout", "connection", "5xx", "429", "tls"})
_TLS_WORDS = ("SSL", "TLS", "certificate", "handshake")


def of_exception(error: Exception, url: str) -> tuple[str, str]:
    """The failure's word and sentence for what the downloader raised."""
    host = urlsplit(url).hostname or url
    message = str(error) or type(error).__name__
    if isinstance(error, CannotResolveHostError):
        if host in GuardedResolver.refused:
            return "address", f"{host} has the address {GuardedResolver.refused[host]}, which is not public."
        return "dns", f"The name {host} is not known; check the address."
    if isinstance(error, NoBrowser):
        return "render", f"{message}."
    if isinstance(error, DownloadConnectionRefusedError):
        return "refused", f"{host} does not accept connections; the site may be down."
    if isinstance(error, DownloadTimeoutError):
        return "timeout", f"{host} did not answer in time."
    if isinstance(error, ResponseDataLossError):
        return "truncated", f"{host} broke off in the middle of the page."
    if isinstance(error, DownloadCancelledError):
        return "too large", f"The page is larger than {MAX_BODY // 1024 // 1024} MB."
    if any(word in message for word in _TLS_WORDS):
        return "tls", f"{host} offers no encrypted connection that works: {message}"
    if isinstance(error, DownloadFailedError):
        return "connection", f"The connection to {host} broke: {message}"
    return "connection", f"{host} could not be asked: {message}"


def of_status(status: int, url: str) -> tuple[str, str]:
    """The failure's word and sentence for an answer that is no page."""
    host = urlsplit(url).hostname or url
    if status == HTTPStatus.FORBIDDEN:
        return "403", f"{host} refuses to show the page to us (403)."
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return str(status), f"The page is not there ({status})."
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "429", f"{host} asks us to come back later (429)."
    if status >= 500:
        return "5xx", f"{host} has a fault of its own ({status})."
    return str(status), f"{host} answered with status {status}."


def of_wall(wall: str, status: int, url: str) -> tuple[str, str]:
    """The failure's word and sentence for a wall against robots that answered in the site's place."""
    host = urlsplit(url).hostname or url
    return BOT_WALL, f"{host} is behind {wall}, which takes us for an intruder ({status})."
