"""Sums of money: `1 234,56 EUR`, `EUR 690,-`, `12 305.50 eiro`, `Ls 200`, `1,5 milj. eiro`."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from normalise.document import Document, Span, overlaps
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
    rf"(?:\([a-z ]{{3,60}}\)\s?|\((?:[a-z ]+\s)?)?(?:{_CURRENCY.format(side='a')})"
)
_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_CURRENCY.format(side='b')})[ ]?:?[ ]?"
    rf"(?P<number>{_NUMBER}){_TAIL}{_SCALE.format(side='b')}(?![\d/])"
)
# sums without a currency beside a word of money; two decimals make them sums
_BARE = re.compile(
    r"(?:budzet\w*|finansejum\w*|izmaks\w*|summ?\w*|lidzfinansejum\w*|dotacij\w*)\s?(?:eur)?\s?[:\-]?\s{0,2}"
    r"(?P<number>\d{1,3}(?:[ .,]\d{3})*[.,]\d{2})(?![\d%]|\.\d|\s?%)"
)
_SCALED = re.compile(rf"(?<![\d/.\-])(?P<number>{_NUMBER})\s?(?P<ascale>milj(?:on\w*|\.)|tukst(?:os\w*|\.))")
_PRIZE = re.compile(r"\d\.?\s?viet\w*\s?[-:]?\s?(?P<number>\d{2,5})(?=\s?[,;.)\n-]|\s-|$)")
_SPACED = re.compile(
    r"(?<![\d/.\-,])(?P<number>(?![26]\d \d{3} \d{3}\b)\d{1,3}(?: \d{3})+(?:[.,]\d{2})?)(?=\s?[,;)\n]|\.\s|$)"
)
_PRICE = re.compile(r"iegadat|noperk|pardo[dt]|no cilveka|no personas|katrs pats|personai|maksa\b")
_LEAST_GRANT = 100
_LEFT_OF = re.compile(rf"(?<![\d/.\-])(?P<number>{_NUMBER})\s?(?:,|-|lidz|vai|un)\s?$")
_RIGHT_OF = re.compile(
    rf"(?:\s?[,;/]|\s(?:un|vai|lidz)|\s?-)\s?(?P<number>{_NUMBER})(?=\s?(?:[,;.)/]|un\s|vai\s|lidz\s|-|\n|$))"
)
_LAST_NUMBER = re.compile(
    r"[:\-]\s*(?P<number>(?![26]\d \d{3} \d{3}\b)\d{1,3}(?:[ .]\d{3})+(?:[.,]\d{2})?|\d+[.,]\d{2}|"
    r"[3-9]\d{3}|\d{5,7})\s?[;.]?$"
)
_SCALES = {"milj": 1e6, "mill": 1e6, "milja": 1e9, "tuks": 1e3, "thou": 1e3, "tk": 1e3}
_NOT_A_GRANT = re.compile(
    r"bilet|\bieej[au]s?\b|dalib\w* maksa|biedru naud|ieejas|cena\b|par biletem|minimal\w* alg|\balga|"
    r"nodok|sodanaud|apgrozijum|\bkg\b"
)
_MAX = 5e9


def find_amounts(document: Document) -> tuple[AmountFinding, ...]:
    """Each sum once, in the order of the text."""
    found: dict[tuple[float, str], AmountFinding] = {}
    for start, end, value, currency in _Sums(document).all():
        if not 1 <= value <= _MAX or _is_price(document, start, value):
            continue
        evidence = document.evidence(start, end, f"sum of money in {currency}")
        known = found.get((value, currency))
        others: tuple[Evidence, ...] = known.evidence if known else ()
        if any(e.start == evidence.start for e in others) or len(others) >= 5:
            continue
        found[value, currency] = AmountFinding(value, currency, (*others, evidence))
    return tuple(found.values())


class _Sums:
    """Collects the sums of one document; a number is taken once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.flat = document.flat
        self.taken: list[tuple[int, int]] = []
        self.found: list[tuple[int, int, float, str]] = []

    def all(self) -> list[tuple[int, int, float, str]]:
        for match in _AFTER.finditer(self.flat):
            self._with_currency(match, "a")
        for match in _BEFORE.finditer(self.flat):
            self._with_currency(match, "b")
        for match in _BARE.finditer(self.flat):
            self._take(match.span("number"), match.span("number"), _value(match.group("number"), None), "EUR")
        self._without_currency()
        self._column()
        return sorted(self.found)

    def _take(self, number: tuple[int, int], span: tuple[int, int], value: float, currency: str) -> bool:
        if overlaps(self.taken, *number):
            return False
        insort(self.taken, number)
        self.found.append((*span, value, currency))
        return True

    def _with_currency(self, match: re.Match[str], side: str) -> None:
        currency = next(code for code in _CURRENCIES if match.group(side + code))
        scale = match.group(side + "scale")
        end = match.start() + len(match.group().rstrip())
        if not self._take(
            match.span("number"), (match.start(), end), _value(match.group("number"), scale), currency
        ):
            return
        at = match.start() if side == "a" else match.end()
        beside = self._to_the_left(at) if side == "a" else self._to_the_right(at)
        for number in beside:
            self._take(number, number, _value(self.flat[slice(*number)], scale), currency)

    def _to_the_left(self, at: int) -> Iterator[tuple[int, int]]:
        """`500, 300 un 200 eiro`, `no 2000 līdz 5000 EUR`: the numbers before, nearest first."""
        while match := _LEFT_OF.search(self.flat, max(0, at - 24), at):
            yield match.span("number")
            at = match.start("number")

    def _to_the_right(self, at: int) -> Iterator[tuple[int, int]]:
        """`EUR 500, 300 un 200`: the numbers behind, until something else is counted."""
        while match := _RIGHT_OF.match(self.flat, at):
            yield match.span("number")
            at = match.end("number")

    def _without_currency(self) -> None:
        """`15,3 milj.` or `3. vieta 200` in a sentence whose other sums name the currency."""
        for expression in (_SCALED, _PRIZE, _SPACED):
            for match in expression.finditer(self.flat):
                sentence = self.document.sentence_at(match.start())
                currency = self._currency_of(sentence)
                if currency:
                    scale = match.groupdict().get("ascale")
                    value = _value(match.group("number"), scale)
                    self._take(match.span("number"), match.span("number"), value, currency)

    def _column(self) -> None:
        """A column of sums that names its currency once: `ELFLA: 10 800` under `Kopā: 12 000 EUR`."""
        lines = self.document.lines
        self.found.sort()
        currencies = [self._currency_of(line) for line in lines]
        for at, line in enumerate(lines):
            near = {c for c in currencies[max(0, at - 1) : at + 2] if c}
            match = _LAST_NUMBER.search(self.flat, line.start, line.end)
            if currencies[at] is None and len(near) == 1 and match:
                self._take(
                    match.span("number"),
                    match.span("number"),
                    _value(match.group("number"), None),
                    near.pop(),
                )

    def _currency_of(self, line: Span) -> str | None:
        at = bisect_left(self.found, line.start, key=lambda sum_found: sum_found[0])
        return self.found[at][3] if at < len(self.found) and self.found[at][0] < line.end else None


def _value(number: str, scale: str | None) -> float:
    """The value of a written number; the last mark is a decimal one unless three digits follow it.

    >>> _value("9637, 65", None), _value("30,000", None), _value("123 068.75", None)
    (9637.65, 30000.0, 123068.75)
    """
    digits = re.sub(r"[\s'’]", "", number)
    match = re.search(r"[.,](\d{1,3})$" if scale else r"[.,](\d{1,2})$", digits)
    whole, part = (digits[: match.start()], match.group(1)) if match else (digits, "")
    value = float(re.sub(r"[.,]", "", whole) + ("." + part if part else ""))
    if scale:
        factor = next(
            (f for word, f in sorted(_SCALES.items(), key=lambda i: -len(i[0])) if scale.startswith(word)),
            1.0,
        )
        value *= factor
    return round(value, 2)


def _is_price(document: Document, at: int, value: float) -> bool:
    sentence = document.sentence_at(at)
    if value < _LEAST_GRANT and _PRICE.search(document.flat, sentence.start, sentence.end):
        return True
    return bool(_NOT_A_GRANT.search(document.flat, sentence.start, sentence.end))
