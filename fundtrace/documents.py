"""A document that a user gives: an address, a file or standard input; and what its first bytes say it is."""

from __future__ import annotations

import codecs
import re

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADDRESS = re.compile(r"https?://")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)


def is_address(document: str) -> bool:
    """Whether a document is to be fetched."""
    return _ADDRESS.match(document) is not None


def spoken_name(document: str) -> str:
    """What a sentence calls it."""
    return "standard input" if document == "-" else document


def is_html(text: str) -> bool:
    """Whether a text begins as a page does, or as a part of one."""
    return _HTML.search(text[:4000]) is not None


def is_binary(body: bytes) -> bool:
    """Whether the bytes are no text; half of those of plain words in UTF-16 are NUL."""
    return b"\x00" in body[:4096] and not body.startswith(UTF_16)
