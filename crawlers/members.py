"""The gzip members of an archive file; each WARC record is one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One whole member: its first byte in the file, its bytes there, and what they unpack to."""

    offset: int
    packed: bytes
    content: bytes

    @property
    def end(self) -> int:
        """The byte behind it."""
        return self.offset + len(self.packed)


def whole_members(path: Path) -> Iterator[Member]:
    """The members of a file in their order, up to its end or to the first that is not whole."""
    with path.open("rb") as file:
        offset, rest = 0, b""
        while True:
            machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
            packed, content = bytearray(), bytearray()
            while not machine.eof:
                chunk = rest or file.read(_CHUNK)
                if not chunk:
                    return
                try:
                    content += machine.decompress(chunk)
                except zlib.error:
                    return
                rest = machine.unused_data
                packed += chunk[: len(chunk) - len(rest)]
            yield Member(offset, bytes(packed), bytes(content))
            offset += len(packed)


def member_at(path: Path, offset: int) -> bytes | None:
    """The packed bytes of the member that begins at the offset; None when no whole one does."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            machine, packed = zlib.decompressobj(zlib.MAX_WBITS | 16), bytearray()
            while not machine.eof:
                chunk = file.read(_CHUNK)
                if not chunk:
                    return None
                machine.decompress(chunk)
                packed += chunk[: len(chunk) - len(machine.unused_data)]
    except (OSError, zlib.error):
        return None
    return bytes(packed)
