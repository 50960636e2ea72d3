"""Finds many phrases at once in folded text, with offsets in the text as written.

Folding: lower case, no diacritics, every dash is `-`, every double quotation mark `"`, every single
one `'`, a run of white space one blank, a run with two or more line breaks (a paragraph's end) one
line break. Soft hyphens, zero-width characters and combining marks vanish.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

from normalise.letter_tables import LetterTable

Payload = TypeVar("Payload")

_DROPPED = "\x00"
_DASHES = "‐‑‒–—―−⁃﹘﹣－"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_SINGLE_QUOTES = "‘’‚‛‹›′´`ʼ＇"
_INVISIBLE = "\x00\x01\xad\u200b\u200c\u200d\u2060\ufeff"
_FIRST_MARK = "\u02ff"
_PARAGRAPH = "\x01"
_GAP = f"[ \n{_DROPPED}]"
_GAPS = re.compile(f"{_GAP}(?:{_GAP}+|(?<={_DROPPED}))")
_PLACES = array("l", range(1 << 14))  # slices of it are copied, not counted


class _FoldTable(dict[int, str]):
    """Character by character, one for one, so that `str.translate` keeps all offsets."""

    def __init__(self) -> None:
        super().__init__()
        for characters, folded in (
            (_DASHES, "-"),
            (_DOUBLE_QUOTES, '"'),
            (_SINGLE_QUOTES, "'"),
            (_INVISIBLE, _DROPPED),
            ("\n\u2028\u2029\x85", "\n"),
        ):
            self.update((ord(character), folded) for character in characters)

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(character: str) -> str:
        if character.isspace():
            return " "
        if unicodedata.combining(character):
            return _DROPPED
        decomposed = unicodedata.normalize("NFD", character)
        return decomposed[0] if all(map(unicodedata.combining, decomposed[1:])) else character


_fold = LetterTable(_FoldTable())


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for matching.

    `text` is folded and in lower case, `cased` the same with its capitals, both of one length;
    `starts[i]` is the offset in `source` of the character behind `text[i]`.
    """

    source: str
    text: str
    cased: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of the folded `text[start:end]` (not empty)."""
        source, last = self.source, self.starts[end - 1] + 1
        while last < len(source) and source[last] > _FIRST_MARK and unicodedata.combining(source[last]):
            last += 1
        return self.starts[start], last


def fold_with_map(text: str) -> Folded:
    """Folds a text of any length in linear time, remembering where each character came from."""
    folded = _fold(text)
    gaps = [gap.span() for gap in _GAPS.finditer(folded)]
    if not gaps:
        return _folded(text, folded, range(len(text)))
    places = _PLACES if len(text) <= len(_PLACES) else array("l", range(len(text)))
    pieces: list[str] = []
    starts = array("l")
    done = 0
    for begin, end in gaps:
        blank = _blank_for(folded[begin:end])
        pieces += (folded[done:begin], blank)
        starts += places[done : begin + len(blank)]
        done = end
    pieces.append(folded[done:])
    starts += places[done : len(text)]
    return _folded(text, "".join(pieces), starts)


def _folded(source: str, pieces: str, starts: Sequence[int]) -> Folded:
    cased = pieces.replace("\n", " ").replace(_PARAGRAPH, "\n")
    # one for one: the only letter whose small form is longer, İ, has lost its dot by now
    return Folded(source, cased.lower(), cased, starts)


def _blank_for(gap: str) -> str:
    if gap.count("\n") > 1:
        return _PARAGRAPH
    return "" if gap.strip(_DROPPED) == "" else " "


def fold_phrase(phrase: str, *, lower: bool = True) -> str:
    """A phrase folded as `fold_with_map` folds the text, outer white space left out."""
    folded = fold_with_map(phrase)
    return (folded.text if lower else folded.cased).strip()


def spelling(text: str) -> str:
    """The letters alone, small, with their diacritics: what tells `nica` from `Nīca`."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", text).lower()))


class Match(NamedTuple, Generic[Payload]):
    """A phrase found: `source[start:end]` is what stands there, `folded_*` the same in folded text."""

    start: int
    end: int
    folded_start: int
    folded_end: int
    phrase: str
    payload: Payload


class _Entry(NamedTuple, Generic[Payload]):
    phrase: str
    spelling: str
    exact: str | None
    payload: Payload


class PhraseMatcher(Generic[Payload]):
    """One automaton over many phrases: whole words only, leftmost first, the longest there, no overlaps.

    `phrases` maps a phrase as written to whatever the caller wants back. Phrases that are also in
    `cased` (abbreviations such as `SIF`) match only in their own capitals. Building costs
    milliseconds: build once and keep it.
    """

    def __init__(self, phrases: Mapping[str, Payload], cased: Collection[str] = ()) -> None:
        entries: dict[str, list[_Entry[Payload]]] = {}
        for phrase, payload in phrases.items():
            key = fold_phrase(phrase)
            if not key:
                raise ValueError(f"the phrase {phrase!r} has no character that can be matched")
            exact = fold_phrase(phrase, lower=False) if phrase in cased else None
            entries.setdefault(key, []).append(_Entry(phrase, spelling(phrase), exact, payload))
        self._automaton = ahocorasick.Automaton()
        for key, found in entries.items():
            self._automaton.add_word(key, (len(key), tuple(found)))
        if entries:
            self._automaton.make_automaton()
        self._empty = not entries

    def find(self, folded: Folded) -> list[Match[Payload]]:
        """All matches in the order of the text."""
        if self._empty or not folded.text:
            return []
        text = folded.text
        hits: list[tuple[int, int, _Entry[Payload]]] = []
        for last, (length, entries) in self._automaton.iter(text):
            pair = text[last : last + 2]
            if (len(pair) == 2 and pair.isalnum()) or _inside_word(text, last + 1):
                continue
            start, end = last + 1 - length, last + 1
            if _inside_word(text, start):
                continue
            entry = _fitting(entries, folded, start, end)
            if entry is not None:
                hits.append((start, -end, entry))
        return list(_leftmost_longest(hits, folded))


def _inside_word(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1] if at else ""
    if len(around) < 2:
        return False
    return around.isalnum() or ("_" in around and around.replace("_", "a").isalnum())


def _fitting(
    entries: tuple[_Entry[Payload], ...], folded: Folded, start: int, end: int
) -> _Entry[Payload] | None:
    """The entry that may stand here; among several the one written with the same letters."""
    fitting = [entry for entry in entries if entry.exact is None or entry.exact == folded.cased[start:end]]
    if len(fitting) > 1:
        begin, stop = folded.span(start, end)
        written = spelling(folded.source[begin:stop])
        fitting.sort(key=lambda entry: entry.spelling != written)
    return fitting[0] if fitting else None


def _leftmost_longest(
    hits: Iterable[tuple[int, int, _Entry[Payload]]], folded: Folded
) -> Iterable[Match[Payload]]:
    free = 0
    for start, negative_end, entry in sorted(hits, key=lambda hit: hit[:2]):
        if start < free:
            continue
        free = -negative_end
        begin, stop = folded.span(start, free)
        yield Match(begin, stop, start, free, entry.phrase, entry.payload)
