"""The words and turns of phrase that recognisers go by, kept as data in `normalise/vocabulary/`.

A file holds lists of regular expressions over flattened text (lower case, no diacritics); the
expressions of a list are alternatives. `{name}` in one stands for the whole list of that name.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from normalise.required_letters import required_letters

VOCABULARY_FOLDER = Path(__file__).parent / "vocabulary"
_WORTH_SORTING_OUT = 5  # alternatives
_REMEMBERED = 8  # answers of a list: those of one text
_SHORT = 150  # characters of a stretch
_FEW_LETTERS = 12  # pieces that are sooner looked for than the expression is searched, in short stretches too
_REFERENCE = re.compile(r"\{([a-z][a-z_]+)\}")


class CueError(ValueError):
    """A vocabulary file cannot be read; the message names file, list and mend."""


class Cue:
    """One list as an expression: what `re.Pattern` of the alternatives says, for less work.

    Only the alternatives that the text holds the letters for are tried.
    """

    def __init__(self, alternatives: list[str]) -> None:
        self.pattern = "|".join(alternatives)
        self._whole = re.compile(self.pattern)
        # a group that only one alternative has must be asked of the whole expression
        parts = [self.pattern] if self._whole.groups else alternatives
        self._parts = [re.compile(part) for part in parts]
        required = [required_letters(part) for part in parts]
        self._always = [place for place, sets in enumerate(required) if not sets]
        self._letters = [
            (one, place) for place, sets in enumerate(required) if sets for one in sorted(sets[0])
        ]
        self._besides = [sets[1:] for sets in required]
        self.match = self._whole.match
        self.fullmatch = self._whole.fullmatch
        self._said: dict[str, bool] = {}
        # these are searched whole where that is as fast
        self._few = len(parts) < _WORTH_SORTING_OUT
        self._soon_told = bool(self._letters) and len(self._letters) <= _FEW_LETTERS

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two offsets; where several begin at one, that of the first alternative."""
        short = not self._soon_told and min(end, len(text)) - start < _SHORT
        if self._few and (self._always or short):
            return self._whole.search(text, start, end)
        possible = self._possible(text[start:end])
        if not possible:
            return None
        if self._few:
            return self._whole.search(text, start, end)
        first: re.Match[str] | None = None
        for place in possible:
            found = self._parts[place].search(text, start, end)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def says(self, stretch: str) -> bool:
        """Whether the stretch holds a match; sentences with several names are asked again and again."""
        known = self._said.get(stretch)
        if known is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            known = self._said[stretch] = self.search(stretch) is not None
        return known

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches between two offsets, one behind another."""
        possible = self._possible(text[start:end])
        if not possible:
            return iter(())
        if self._few:
            return self._whole.finditer(text, start, end)
        return _in_turn([self._parts[place] for place in possible], text, start, end)

    def count(self, text: str) -> int:
        """How many matches stand one behind another in the text."""
        return sum(1 for _ in self.finditer(text))

    def _possible(self, stretch: str) -> list[int]:
        """The places of the alternatives that the stretch holds the letters for, in their order."""
        possible = {place for letters, place in self._letters if letters in stretch}
        if not possible:
            return self._always
        besides = self._besides
        held = [place for place in possible if not besides[place] or _holds(stretch, besides[place])]
        return sorted(held + self._always)


def _holds(stretch: str, sets: tuple[frozenset[str], ...]) -> bool:
    """Whether a stretch holds a piece of each set."""
    return all(any(one in stretch for one in letters) for letters in sets)


def _in_turn(parts: list[re.Pattern[str]], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of several expressions, each behind the one before; of two at one place the first's."""
    ahead = [(found, part) for part in parts if (found := part.search(text, start, end))]
    while ahead and start <= len(text):
        first = min(ahead, key=lambda one: one[0].start())[0]
        yield first
        start = max(first.end(), first.start() + 1)
        ahead = [
            (found, part)
            for one, part in ahead
            if (found := one if one.start() >= start else part.search(text, start, end))
        ]


@cache
def load_cues(name: str) -> Mapping[str, Cue]:
    """The lists of `vocabulary/<name>.toml`, each as one expression."""
    path = VOCABULARY_FOLDER / f"{name}.toml"
    lists: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
    return {key: _compiled(path.name, key, lists) for key in lists}


def _compiled(file: str, key: str, lists: Mapping[str, list[str]]) -> Cue:
    try:
        return Cue(list(_alternatives(key, lists)))
    except (re.error, KeyError) as wrong:
        raise CueError(
            f"{file}: list '{key}': {wrong}. Mend the expression or the name it refers to."
        ) from wrong


def _alternatives(key: str, lists: Mapping[str, list[str]]) -> Iterator[str]:
    for one in lists[key]:
        if whole := _REFERENCE.fullmatch(one):
            yield from _alternatives(whole.group(1), lists)
            continue
        yield _REFERENCE.sub(lambda found: f"(?:{'|'.join(_alternatives(found.group(1), lists))})", one)
