"""Numbers written in Latvian words: "trīs tūkstoši divi simti eiro", "pusotra miljona"."""

from __future__ import annotations

import re

_UNITS = {
    "vien": 1, "div": 2, "tris": 3, "trij": 3, "cetr": 4, "piec": 5, "ses": 6, "septin": 7, "aston": 8,
    "devin": 9, "desmit": 10,
}  # fmt: skip
_TEENS = {
    "vienpadsmit": 11, "divpadsmit": 12, "trispadsmit": 13, "cetrpadsmit": 14, "piecpadsmit": 15,
    "sespadsmit": 16, "septinpadsmit": 17, "astonpadsmit": 18, "devinpadsmit": 19,
}  # fmt: skip
_TENS = {
    "divdesmit": 20, "trisdesmit": 30, "cetrdesmit": 40, "piecdesmit": 50, "sesdesmit": 60,
    "septindesmit": 70, "astondesmit": 80, "devindesmit": 90,
}  # fmt: skip
_HALVES = {
    "pusotr": 1.5, "divarpus": 2.5, "trisarpus": 3.5, "cetrarpus": 4.5, "piecarpus": 5.5, "sesarpus": 6.5,
    "septinarpus": 7.5, "astonarpus": 8.5, "devinarpus": 9.5,
}  # fmt: skip
_SCALES = {"simt": 100, "tukstos": 1_000, "tukstot": 1_000, "miljon": 1_000_000}
_ENDING = r"(?:s|is|i|u|us|a|as|am|iem|os|ais)?"
_PLAIN: dict[str, float] = {**_HALVES, **_TEENS, **_TENS, **_UNITS}
_WORD = "|".join(sorted((*_PLAIN, *_SCALES), key=len, reverse=True))
# "divsimt", "četrtūkstoš": a unit and its scale in one word
_EDGE = r"(?:(?![a-z])|(?=simt|tukstos))"
_ONE = rf"(?:{_WORD}){_ENDING}{_EDGE}(?:\sar pusi(?![a-z]))?"
NUMBER_WORDS = rf"(?:{_ONE}\s?){{1,8}}"
_EACH = re.compile(rf"({_WORD}){_ENDING}{_EDGE}(\sar pusi(?![a-z]))?")
# "tūkstoši eiro", "desmitiem tūkstošu": nobody said how many
_UNCOUNTED = re.compile(r"(?:(?:simt|tukstos|miljon)(?:i|us|iem|os)|desmit(?:i|us|iem)|tukstosu)(?![a-z])")
_SEVERAL = ("vairaku ", "daudzu ", "dazu ")


def value_of(words: str) -> int:
    """The value of flattened number words that `NUMBER_WORDS` matches.

    >>> value_of("tris tukstosi divi simti desmit")
    3210
    >>> value_of("divi ar pusi tukstosi")
    2500
    """
    total = hundreds = current = 0.0
    for match in _EACH.finditer(words):
        stem = match.group(1)
        if stem == "simt":
            hundreds, current = (current or 1) * 100, 0.0
        elif stem in _SCALES:
            total += (hundreds + current or 1) * _SCALES[stem]
            hundreds = current = 0.0
        else:
            current += _PLAIN[stem] + (0.5 if match.group(2) else 0)
    return int(total + hundreds + current)


def is_uncounted(words: str, before: str) -> bool:
    """Whether flattened number words behind `before` leave open how many: "tūkstoši", "vairāku miljonu"."""
    return before.endswith(_SEVERAL) or _UNCOUNTED.match(words) is not None
