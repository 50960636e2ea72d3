"""Where names stand in quotation marks, and where only somebody's words do."""

from __future__ import annotations

import re
from bisect import bisect_right

_MARK = re.compile(r"[„“”«»\"‟〝〞＂]|\n")
_ALWAYS_OPEN = "„«〝"
_ALWAYS_CLOSE = "»〞"
_SENTENCE_END = re.compile(r"[.!?…]\s")
_LONGEST_NAME = 160


class QuotedNames:
    """The quoted stretches of a text that are names: within a line, short, no sentence ends inside.

    A mark that may open or close (`“`, `"`) opens where a blank or a bracket stands before it.
    A mark without its partner is passed over. Nested quotations count as one stretch.
    """

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in _merged(sorted(_pairs(text))):
            self._starts.append(start)
            self._ends.append(end)

    def covers(self, at: int) -> bool:
        """Whether the character at this offset stands inside a quoted name."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._ends[before]


def _pairs(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        at = mark.start()
        if mark.group() == "\n":
            opened.clear()
        elif _opens(text, at):
            opened.append(at)
        elif opened:
            start = opened.pop()
            if at - start <= _LONGEST_NAME and not _SENTENCE_END.search(text, start, at):
                found.append((start, at + 1))
    return found


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    return (not before or before.isspace() or before in "([/-–—„“«") and bool(after) and not after.isspace()


def _merged(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in pairs:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
