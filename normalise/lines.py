"""Lines of text as all of normalise sees them: single blanks, no controls, nothing invisible."""

from __future__ import annotations

import re

from normalise.decoding import clean

_INVISIBLE = dict.fromkeys((173, 8203, 8204, 8205, 8288, 65279, *range(8234, 8239)))
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\v\f\x85]")
_LETTERS = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """`text` on one line: blanks of all kinds single, zero-width signs and controls gone, NFC."""
    return " ".join((text if text.isascii() and text.isprintable() else _visible(text)).split())


def _visible(text: str) -> str:
    return clean(text.translate(_INVISIBLE).replace("\n", " ").replace("\t", " "))


def tidy_lines(text: str) -> list[str]:
    """The lines of `text` that hold something, each tidied; line breaks of all kinds count."""
    unified = _BREAKS.sub("\n", text.translate(_INVISIBLE))
    lines = (_BLANKS.sub(" ", line).strip() for line in clean(unified).split("\n"))
    return [line for line in lines if line]


def key(text: str) -> str:
    """What remains of `text` for comparing: letters and digits in lower case."""
    return _LETTERS.sub("", text).lower()


def words(text: str) -> frozenset[str]:
    """The blank-separated words of `text` as a set, for word lists in code."""
    return frozenset(text.split())
