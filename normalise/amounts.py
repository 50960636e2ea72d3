"""Sums of money that concern a project or grant, each once, with its currency."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from normalise import money
from normalise.document import Document, Span, overlaps
from normalise.number_places import matches_at, matches_from
from normalise.number_words import is_uncounted, value_of
from normalise.records import AmountFinding, Evidence

_NOT_A_GRANT = re.compile(
    r"\bcena\b|minimal\w* alg|\balga|"
    r"(?<!vertibas )nodok|sodanaud|apgrozijum|\bkg\b|\btoreiz (?:\w+ )?budzets\b"
)
_FEE = re.compile(r"\bieej[au]s?\b|dalib\w* maks\w+|(?<!no )biedru naud")
_PRICE = re.compile(
    r"\bpa \d[\d.,]* ?(?:eiro|eur|€|lat|ls)|no deguna|"
    r"bilet|iegadat|noperk|pardo[dt]|"
    r"no (?:viena )?(?:cilveka|personas|dalibniek|berna|skolena|gimenes)|"
    r"par (?:vienu )?dalibniek|katrs pats|personai|maksa\b|licenc|abonement|lidzi (?:ja)?nem|pusdien|"
    r"vecaku (?:lidz)?maksajum|sutki|diennakti|в сутки|билет|"
    r"(?m:^\d{1,2}[.:]\d\d\s)"
)
_ROUGHLY = re.compile(r"\b(?:vairak (?:ne|par|neka)|virs|parsniedz) \Z")
# what a sum told roughly is a multiple of, one told in full is none of, and how much the first may lack
_ROUGH, _IN_FULL, _ROUNDED = 1000, 100, 1.05
_NUMBER_BEHIND = re.compile(r"\s?\d")
_LEAST_GRANT = 100
_MOST_FEE = 1000  # what fees brought in is more, and part of the money for a project
_NEAR = 70  # characters: what is said further off in the sentence is said of another sum
_MAX = 5e9
_FEWEST_ROWS = 3
_FEWEST_SUMS = 2
_MOST_QUOTES = 5
_BEHIND_A_SUM = 9  # ", t.sk.:" and the like
_LONGEST_WORDS = 160  # characters of a number in words
_BEFORE_WORDS = 8  # characters before one
_LONGEST_ROW = 90  # characters


def find_amounts(document: Document) -> tuple[AmountFinding, ...]:
    """Each sum once, in the order of the text; prices, fees and wages are left out."""
    found: dict[tuple[float, str], AmountFinding] = {}
    sums = _Sums(document).all()
    in_full = sorted((currency, value) for _, _, value, currency in sums if value % _IN_FULL)
    for start, end, value, currency in sums:
        if not 1 <= value <= _MAX or _is_price(document, start, value):
            continue
        if _is_told_roughly(document, start, value) and _is_told_in_full(currency, value, in_full):
            continue
        evidence = document.evidence(start, end, f"sum of money in {currency}")
        known = found.get((value, currency))
        others: tuple[Evidence, ...] = known.evidence if known else ()
        if len(others) < _MOST_QUOTES:
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
        self._in_steps()
        currencies = money.currency_places(self.flat)
        read: list[tuple[int, int]] = []
        for match in self._at_numbers(money.AFTER):
            if not self._belongs_to_the_left(match):
                self._with_currency(match, "a")
                read.append(match.span())
        # "494,90 eiro 2016. gada budžetā": a currency is that of one number
        left = [at for at in currencies if not overlaps(read, at, at + 1)]
        for match in matches_from(money.BEFORE, self.flat, left):
            self._with_currency(match, "b")
        self._in_words(left)
        unsaid = self._unsaid(currencies)
        for expression in (money.DASHED, money.BARE):
            for match in self._at_numbers(expression):
                self._take(match.span("number"), match.span("number"), match.group("number"), None, unsaid)
        self._without_currency()
        self._columns()
        self._lists()
        return sorted(self.found)

    def _at_numbers(self, expression: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return matches_at(expression, self.flat, self.document.numbers)

    def _in_steps(self) -> None:
        for match in self._at_numbers(money.IN_STEPS):
            insort(self.taken, match.span())
            thousands = match["thousands"] or match["only_thousands"]
            value = int(match["millions"] or 0) * 1e6 + int(thousands) * 1e3 + int(match["rest"] or 0)
            self.found.append((*match.span(), value, money.currency_of(match, "m")))

    def _belongs_to_the_left(self, match: re.Match[str]) -> bool:
        """`LVL 3 000,00 (EUR 4 268,62)`, `LVL 3000 EUR 4268`: the currency before the number is its own."""
        bracketed = (match.group("words") or "").startswith("(")
        if not bracketed and not _NUMBER_BEHIND.match(self.flat, match.end()):
            return False
        return money.CURRENCY_BEFORE.search(self.flat, max(0, match.start() - 8), match.start()) is not None

    def _unsaid(self, currencies: Sequence[int]) -> str:
        """The currency of sums that name none: the only one of the text, else that of its year."""
        named = {money.currency_of(one, "w") for one in matches_from(money.CURRENCY, self.flat, currencies)}
        if len(named) == 1:
            return named.pop()
        published = self.document.published
        return "LVL" if published and published.date < money.EURO_SINCE and not named else "EUR"

    def _take(
        self, number: tuple[int, int], span: tuple[int, int], written: str, scale: str | None, currency: str
    ) -> bool:
        if overlaps(self.taken, *number):
            return False
        insort(self.taken, number)
        self.found.append((*span, money.value_of_number(written, scale), currency))
        return True

    def _with_currency(self, match: re.Match[str], side: str) -> None:
        currency = money.currency_of(match, side)
        scale = match.group(side + "scale")
        end = match.start() + len(match.group().rstrip())
        if currency == "SEK" and self.document.text[:end].endswith("sek"):
            return  # "3 min 12 sek": seconds
        number = match.span("number")
        if not self._take(number, (match.start(), end), match.group("number"), scale, currency):
            return
        cents = money.CENTS.match(self.flat, end) if side == "a" else None
        start, _, value, _ = self.found[-1]
        if cents and value.is_integer():
            self.found[-1] = (start, cents.end(), value + int(cents["cents"]) / 100, currency)
        beside = self._to_the_left(match.start()) if side == "a" else self._to_the_right(match.end())
        for other in beside:
            self._take(other, other, self.flat[slice(*other)], scale, currency)

    def _to_the_left(self, at: int) -> Iterator[tuple[int, int]]:
        """`500, 300 un 200 eiro`, `500-2000 eiro`: the numbers before, nearest first."""
        while match := money.LEFT_OF.search(self.flat, max(0, at - 24), at):
            written = "number" if match.group("number") else "part"
            yield match.span(written)
            at = match.start(written)

    def _to_the_right(self, at: int) -> Iterator[tuple[int, int]]:
        """`EUR 500, 300 un 200`: the numbers behind, until something else is counted."""
        while match := money.RIGHT_OF.match(self.flat, at):
            yield match.span("number")
            at = match.end("number")

    def _in_words(self, currencies: Sequence[int]) -> None:
        """`trīs tūkstoši eiro`, where no figures stand beside."""
        for match in matches_from(money.CURRENCY, self.flat, currencies):
            if not self.flat[max(0, match.start() - 2) : match.start()].strip().isalpha():
                continue
            begin = max(0, match.start() - _LONGEST_WORDS)
            number = money.IN_WORDS.search(self.flat, begin, match.start())
            if number is None:
                continue
            span = number.start(), match.end()
            before = self.flat[max(0, number.start() - _BEFORE_WORDS) : number.start()]
            value = value_of(number["words"])
            unsaid = before.endswith("(") or before[-2:].strip().isdigit()
            unsaid = unsaid or is_uncounted(number["words"], before)
            if value and not unsaid and not overlaps(self.taken, *span):
                insort(self.taken, span)
                self.found.append((*span, float(value), money.currency_of(match, "w")))

    def _without_currency(self) -> None:
        """`15,3 milj.`, `3. vieta 200`, `VKKF 1000` in a sentence whose other sums name the currency."""
        currencies = sorted((start, currency) for start, _, _, currency in self.found)
        if not currencies:
            return
        for expression in (
            money.SCALED,
            money.PRIZE,
            money.SPACED,
            money.OF_PAYER,
            money.BY_PAYER,
            money.SHARE,
        ):
            for match in self._at_numbers(expression):
                sentence = self.document.sentence_at(match.start())
                currency = _first_in(currencies, sentence)
                if currency:
                    scale = match.groupdict().get("ascale")
                    number = match.span("number")
                    self._take(number, number, match.group("number"), scale, currency)

    def _columns(self) -> None:
        """Lists and tables that name their currency once: a row takes it from the row above or below."""
        found = sorted((start, currency) for start, _, _, currency in self.found)
        ends = {self.document.line_at(start).start for start, end, _, _ in self.found if self._ends_line(end)}
        lines = self.document.lines
        named = [_first_in(found, line) for line in lines]
        running: str | None = None
        for at, line in enumerate(lines):
            if named[at] is not None:
                running = named[at] if line.start in ends and _is_row(line) else None
                continue
            row = (
                money.ROW_NUMBER.search(self.flat, line.start, line.end)
                if running and _is_row(line)
                else None
            )
            near = {c for c in named[max(0, at - 1) : at + 2] if c}
            field = money.LAST_NUMBER.search(self.flat, line.start, line.end) if len(near) == 1 else None
            match, currency = (row, running) if row else (field, next(iter(near), None))
            if match and currency:
                self._take(match.span("number"), match.span("number"), match.group("number"), None, currency)
            running = running if row else None

    def _lists(self) -> None:
        """Sums alone in their lines below a heading with the currency; rows of grantees and bare sums."""
        if heading := self._heading_of_sums():
            for match in money.ALONE_IN_LINE.finditer(self.flat, heading.end()):
                span = match.span("number")
                self._take(span, span, match.group("number"), None, money.currency_in(heading.group()))
            self._rows_below(heading)
        currencies = {currency for _, _, _, currency in self.found}
        rows = list(money.GRANTEE_ROW.finditer(self.flat)) if len(currencies) == 1 else []
        if len(rows) >= _FEWEST_ROWS:
            for match in rows:
                span = match.span("number")
                self._take(span, span, match.group("number"), None, next(iter(currencies)))

    def _rows_below(self, heading: re.Match[str]) -> None:
        """Rows of a table that lost its cells, each with its sum at the end; two are the fewest."""
        rows: list[re.Match[str]] = []
        for line in (one for one in self.document.lines if one.start > heading.start()):
            row = money.ROW_NUMBER.search(self.flat, line.start, line.end) if _is_row(line) else None
            if row is None or money.NO_SUM_IN_ROW.search(self.flat, line.start, line.end):
                break
            rows.append(row)
        if sum(not row["number"].isdigit() for row in rows) < _FEWEST_SUMS:
            return  # a count has neither thousands apart nor cents
        for row in rows:
            span = row.span("number")
            self._take(span, span, row.group("number"), None, money.currency_in(heading.group()))

    def _heading_of_sums(self) -> re.Match[str] | None:
        """A line that ends in a currency behind a word of money."""
        for line in self.document.lines:
            if self.flat[line.start : line.end].rstrip(" )\n").endswith(("eur", "€", "eiro")):
                found = money.COLUMN_HEADING.search(self.flat, line.start, line.end)
                if found and self._is_worded(found.start()):
                    return found
        return None

    def _is_worded(self, at: int) -> bool:
        """Whether only words stand before in the line."""
        line = self.document.line_at(at)
        return not any(sign == "." or sign.isdigit() for sign in self.flat[line.start : at])

    def _ends_line(self, end: int) -> bool:
        line = self.document.line_at(end - 1)
        return line.end - end <= _BEHIND_A_SUM


def _is_row(line: Span) -> bool:
    """A line of a list or table, and not of running text."""
    return line.kind != "text" or line.end - line.start <= _LONGEST_ROW


def _first_in(currencies: list[tuple[int, str]], span: Span) -> str | None:
    """The currency of the first sum in the stretch; `currencies` are sorted by where the sums stand."""
    at = bisect_left(currencies, (span.start, ""))
    return currencies[at][1] if at < len(currencies) and currencies[at][0] < span.end else None


def _is_price(document: Document, at: int, value: float) -> bool:
    sentence = document.sentence_at(at)
    whole = sentence.start, sentence.end
    small = value < _LEAST_GRANT
    if small and (_PRICE.search(document.flat, *whole) or _FEE.search(document.flat, *whole)):
        return True
    begin, end = max(sentence.start, at - _NEAR), min(sentence.end, at + _NEAR)
    if value < _MOST_FEE and _FEE.search(document.flat, begin, end):
        return True
    return bool(_NOT_A_GRANT.search(document.flat, begin, end))


def _is_told_roughly(document: Document, at: int, value: float) -> bool:
    """`vairāk nekā 111 000 eiro`"""
    return value % _ROUGH == 0 and bool(_ROUGHLY.search(document.flat, max(0, at - 16), at))


def _is_told_in_full(currency: str, value: float, in_full: Sequence[tuple[str, float]]) -> bool:
    """Whether a sum a little above stands elsewhere to the last euro; `in_full` are sorted."""
    at = bisect_left(in_full, (currency, value))
    return at < len(in_full) and in_full[at][0] == currency and in_full[at][1] <= value * _ROUNDED
