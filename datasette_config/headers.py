"""Headers: security on every response, strict on our pages and as Datasette needs on its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_COMMON = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
OUR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    f"manifest-src 'self'; {_COMMON}"
)
# Datasette's table and SQL pages carry inline scripts and styles
DATASETTE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data:; {_COMMON}"
)
FIXED = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
# of what is made for programs: scripts of any site may read it
ANYONE = {"Access-Control-Allow-Origin": "*"}
_STATIC = "/static/"


def with_headers(application: Application) -> Application:
    """`application` with our headers on each of its responses."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _completed(scope, list(message.get("headers", [])))}
            await send(message)

        await application(_ascii_path(scope), receive, send_with_headers)

    return guarded


def _completed(scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    present = {bytes(name).lower() for name, _ in headers}
    added = [(name, value) for name, value in FIXED.items() if name not in present]
    if b"content-security-policy" not in present:
        added.append((b"content-security-policy", DATASETTE_POLICY.encode()))
    if scope["path"].startswith(_STATIC) and b"v=" in scope.get("query_string", b""):
        headers = [pair for pair in headers if bytes(pair[0]).lower() != b"cache-control"]
        added.append((b"cache-control", b"public, max-age=31536000, immutable"))
    elif b"cache-control" not in present:
        added.append((b"cache-control", b"no-cache"))  # a new snapshot is seen at once
    return [*headers, *added]


def _ascii_path(scope: Scope) -> Scope:
    """Percent-encodes a raw path that is not ASCII: Datasette's router cannot read such a one."""
    raw: bytes | None = scope.get("raw_path")
    if raw is None or raw.isascii():
        return scope
    return {**scope, "raw_path": quote(raw, safe="/%?=&").encode()}
