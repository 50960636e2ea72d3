"""The piece of an article that shows why it was found, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalise.search_terms import fold, stems

SNIPPET_LENGTH = 260  # characters
HEAD = 2  # letters that a word and its stem share
LEAD = 60  # characters shown before the first found word
_WORD = re.compile(r"[^\W_]+")
Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, `found` when it is one of the words that were asked for."""

    text: str
    found: bool = False


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return stems(word)


def _stem_if(word: str, heads: Container[str]) -> str:
    """The stem of `word` where one that is looked for begins like it; else "", which costs nothing."""
    return _stem(word) if fold(word[:HEAD]) in heads else ""


def split_runs(runs: Sequence[Run]) -> list[Run]:
    """Runs of stems as runs of single words: `("aif/2022",)` becomes `("aif", "2022")`."""
    return [tuple(_WORD.findall(" ".join(run))) for run in runs]


def find_runs(text: str, runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Where in `text` the runs of stems stand: (start, end), in order, without overlap."""
    if not runs:
        return []
    heads = {stem[:HEAD] for run in runs for stem in run}
    words = [(match.start(), match.end(), _stem_if(match[0], heads)) for match in _WORD.finditer(text)]
    by_first: dict[str, list[Run]] = {}
    for run in sorted(set(runs), key=len, reverse=True):
        if run:
            by_first.setdefault(run[0], []).append(run)
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(words):
        length = _run_length(words, position, by_first)
        if length:
            found.append((words[position][0], words[position + length - 1][1]))
        position += length or 1
    return found


def mark(text: str, runs: Sequence[Run]) -> list[Piece]:
    """The whole of `text` with the runs marked."""
    return _pieces(text, 0, len(text), find_runs(text, runs))


def snippet(text: str, runs: Sequence[Run]) -> list[Piece]:
    """At most about SNIPPET_LENGTH characters of `text`, where most found words stand together."""
    text = " ".join(text.split())
    found = find_runs(text, runs)
    start = _best_start(found)
    start = 0 if start <= LEAD else _word_start(text, start - LEAD)
    end = _word_end(text, start + SNIPPET_LENGTH)
    pieces = _pieces(text, start, end, found)
    return ([Piece("… ")] if start else []) + pieces + ([Piece(" …")] if end < len(text) else [])


def plain(pieces: Sequence[Piece]) -> str:
    """The pieces as one text without marks."""
    return "".join(piece.text for piece in pieces)


def _run_length(words: list[tuple[int, int, str]], position: int, by_first: dict[str, list[Run]]) -> int:
    for run in by_first.get(words[position][2], ()):
        if all(
            position + step < len(words) and words[position + step][2] == wanted
            for step, wanted in enumerate(run)
        ):
            return len(run)
    return 0


def _best_start(found: list[tuple[int, int]]) -> int:
    """The found word after which most others follow within a snippet; 0 when nothing was found."""
    reach = SNIPPET_LENGTH - LEAD
    return max(
        (start for start, _ in found),
        key=lambda start: sum(start <= other < start + reach for other, _ in found),
        default=0,
    )


def _word_start(text: str, position: int) -> int:
    blank = text.find(" ", position)
    return position if blank < 0 else blank + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, position)
    return position if blank < 0 else blank


def _pieces(text: str, start: int, end: int, found: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    position = start
    for first, last in found:
        if first < position or last > end:
            continue
        pieces += [Piece(text[position:first]), Piece(text[first:last], found=True)]
        position = last
    pieces.append(Piece(text[position:end]))
    return [piece for piece in pieces if piece.text]
