"""What changed between an earlier revision and the present text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LONGEST_COMPARED = 4_000  # words; above it the comparison would take seconds
KEPT = 120  # characters of an unchanged piece beside a change
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text that is in both, only in the present text (added), or only in the old (removed)."""

    text: str
    kind: Literal["same", "added", "removed"] = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """Changed lines; `is_cut` when there were more than are shown."""

    lines: tuple[tuple[Change, ...], ...]
    is_cut: bool


def shorten(lines: list[list[Change]], longest: int) -> Difference:
    """The lines with long unchanged pieces shortened, up to about `longest` characters."""
    shown: list[tuple[Change, ...]] = []
    left = longest
    for line in lines:
        if left <= 0:
            return Difference(tuple(shown), is_cut=True)
        pieces = tuple(_shortened(change, left) for change in line)
        left -= sum(len(piece.text) for piece in pieces)
        shown.append(pieces)
    return Difference(tuple(shown), is_cut=left < 0)


def _shortened(change: Change, longest: int) -> Change:
    text = change.text
    if change.kind == "same" and len(text) > 3 * KEPT:
        return Change(f"{text[:KEPT]} … {text[-KEPT:]}")
    return Change(text if len(text) <= longest else f"{text[:longest]} …", change.kind)


def compare(old: str, new: str) -> list[list[Change]]:
    """The changes by line, lines that are the same in both left out."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[list[Change]] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            lines.extend(_by_line(_words("\n".join(before[first:last]), "\n".join(after[start:end]))))
    return lines


def _words(old: str, new: str) -> list[Change]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > LONGEST_COMPARED:
        return [Change(old, "removed"), Change("\n"), Change(new, "added")]
    changes: list[Change] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("".join(after[start:end])))
            continue
        changes.append(Change("".join(before[first:last]), "removed"))
        changes.append(Change("".join(after[start:end]), "added"))
    return [change for change in changes if change.text]


def _by_line(changes: list[Change]) -> list[list[Change]]:
    lines: list[list[Change]] = [[]]
    for change in changes:
        first, *others = change.text.split("\n")
        lines[-1].append(Change(first, change.kind))
        lines.extend([Change(text, change.kind)] for text in others)
    told = [[change for change in line if change.text] for line in lines]
    return [line for line in told if line]
