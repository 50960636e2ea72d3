"""Sets of articles as whole numbers: bit N stands for the article with rowid N.

Python's whole numbers intersect and count a million bits in microseconds, so the counts of all facets
together cost less than one grouped query.
"""

from __future__ import annotations

from collections.abc import Iterable


def bitmap(rows: Iterable[int], largest: int) -> int:
    """The set of `rows`, each from 0 to `largest`."""
    buffer = bytearray((largest >> 3) + 1)
    for row in rows:
        buffer[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(buffer, "little")


def newest(bits: int, offset: int, limit: int) -> list[int]:
    """`limit` members from the largest downwards, the first `offset` left out."""
    found: list[int] = []
    buffer = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    for place in range(len(buffer) - 1, -1, -1):
        byte = buffer[place]
        if not byte:
            continue
        if offset >= (here := byte.bit_count()):
            offset -= here
            continue
        for bit in range(7, -1, -1):
            if byte >> bit & 1:
                if offset:
                    offset -= 1
                    continue
                found.append((place << 3) + bit)
                if len(found) == limit:
                    return found
    return found


def contains(bits: int, rows: Iterable[int]) -> list[int]:
    """Those of `rows` that are members, in their order."""
    buffer = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    end = len(buffer) << 3
    return [row for row in rows if row < end and buffer[row >> 3] >> (row & 7) & 1]
