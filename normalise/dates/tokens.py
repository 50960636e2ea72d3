"""Cuts a flattened text into the words that dates are made of (`vocabulary/date_words.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalise.cues import VOCABULARY_FOLDER

# All endings of a month's name; the short forms take none, or "mar" would be read in "Marija".
_ENDING = r"(?:is|im|iem|os|s|am|as|us|u|a|i|e|я|е|ь|ем)?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ROMAN |= {"xi": 11, "xii": 12}
_MARKS = {"dot": r"\.", "comma": ",", "dash": "-", "slash": "/", "bullet": "[•·]", "and": "&"}
_PARAGRAPH = r"\n\s*\n"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the text.

    `kind` is a kind of `date_words.toml`, a mark's name, `number`, or `break` for anything else;
    `value` a number, a month, a season's first month or an ordinal.
    """

    kind: str
    value: int
    start: int
    end: int
    word: str = ""
    on_new_line: bool = False


def _words() -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = tomllib.loads((VOCABULARY_FOLDER / "date_words.toml").read_text("utf-8"))[
        "words"
    ]
    return words


_WORDS = _words()


def _forms(words: list[dict[str, Any]]) -> str:
    return "|".join(form for word in words for form in word["forms"]).replace("{ending}", _ENDING)


# One group for all words: an alternation that holds groups is tried one by one at every place.
_EACH_WORD = [(word, re.compile(_forms([word]))) for word in _WORDS]


def _expression() -> re.Pattern[str]:
    words = _forms(_WORDS)
    marks = "|".join(f"(?P<{name}>{mark})" for name, mark in _MARKS.items())
    return re.compile(
        rf"(?P<number>\d+)(?:(?:st|nd|rd|th)(?![a-z]))?|(?<![a-zа-я0-9])(?P<word>{words})(?![a-zа-я])|{marks}"
        rf"|(?P<paragraph>{_PARAGRAPH})|(?P<other>[a-zа-я]+|\S)"
    )


_TOKEN = _expression()


# a picture's name glued to a year: DSC021362015.gada
_GLUED_YEAR = re.compile(r"20[0-3]\d\.?\s?g(?:ad|\.)")


def tokens(flat: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a stretch of flattened text, blanks left out."""
    last = start
    for match in _TOKEN.finditer(flat, start, len(flat) if end is None else end):
        word = match.group("number") or match.group()
        begin = match.start()
        if len(word) > 4 and _GLUED_YEAR.match(flat, match.end() - 4):
            begin, word = match.end() - 4, word[-4:]
        kind, value = _meaning(match.lastgroup or "other", word)
        yield Token(kind, value, begin, match.end(), word, "\n" in flat[last : match.start()])
        last = match.end()


def _meaning(group: str, word: str) -> tuple[str, int]:
    if group == "number":
        return "number", int(word) if len(word) <= 9 else -1
    if group in _MARKS:
        return group, 0
    return _word_meaning(word) if group == "word" else ("break", 0)


@cache
def _word_meaning(word: str) -> tuple[str, int]:
    """What a word of `date_words.toml` means; roman numbers are known by what stands around them."""
    for found, forms in _EACH_WORD:
        if forms.fullmatch(word):
            return found["kind"], found.get("value", 0)
    return "roman", _ROMAN[word]
