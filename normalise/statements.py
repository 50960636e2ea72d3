"""Finds prescribed words in a text: in any case, and sentences with a word or two off."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import Levenshtein

from normalise.cues import load_cues
from normalise.document import flatten
from normalise.grant_names import number_key
from normalise.search_terms import stems

_WORD = re.compile(r"[^\W_]+")
_NUMBER_GOES_ON = re.compile(r"(?:\s?/\s?|[_–-])(?=[\w/-]*\d)")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_THOUGHT_END = re.compile(r"(?<!\bnr)(?<!\bno)[.!?…]\s|\n")
_GAP = 60
_LIKE = 0.6  # of a statement's words
_LONG = 5
_LOOSE = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand (`text[start:end]`), and how they differ from what was asked (empty when not)."""

    start: int
    end: int
    difference: tuple[str, ...] = ()


class Words:
    """A text cut into stems, made once for many questions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.stems = [_stem(text[start:end]) for start, end in self.spans]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, stem in enumerate(self.stems):
            places[stem].append(at)
        return places

    @cached_property
    def bare(self) -> tuple[str, list[int]]:
        """Letters and digits alone, folded, in upper case, and where each stands in the text."""
        kept = [(at, folded) for at, char in enumerate(self.text) for folded in number_key(char)]
        return "".join(char for _, char in kept), [at for at, _ in kept]

    @cached_property
    def flat(self) -> str:
        """The text in lower case without diacritics, one character for one."""
        return flatten(self.text)

    @cached_property
    def denials(self) -> list[tuple[int, int]]:
        """Where somebody is said not to have paid."""
        return [match.span() for match in load_cues("publicity")["denied"].finditer(self.flat)]

    @cached_property
    def affirmations(self) -> list[tuple[int, int]]:
        """Where words of funding stand that no denial holds."""
        found = (match.span() for match in load_cues("publicity")["affirmed"].finditer(self.flat))
        return [one for one in found if all(_apart(one, denial) for denial in self.denials)]

    def between(self, start: int, end: int) -> range:
        """The words from character `start` up to `end`."""
        return range(bisect_left(self.spans, (start, start)), bisect_left(self.spans, (end, end)))

    def is_denied(self, start: int, end: int) -> bool:
        """Whether, of the words of funding in a name's sentence, the nearest to the name deny it."""
        place = (start, end)
        near = [_apart(one, place) for one in self.denials if self._one_thought(one, place)]
        if not near:
            return False
        said = [one for one in self.affirmations if _apart(one, place) and self._one_thought(one, place)]
        return all(min(near) <= _apart(one, place) for one in said)

    def _one_thought(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        low, high = sorted((one, other))
        return _THOUGHT_END.search(self.flat, low[1], high[0]) is None

    def index_at(self, start: int) -> int:
        """The word that begins at a character."""
        return bisect_left(self.spans, (start, start))

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether no sentence ends between two characters."""
        low, high = sorted((one, other))
        return _SENTENCE_END.search(self.text, low, high) is None

    def found(self, first: int, last: int, difference: Iterable[str] = ()) -> Found:
        """The words from `first` up to, not with, `last`."""
        return Found(self.spans[first][0], self.spans[last - 1][1], tuple(difference))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters lie between two stretches; 0 where they touch."""
    return max(one[0] - other[1], other[0] - one[1], 0)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return stems(word)


def phrase_stems(phrase: str) -> list[str]:
    """The stems of a phrase, one a word."""
    return [_stem(word) for word in _WORD.findall(phrase)]


def phrase_places(words: Words, phrase: str, *, small_letters: bool = False) -> Iterator[Found]:
    """Where the words of a phrase follow each other, in whatever case.

    An abbreviation (all capitals) must stand so, with no more than an ending in small letters, and not as
    the beginning of a grant number. With `small_letters` it may also be a part of an address or file name.
    """
    wanted = phrase_stems(phrase)
    for at in words.places.get(wanted[0], ()) if wanted else ():
        if words.stems[at : at + len(wanted)] == wanted:
            found = words.found(at, at + len(wanted))
            if not phrase.isupper() or _is_abbreviation(words.text, found, phrase, small_letters):
                yield found


def _is_abbreviation(text: str, found: Found, phrase: str, small_letters: bool) -> bool:
    if _NUMBER_GOES_ON.match(text, found.end):
        return False
    there = text[found.start : found.end]
    if there.startswith(phrase) and (there == phrase or there[len(phrase) :].islower()):
        return True
    joined = text[found.start - 1 : found.start] + text[found.end : found.end + 1]
    return small_letters and any(mark in joined for mark in "-_./")


def find_statement(words: Words, statement: str, keep: Iterable[str] = ()) -> Found | None:
    """The place of a statement; `…` in it stands for any few words.

    A part of four or more words may have one word off, of seven or more two: put wrong, left out or
    added, but none of `keep`. None when it is not there.
    """
    kept = frozenset(_stem(word) for word in keep)
    start, end, at = -1, -1, 0
    difference: list[str] = []
    for part in statement.split("…"):
        wanted = _WORD.findall(part)
        if not wanted:
            continue
        place = _best_place(words, wanted, at, at + _GAP if at else len(words.stems), kept)
        if place is None:
            return None
        first, last, off = place
        start, end, at = (first if start < 0 else start), last, last
        difference += off
    return words.found(start, end, difference) if start >= 0 else None


def _best_place(
    words: Words, wanted: list[str], low: int, high: int, kept: frozenset[str]
) -> tuple[int, int, list[str]] | None:
    asked = [_stem(word) for word in wanted]
    allowed = 0 if len(asked) < 4 else 1 if len(asked) < 7 else 2
    best: tuple[int, int, int, int] | None = None
    for first, last in _windows(words, asked, low, high, allowed):
        off = Levenshtein.distance(asked, words.stems[first:last], score_cutoff=allowed)
        if off <= allowed and _keeps(kept, asked, words.stems[first:last]):
            rank = (off, abs(last - first - len(asked)), first, last)
            best = min(best, rank) if best else rank
    if best is None:
        return None
    return best[2], best[3], _difference(words, wanted, asked, best[2], best[3])


def _keeps(kept: frozenset[str], asked: Sequence[str], there: Sequence[str]) -> bool:
    """Whether each word that must not be off stands there, in some form, as often as in the statement."""

    def held(stem: str, words: Sequence[str]) -> int:
        return sum(1 for word in words if word.startswith(stem))

    return all(held(stem, there) >= held(stem, asked) for stem in kept)


def _windows(
    words: Words, asked: Sequence[str], low: int, high: int, allowed: int
) -> Iterable[tuple[int, int]]:
    """Stretches that may hold the words: around each place of one of the rarest of them."""
    count = len(words.stems)
    present = sorted(
        {stem for stem in asked if stem in words.places}, key=lambda s: (len(words.places[s]), s)
    )
    if len([stem for stem in asked if stem in words.places]) < len(asked) - allowed:
        return
    for anchor in present[: allowed + 1]:
        for offset in (at for at, stem in enumerate(asked) if stem == anchor):
            for place in words.places[anchor]:
                for first in range(place - offset - allowed, place - offset + allowed + 1):
                    for last in range(first + len(asked) - allowed, first + len(asked) + allowed + 1):
                        if max(0, low) <= first < last <= min(high, count):
                            yield first, last


def _difference(words: Words, wanted: list[str], asked: list[str], first: int, last: int) -> list[str]:
    there = [words.text[start:end] for start, end in words.spans[first:last]]
    said = []
    for step in Levenshtein.editops(asked, words.stems[first:last]):
        if step.tag == "replace":
            said.append(f"“{there[step.dest_pos]}” for “{wanted[step.src_pos]}”")
        elif step.tag == "delete":
            said.append(f"“{wanted[step.src_pos]}” is missing")
        else:
            said.append(f"“{there[step.dest_pos]}” is added")
    return said


def nearest_words(words: Words, statements: Iterable[str]) -> str | None:
    """The stretch of the text most like one of the statements, when it has most of its words; else None."""
    best, least = None, _LIKE
    for statement in statements:
        for part in statement.split("…"):
            asked = phrase_stems(part)
            found = _likest(words, asked) if len(asked) >= _LONG else None
            if found and found[0] > least:
                least, best = found[0], words.text[found[1] : found[2]]
    return best


def _likest(words: Words, asked: list[str]) -> tuple[float, int, int] | None:
    """How much of what is asked stands together, and from where to where."""
    wanted = set(asked)
    places = [at for at, stem in enumerate(words.stems) if stem in wanted]
    best: tuple[float, int, int] | None = None
    for first in places:
        inside = [at for at in places if first <= at < first + len(asked) + _LOOSE]
        share = len({words.stems[at] for at in inside}) / len(wanted)
        if best is None or share > best[0]:
            best = (share, words.spans[first][0], words.spans[inside[-1]][1])
    return best
