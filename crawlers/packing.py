"""Bodies that servers packed, within bounds."""

from __future__ import annotations

import zlib

MAX_BODY = 8 * 1024 * 1024


class BodyError(ValueError):
    """A body that cannot be unpacked, or that is too large once unpacked."""


def unpack(body: bytes, encoding: str | None, limit: int = MAX_BODY) -> bytes:
    """A body without its Content-Encoding; raises BodyError for a broken, unknown or too large one."""
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",")]):
        if name in {"", "identity"}:
            continue
        if name in {"gzip", "x-gzip"}:
            body = _inflate(body, zlib.MAX_WBITS | 16, limit)
        elif name == "deflate":
            body = _inflate(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS, limit)
        else:
            raise BodyError(f"the server packed the page as “{name}”, which was not asked for")
    return body


def gunzip(body: bytes, limit: int = MAX_BODY) -> bytes:
    """A gzip file's content (a packed sitemap); what is not packed comes back as it is."""
    return _inflate(body, zlib.MAX_WBITS | 16, limit) if body[:2] == b"\x1f\x8b" else body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    if not body:
        return body
    machine = zlib.decompressobj(window)
    try:
        content = machine.decompress(body, limit + 1)
    except zlib.error as error:
        raise BodyError(f"the packed body is broken ({error})") from error
    if len(content) > limit:
        raise BodyError(f"the body is larger than {limit} bytes once unpacked")
    if not machine.eof:
        raise BodyError("the packed body ends too early")
    return content
