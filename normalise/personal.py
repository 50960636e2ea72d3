"""Masks e-mail addresses and telephone numbers: they help nobody to see who paid and are not ours to spread.

Each letter and digit of them becomes a dot, so a masked text has the same length and every quote stands where
it stood. The domain of an address goes with it: at a small association it names the person, too. A number
without a label counts only where it is written as Latvian ones are; sums, dates, years, registration and
grant numbers stay.
"""

from __future__ import annotations

import re

DOT = "•"

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:\b(?:t[aā]lr(?:unis|uņa|unim|un[iī])?|mob(?:ilais|\.)?|tel(?:ef[oō]n\w*|ephone)?|phone|whatsapp|"
    r"zvan(?:ot|iet|īt)|fakss?|тел(?:ефон)?)\b\.?(?:\s?(?:nr|numurs|no|pa)\b\.?)?|☎|📞)\s*[:.]?\s*"
)
_NUMBER = r"(?:\(?(?:\+|00)\d{1,3}\)?[\s-]?)?\(?\d{2,4}\)?(?:[\s-]?\d{2,4}){1,3}"
_LABELLED = re.compile(
    rf"{_LABEL}(?P<number>{_NUMBER})(?:\s?[,;/]\s?(?P<second>{_NUMBER}))?(?!\d)", re.IGNORECASE
)
# "SCH – 000031874" ends a grant number
_INTERNATIONAL = re.compile(
    r"(?<![\w+/.–-])(?<![–-] )(?:\+|00)\d{1,3}[\s-]?\(?\d{1,4}\)?(?:[\s-]?\d{2,4}){1,3}(?!\d)"
)
# a subscriber's eight digits; 2 begins mobile numbers, 6 those of offices
_BARE = re.compile(
    r"(?<![\w/.,+-])(?<!\d\s)"
    r"(?P<number>[26]\d{7}|[26]\d{3} \d{4}|[26]\d \d{3} \d{3}|[26]\d{2} \d{2} \d{3})"
    r"(?![\w/%€]|[.,-]\d| ?\d)"
)
_BEFORE_A_NUMBER = re.compile(
    r"(?:\bnr\b\.?|\bno\b\.?|№|#|\breģ\w*\b\.?|\bkods?\b|\bid\b|[€$£]|\beur\b)\s*:?\s*\Z", re.IGNORECASE
)
_AFTER_A_SUM = re.compile(
    r"\s?(?:€|eur\b|eiro\b|euro\b|ls\b|lvl\b|lat|usd\b|tūkst|milj|m2\b|m²|km\b|ha\b|gad|iedz|cilv)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d{2} (?:19|20)\d{2}\Z")
_VISIBLE = re.compile(r"[^\W_]")


def masked(text: str | None) -> str | None:
    """The text with dots in the place of addresses and numbers, as long as before; None for None."""
    if text is None:
        return None
    spans = [found.span() for found in _MAIL.finditer(text)]
    spans += [
        found.span(name) for found in _LABELLED.finditer(text) for name in ("number", "second") if found[name]
    ]
    spans += [
        found.span() for found in _INTERNATIONAL.finditer(text) if not _AFTER_A_SUM.match(text, found.end())
    ]
    spans += [found.span("number") for found in _BARE.finditer(text) if _is_telephone(text, found)]
    if not spans:
        return text
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if stop <= end:
            continue
        start = max(start, end)
        pieces += [text[end:start], _VISIBLE.sub(DOT, text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _is_telephone(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 20) : found.start()]
    return not (
        _YEARS.match(found["number"])
        or _BEFORE_A_NUMBER.search(before)
        or _AFTER_A_SUM.match(text, found.end())
    )
