"""Lines of text as all of normalise sees them: single blanks, no controls, nothing invisible."""

from __future__ import annotations

import re

from normalise.decoding import clean
from normalise.letter_tables import COMMON, LetterTable

_INVISIBLE = dict.fromkeys((173, 8203, 8204, 8205, 8288, 65279, *range(8234, 8239)))
_UNSEEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_BREAKS = re.compile(r"[\r\u2028\u2029\v\f\x85](?:(?<=\r)\n)?")
_NO_LETTERS = re.compile(r"[\W_]+")
_LETTERS = {ord(sign): sign.lower() if sign.isalnum() else None for sign in COMMON}
_BEGINNING = 16  # characters


def tidy(text: str) -> str:
    """`text` on one line: blanks of all kinds single, zero-width signs and controls gone, NFC."""
    return " ".join(clean(_visible(text)).split())


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE) if _UNSEEN.search(text) else text


def tidy_lines(text: str) -> list[str]:
    """The lines of `text` that hold something, each tidied; line breaks of all kinds count."""
    unified = _BREAKS.sub("\n", _visible(text))
    lines = (" ".join(line.split()) for line in clean(unified).split("\n"))
    return [line for line in lines if line]


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()


_key = LetterTable(_LETTERS, _letters)


def key(text: str) -> str:
    """What remains of `text` for comparing: letters and digits in lower case."""
    return _key(text)


def has_key(line: str, wanted: str) -> bool:
    """Whether `key(line)` is `wanted`; the beginning tells of most lines that it is not."""
    return wanted.startswith(key(line[:_BEGINNING])) and key(line) == wanted


def words(text: str) -> frozenset[str]:
    """The blank-separated words of `text` as a set, for word lists in code."""
    return frozenset(text.split())
