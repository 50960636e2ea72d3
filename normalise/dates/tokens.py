"""Cuts a flattened text into the words that dates are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "month", "roman", "year-word", "until", "from", "dash", "and", "comma", "dot", "slash", "bullet",
    "this-year", "last-year", "next-year", "season", "half", "late", "ordinal-half", "quarter", "weekday", "month-word", "side", "break",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `value` is a month, a number, a season's name or 0."""

    kind: Kind
    value: int
    start: int
    end: int
    word: str = ""


_ENDING = r"(?:is|im|iem|os|s|am|as|us|u|a|i|e|я|е|ь|ем)?"
# Folded month names with all endings; the short forms take none, or "mar" would be read in "marija".
_MONTH_WORD = {
    1: rf"janvar{_ENDING}|january?|jan|январ[ьяе]", 2: rf"februar{_ENDING}|february|febr?|феврал[ьяе]",
    3: r"mart[sau]?|martam|martos|march|mar|марта?", 4: rf"april{_ENDING}|april|apr|апрел[ьяе]",
    5: r"maij(?:s|a|am|u|os)|mai|may|мая|май", 6: r"junij(?:s|a|am|u|os)|june|jun|июн[ьяе]",
    7: r"julij(?:s|a|am|u|os)|july|jul|июл[ьяе]", 8: rf"august{_ENDING}|augst(?:a|am|u|s)|aug|августа?",
    9: rf"septembr{_ENDING}|september|sept?|сентябр[ьяе]", 10: rf"oktobr{_ENDING}|october|okt|oct|октябр[ьяе]",
    11: rf"novembr{_ENDING}|november|nov|ноябр[ьяе]", 12: rf"decembr{_ENDING}|december|dec|декабр[ьяе]",
}  # fmt: skip
_PARTS = [
    *((f"m{number}", word) for number, word in _MONTH_WORD.items()),
    ("this", r"s[ia] gada|sogad|saja gada|so gadu|s\.\s?g\.?|this year"),
    ("last", r"pagajus[ao] gada|pagajusaja gada|iepriekseja gada|pern|last year"),
    ("next", r"nakam[aou] gada|nakamaja gada|nakamgad|next year"),
    ("thisspring", r"sopavasar"), ("thissummer", r"sovasar"), ("thisautumn", r"soruden"), ("thiswinter", r"soziem"),
    ("s3", r"pavasar(?:is|a|im|i|os)|spring"), ("s6", r"vasar(?:a|as|ai|u)|summer"), ("s9", r"ruden(?:s|im|i|a)|rudeni|autumn"),
    ("s12", r"ziem(?:a|as|ai|u)|winter"),
    ("quarter", r"ceturksn(?:is|a|im|i)"), ("half", r"pusgad(?:s|a|am|u)"), ("late", r"nogal(?:e|es|ei)|beig(?:as|am|u|u)|izskan(?:a|as)"),
    ("begin", r"sakum(?:s|a|am|u)|vid(?:us|u)"), ("menes", r"menes(?:is|a|im|i|os|u)"),
    ("first", r"pirm(?:ais|aja|a|o|s)"), ("second", r"otr(?:ais|aja|a|o|s)"), ("third", r"tres(?:ais|aja|a|o)"), ("fourth", r"ceturt(?:ais|aja|a|o)"),
    ("year", r"gad(?:s|a|am|u|iem|i|os|us)|gg|g|г|года|году"), ("side", r"pus(?:e|es|ei)"), ("until", r"lidz|until|till|to|по|до"), ("from", r"no|kops|from|с"), ("and", r"un|and|и"),
    ("weekday", r"(?:pirmdien|otrdien|tresdien|ceturtdien|piektdien|sestdien|svetdien)(?:a|as|ai|u|am)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("roman", r"(?:viii|vii|vi|iv|ix|iii|ii|xii|xi|x|v|i)(?=\s?[.\s]\s?(?:19|20)\d\d|\.? ceturks)|(?<=\d\.)(?:viii|vii|vi|iv|ix|iii|ii|xii|xi|x|v|i)"),
]  # fmt: skip
_WORD = "|".join(f"(?P<{name}>(?:{pattern}))" for name, pattern in _PARTS)
_TOKEN = re.compile(
    rf"(?P<number>\d+)|(?<![a-zа-я0-9])(?:{_WORD})(?![a-zа-я])|(?P<dot>\.)|(?P<comma>,)|(?P<dash>-)|(?P<slash>/)|(?P<bullet>[•·])|(?P<amp>&)|(?P<paragraph>\n\s*\n)"
    r"|(?P<other>[a-zа-я]+|[^\s])"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
_PLAIN: dict[str, tuple[Kind, int]] = {
    "dot": ("dot", 0), "comma": ("comma", 0), "dash": ("dash", 0), "slash": ("slash", 0), "bullet": ("bullet", 0),
    "until": ("until", 0), "from": ("from", 0), "and": ("and", 0), "year": ("year-word", 0), "this": ("this-year", 0),
    "last": ("last-year", 0), "next": ("next-year", 0), "quarter": ("quarter", 0), "half": ("half", 0), "late": ("late", 0),
    "begin": ("late", 1), "menes": ("month-word", 0), "side": ("side", 0), "amp": ("and", 0), "first": ("ordinal-half", 1), "second": ("ordinal-half", 2),
    "third": ("ordinal-half", 3), "fourth": ("ordinal-half", 4), "weekday": ("weekday", 0),
    "s3": ("season", 3), "s6": ("season", 6), "s9": ("season", 9), "s12": ("season", 12),
    "thisspring": ("season", 103), "thissummer": ("season", 106), "thisautumn": ("season", 109), "thiswinter": ("season", 112),
}  # fmt: skip


def tokens(flat: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a stretch of flattened text; any other word is a `break`."""
    for match in _TOKEN.finditer(flat, start, len(flat) if end is None else end):
        name = match.lastgroup or "other"
        word = match.group()
        if name == "number":
            yield Token("number", int(word) if len(word) <= 9 else -1, *match.span(), word)
        elif name == "roman":
            yield Token("roman", _ROMAN[word], *match.span(), word)
        elif name[0] == "m" and name[1:].isdigit():
            yield Token("month", int(name[1:]), *match.span(), word)
        elif name in _PLAIN:
            kind, value = _PLAIN[name]
            yield Token(kind, value, *match.span(), word)
        else:
            yield Token("break", 0, *match.span(), word)
