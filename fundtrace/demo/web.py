"""What the demo's platforms share: a question, a reply, templates, pictures, dates in words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from fundtrace.demo.content import Site

NOMINATIVE = [
    *("janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs"),
    *("jūlijs", "augusts", "septembris", "oktobris", "novembris", "decembris"),
]
FIXED = datetime(2020, 1, 1, tzinfo=UTC)
STYLE = "body{font-family:sans-serif;max-width:60em;margin:1em auto;padding:0 1em}img{max-width:100%}"
HTML = "text/html; charset=UTF-8"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Ask:
    """A request: its path, its parameters, the site's own address and the hour."""

    path: str
    query: dict[str, str]
    base: str
    now: datetime


@dataclass(frozen=True)
class Reply:
    """An answer; `changed` gives it Last-Modified and an ETag, None means that the page has neither."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    changed: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)


Platform = Callable[[Site, Ask], Reply]


def moved(address: str, status: int = 301) -> Reply:
    """A redirect to that address."""
    return Reply(b"", status=status, headers={"Location": address})


@cache
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"words": in_words, "rfc822": rfc822}
    return environment


def render(template: str, **values: Any) -> str:
    """The template (a path below templates/) with its values filled in, escaped where they are text."""
    return _environment().get_template(template).render(**values)


def in_words(moment: datetime) -> str:
    """`13. februāris, 2025`."""
    return f"{moment.day}. {NOMINATIVE[moment.month - 1]}, {moment.year}"


def rfc822(moment: datetime) -> str:
    """The date of a feed: `Thu, 13 Feb 2025 12:25:00 +0200`."""
    return format_datetime(moment)


def part(items: Sequence[Item], page: int, size: int) -> Sequence[Item]:
    """The items of that page, counted from 1; none past the last."""
    return items[(page - 1) * size : page * size] if page >= 1 else []


def page_count(items: Sequence[object], size: int) -> int:
    """How many pages the items fill, at least one."""
    return max(1, -(-len(items) // size))


def slug_of(category: str) -> str:
    """A category's name in an address: lower case, no diacritics, hyphens."""
    plain = category.lower().translate(str.maketrans("āčēģīķļņšūž ", "acegiklnsuz-"))
    return plain.replace("+", "plus")


def number(text: str | None, otherwise: int) -> int | None:
    """A whole number out of a parameter: `otherwise` where there is none, None where it is no number."""
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdigit() else None


def stylesheet() -> Reply:
    """What little the demo sites need to be looked at."""
    return Reply(STYLE.encode(), "text/css", changed=FIXED)


def picture(path: str) -> Reply:
    """A small real picture, PNG or JPEG by the path's ending, its shade taken from its name."""
    shade = sha256(path.encode()).digest()
    if path.endswith(".png"):
        return Reply(
            _png(120, 48, (shade[0], shade[1], shade[2])),
            "image/png",
            changed=FIXED,
        )
    return Reply(_jpeg(160, 96), "image/jpeg", changed=FIXED)


def _png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _jpeg(width: int, height: int) -> bytes:
    """An even grey: every 8 by 8 block is two zero bits (no DC difference, end of block)."""
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big")
    table = bytes([1] + [0] * 15 + [0])
    return b"".join(
        [
            b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
            b"\xff\xdb" + struct.pack(">H", 67) + b"\x00" + b"\x10" * 64,
            b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00",
            b"\xff\xc4"
            + struct.pack(">H", 20)
            + b"\x00"
            + table
            + b"\xff\xc4"
            + struct.pack(">H", 20)
            + b"\x10"
            + table,
            b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + scan + b"\xff\xd9",
        ]
    )
