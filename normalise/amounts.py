"""Sums of money: `1 234,56 EUR`, `EUR 690,-`, `12 305.50 eiro`, `Ls 200`, `1,5 milj. eiro`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.document import Document
from normalise.records import AmountFinding, Evidence

_CURRENCIES = {
    "EUR": r"eur(?:o|os|iem)?\b|€|eiro\b|евро\b",
    "LVL": r"lvl\b|ls\b|lat(?:i|u|iem|us|s|am|a)\b",
    "USD": r"usd\b|us\$|\$|asv dolar\w*|dolar\w*",
    "GBP": r"gbp\b|£|marcin\w*",
    "CHF": r"chf\b|sveices frank\w*",
    "NOK": r"nok\b|norvegijas kron\w*",
    "SEK": r"sek\b|zviedrijas kron\w*",
    "DKK": r"dkk\b|danijas kron\w*",
}
_CURRENCY = "|".join(f"(?P<{{side}}{code}>{words})" for code, words in _CURRENCIES.items())
# thousands by blank, dot, comma or apostrophe; a blank after the decimal comma is a slip that occurs
_NUMBER = r"\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:\s?[.,]\s?\d{2}(?!\d))?|\d+(?:[.,]\s?\d{1,2}(?!\d))?"
_SCALE = r"(?:\s?(?P<{side}scale>milj(?:on\w*|\.)|miljard\w*|tukst(?:os\w*|\.)|million|thousand|tk\.?))?"
_TAIL = r"(?:[.,]?\s?-(?!\d))?"
_AFTER = re.compile(
    rf"(?<![\d/.\-])(?P<number>{_NUMBER}){_TAIL}{_SCALE.format(side='a')}\s?"
    rf"(?:\((?:[a-z ]+\s)?)?(?:{_CURRENCY.format(side='a')})"
)
_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_CURRENCY.format(side='b')})\s?:?\s?(?P<number>{_NUMBER}){_TAIL}{_SCALE.format(side='b')}(?![\d/])"
)
# sums without a currency beside a word of money; two decimals make them sums
_BARE = re.compile(
    r"(?:budzet\w*|finansejum\w*|izmaks\w*|summ?\w*|lidzfinansejum\w*|dotacij\w*)\s?(?:eur)?\s?[:\-]?\s{0,2}"
    r"(?P<number>\d{1,3}(?:[ .,]\d{3})*[.,]\d{2})(?![\d%.]|\s?%)"
)
_LEFT_OF_RANGE = re.compile(rf"(?<![\d/.\-,])(?P<number>{_NUMBER})\s?(?:-|lidz|vai)\s?$")
_SCALES = {"milj": 1e6, "mill": 1e6, "milja": 1e9, "tuks": 1e3, "thou": 1e3, "tk": 1e3}
_NOT_A_GRANT = re.compile(
    r"bilet|ieej\w* maksa|dalib\w* maksa|ieejas|cena\b|par biletem|minimal\w* alg|\balga|nodok|sodanaud|"
    r"apgrozijum|\bpvn\b|\bkg\b"
)
_MAX = 5e9


def find_amounts(document: Document) -> tuple[AmountFinding, ...]:
    """Each sum once, in the order of the text."""
    found: dict[tuple[float, str], AmountFinding] = {}
    for start, end, value, currency in sorted(_sums(document)):
        if not 1 <= value <= _MAX or _is_price(document, start):
            continue
        evidence = document.evidence(start, end, f"sum of money in {currency}")
        known = found.get((value, currency))
        others: tuple[Evidence, ...] = known.evidence if known else ()
        if any(e.start == evidence.start for e in others) or len(others) >= 5:
            continue
        found[value, currency] = AmountFinding(value, currency, (*others, evidence))
    return tuple(found.values())


def _sums(document: Document) -> Iterator[tuple[int, int, float, str]]:
    flat = document.flat
    taken: list[tuple[int, int]] = []
    for expression, side in ((_AFTER, "a"), (_BEFORE, "b")):
        for match in expression.finditer(flat):
            if any(match.start("number") < end and start < match.end("number") for start, end in taken):
                continue
            taken.append(match.span("number"))
            currency = next(code for code in _CURRENCIES if match.group(side + code))
            value = _value(match.group("number"), match.group(side + "scale"))
            end = match.end() - (len(match.group()) - len(match.group().rstrip()))
            yield match.start(), end, value, currency
            left = (
                _LEFT_OF_RANGE.search(flat, max(0, match.start() - 24), match.start())
                if side == "a"
                else None
            )
            if left:
                taken.append(left.span("number"))
                yield *left.span("number"), _value(left.group("number"), match.group("ascale")), currency
    for match in _BARE.finditer(flat):
        if not any(match.start("number") < end and start < match.end("number") for start, end in taken):
            yield *match.span("number"), _value(match.group("number"), None), "EUR"


def _value(number: str, scale: str | None) -> float:
    """The value of a written number; the last mark is a decimal one unless three digits follow it.

    >>> _value("9637, 65", None), _value("30,000", None), _value("123 068.75", None)
    (9637.65, 30000.0, 123068.75)
    """
    digits = re.sub(r"[\s'’]", "", number)
    match = re.search(r"[.,](\d{1,2})$", digits)
    whole, part = (digits[: match.start()], match.group(1)) if match else (digits, "")
    value = float(re.sub(r"[.,]", "", whole) + ("." + part if part else ""))
    if scale:
        factor = next(
            (f for word, f in sorted(_SCALES.items(), key=lambda i: -len(i[0])) if scale.startswith(word)),
            1.0,
        )
        value *= factor
    return round(value, 2)


def _is_price(document: Document, at: int) -> bool:
    sentence = document.sentence_at(at)
    return bool(_NOT_A_GRANT.search(document.flat[sentence.start : sentence.end]))
