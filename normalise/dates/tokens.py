"""Cuts a flattened text into the words that dates are made of (`vocabulary/date_words.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from normalise.cues import VOCABULARY_FOLDER

# All endings of a month's name; the short forms take none, or "mar" would be read in "Marija".
_ENDING = r"(?:is|im|iem|os|s|am|as|us|u|a|i|e|я|е|ь|ем)?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ROMAN |= {"xi": 11, "xii": 12}
_MARKS = {
    ".": "dot", ",": "comma", "-": "dash", "/": "slash", "•": "bullet", "·": "bullet", "&": "and",
    "(": "break", ")": "break",
}  # fmt: skip
_PARAGRAPH = r"\n\s*\n"


class Token(NamedTuple):
    """One word or mark of the text, or a stretch that says nothing of dates.

    `kind` is a kind of `date_words.toml`, a mark's name, `number`, or `break` for anything else;
    `value` a number, a month, a season's first month or an ordinal.
    """

    kind: str
    value: int
    start: int
    end: int
    word: str = ""
    on_new_line: bool = False


# all that says nothing of dates; nobody asks where it stands
_OTHER = Token("break", 0, -1, -1)


def _words() -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = tomllib.loads((VOCABULARY_FOLDER / "date_words.toml").read_text("utf-8"))[
        "words"
    ]
    return words


_WORDS = _words()


def _forms(words: list[dict[str, Any]]) -> str:
    return "|".join(form for word in words for form in word["forms"]).replace("{ending}", _ENDING)


_EACH_WORD = [(word, re.compile(_forms([word]))) for word in _WORDS]


def _by_first_letter(words: list[dict[str, Any]]) -> str:
    """All forms as one expression that a word's first letter decides: most words fail at once."""
    forms: dict[str, list[str]] = {}
    for form in (form for word in words for form in word["forms"]):
        first = form[0] if form[0].isalpha() else ""
        forms.setdefault(first, []).append(form.removeprefix(first).replace("{ending}", _ENDING))
    anywhere = forms.pop("")
    return "|".join([*(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(forms.items())), *anywhere])


_DATE_WORD = rf"(?:{_by_first_letter(_WORDS)})(?![a-zа-я])"
# words of no date with what stands between them, in one go: most of a text, and nothing is read there
_OTHER_WORDS = rf"[a-zа-я]++(?:[^a-zа-я\d]*+(?!{_DATE_WORD})[a-zа-я]++)*+"
_TOKEN = re.compile(
    rf"(?P<number>\d+)(?:(?:st|nd|rd|th)(?![a-z]))?"
    rf"|(?P<mark>[{re.escape(''.join(_MARKS))}])"
    rf"|(?<![a-zа-я0-9])(?P<word>(?=[a-zа-я]){_DATE_WORD})"
    rf"|(?P<paragraph>{_PARAGRAPH})|{_OTHER_WORDS}"
)
# a picture's name glued to a year: DSC021362015.gada
_GLUED_YEAR = re.compile(r"20[0-3]\d\.?\s?g(?:ad|\.)")


def tokens(flat: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of flattened text, blanks left out; words of no date are one `break`."""
    stop = len(flat) if end is None else end
    found: list[Token] = []
    last = start
    for match in _TOKEN.finditer(flat, start, stop):
        group = match.lastgroup
        if group is None:
            continue
        begin, after = match.span()
        behind = flat[after : after + 4].lstrip() if group == "paragraph" else ""
        if behind[:1].isdigit() and found and found[-1].word == "gada":
            last = after  # `2009.gada` and `25.-29. marts` in lines of a table are one date
            continue
        gap = flat[last:begin]
        if gap and not gap.isspace():
            found.append(_OTHER)
            gap = gap[len(gap.rstrip()) :]
        word = match.group()
        if word == "gada" and found and found[-1].word == word:
            last = after  # `2022. gada gada maija`: a slip
            continue
        if group == "mark":
            kind, value = _MARKS[word], 0
        elif group == "number":
            word = match["number"]
            if len(word) > 4 and _GLUED_YEAR.match(flat, after - 4):
                begin, word = after - 4, word[-4:]
            kind, value = "number", int(word) if len(word) <= 9 else -1
        else:
            kind, value = _word_meaning(word) if group == "word" else ("break", 0)
        found.append(Token(kind, value, begin, after, word, "\n" in gap))
        last = after
    rest = flat[last:stop]
    if rest and not rest.isspace():
        found.append(_OTHER)
    return found


@cache
def _word_meaning(word: str) -> tuple[str, int]:
    """What a word of `date_words.toml` means; roman numbers are known by what stands around them."""
    for found, forms in _EACH_WORD:
        if forms.fullmatch(word):
            return found["kind"], found.get("value", 0)
    return "roman", _ROMAN[word]
