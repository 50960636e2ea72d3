"""What stands between the spider and the network: the address guard, then the archive.

The guard is the first to see a request and the archive the first to see a response, so nothing is asked
that was not checked and nothing is read that was not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawlers.archive import Capture, Headers
from crawlers.guard import AddressGuard, RefusedAddress

if TYPE_CHECKING:
    from scrapy.http.headers import Headers as ScrapyHeaders

# request.meta keys
GUARD, RECEIVE, CAPTURE = "fundtrace_guard", "fundtrace_receive", "fundtrace_capture"
ROLE = "fundtrace_role"

Receive = Callable[[Request, Response], Capture]


class Refused(IgnoreRequest):
    """The guard did not let the request out; the message says why."""


class GuardMiddleware:
    """Checks every address before it is asked; a request without a guard is not let out."""

    def process_request(self, request: Request) -> None:
        """Raises Refused for an address that may not be asked."""
        guard: AddressGuard = request.meta.get(GUARD) or AddressGuard()
        try:
            guard.check(request.url)
        except RefusedAddress as error:
            raise Refused(str(error)) from error


class ArchiveMiddleware:
    """Hands every response, as received, to the archive of its source before anything else sees it."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the capture in `request.meta`; the response itself goes on unchanged."""
        receive: Receive | None = request.meta.get(RECEIVE)
        if receive is not None:
            request.meta[CAPTURE] = receive(request, response)
        return response


def plain_headers(headers: ScrapyHeaders) -> Headers:
    """Headers as pairs of text, in the order in which Scrapy has them."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def without_cookies(capture: Capture) -> Capture:
    """A capture without the cookies that a server tried to set: we keep none, not even in the archive."""
    return replace(
        capture, headers=tuple(pair for pair in capture.headers if pair[0].lower() != "set-cookie")
    )
