"""Sets of articles as whole numbers: bit N stands for the article with rowid N.

Python's whole numbers intersect and count a million bits in microseconds, so the counts of all facets
together cost less than one grouped query.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

MOST_KEPT = 256  # sets: 32 MB at a million articles
Question = tuple[str, str]  # SQL and its one value


class Kept:
    """The sets that were asked for last: the same words come again with every facet and page."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._sets: OrderedDict[Question, int] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def get(self, question: Question) -> int | None:
        with self._lock:
            if question in self._sets:
                self._sets.move_to_end(question)
            return self._sets.get(question)

    def put(self, question: Question, bits: int) -> None:
        with self._lock:
            self._sets[question] = bits
            if len(self._sets) > self._most:
                self._sets.popitem(last=False)


def bitmap(rows: Iterable[tuple[int]], largest: int) -> int:
    """The set of `rows` (each one number from 0 to `largest`), written as binary digits: the fastest way."""
    digits = bytearray(b"0") * (largest + 1)
    for (row,) in rows:
        digits[largest - row] = 49
    return int(digits, 2)


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
