"""Letters put for letters, at the speed of a codec.

`str.translate` asks a dictionary for each character, some thirty nanoseconds each. Nearly all texts
are written with fewer than 256 different characters: these go through tables of the interpreter's
own codecs, seven times as fast. A text with any other character is translated as ever.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping

_LATVIAN = "āčēģīķļņōŗšūž"
_RUSSIAN = "".join(map(chr, range(ord("а"), ord("я") + 1))) + "ё"
_SIGNS = "„“”‟«»‹›‘’‚′″‐‑‒–—−…•·→€§°№©×\u00a0\u00ad\u200b\u202f\ufeff"
_NEIGHBOURS = "äöüõåøéáóíėńß"
_ASCII = "\x00\t\n\r" + "".join(map(chr, range(0x20, 0x7F)))
_LETTERS = _LATVIAN + _LATVIAN.upper() + _RUSSIAN + _RUSSIAN.upper()
COMMON = _ASCII + _LETTERS + _SIGNS + _NEIGHBOURS
_UNUSED = "\ufffe"  # what the codecs take for a place without a character
_NUMBERED = codecs.charmap_build(COMMON.ljust(256, _UNUSED))


class LetterTable:
    """Translates texts by a table of character codes; None leaves a character out.

    The table gives one character at most for each of `COMMON`. Texts with other characters are left
    to `otherwise`, which is `str.translate` with the table unless told else.
    """

    def __init__(
        self, table: Mapping[int, str | None], otherwise: Callable[[str], str] | None = None
    ) -> None:
        self._table = table
        self._otherwise = otherwise
        common = [table[ord(character)] for character in COMMON]
        self._common = "".join(one or _UNUSED for one in common)
        self._left_out = bytes(number for number, one in enumerate(common) if not one)

    def __call__(self, text: str) -> str:
        try:
            numbers, _ = codecs.charmap_encode(text, "strict", _NUMBERED)
        except UnicodeEncodeError:
            return self._otherwise(text) if self._otherwise else text.translate(self._table)
        if self._left_out:
            numbers = numbers.translate(None, self._left_out)
        return codecs.charmap_decode(numbers, "strict", self._common)[0]
