"""Dates and sums as people type them into tables.

An empty cell is None; a cell that holds something else than a date or a sum raises ValueError with a
plain sentence.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from typing import Literal

from normalise.dates.days import first_day, last_day
from normalise.dates.grammar import read_expressions
from normalise.document import flatten

_EMPTY = frozenset({"", "-", "–", "n/a", "nav", "none", "null"})
_TEXT_FORMULA = re.compile(r'="([^"]*)"')  # how spreadsheets are told to leave a number alone
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?\Z")
_DAY_FIRST = re.compile(
    r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\.?(?:\s?g(?:ads?|\.)?)?(?:\s\d{1,2}:\d{2}.*)?\Z"
)
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\.?\Z")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?\Z")
_EXCEL_ZERO = date(1899, 12, 30)
_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "eiro": "EUR",
    "ls": "LVL",
    "lvl": "LVL",
    "lati": "LVL",
}
_CURRENCY = re.compile(r"(?i)€|\b(?:eur|euro|eiro|lvl|lati|ls)\b\.?|\b[A-Z]{3}\b")
_SUM = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")

End = Literal["first", "last"]


def read_day(value: object, end: End = "first") -> str | None:
    """The day as `YYYY-MM-DD`; of a month or year its first or last day, as `end` says.

    Reads dates of a spreadsheet, its serial numbers (45123), ISO, day first (05.03.2021), and
    "2023. gada 5. maijs" in any case.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = cell_text(value)
    if text is None:
        return None
    day = _by_shape(text) or _in_words(text, end)
    if day is None or not 1990 <= day.year <= 2100:
        raise ValueError(f"“{text}” is no date: write for example 2023-05-05 or 05.05.2023")
    return day.isoformat()


def _by_shape(text: str) -> date | None:
    if _SERIAL.match(text):
        return _EXCEL_ZERO + timedelta(days=int(float(text)))
    iso, day_first = _ISO.match(text) or _YEAR_FIRST.match(text), _DAY_FIRST.match(text)
    if iso:
        return _date(*map(int, iso.groups()))
    return _date(*map(int, reversed(day_first.groups()))) if day_first else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str, end: End) -> date | None:
    points = [point for expression in read_expressions(flatten(text)) for point in expression.points]
    if len(points) != 1 or points[0].year is None:
        return None
    return first_day(points[0]) if end == "first" else last_day(points[0])


def read_sum(value: object) -> tuple[float | None, str | None]:
    """A sum and the currency that stands beside it: "1 234,56 EUR", "€ 1.234", 1234.5, "Ls 200,-".

    The last mark is a decimal one unless three digits follow it in a row of whole groups.
    """
    if isinstance(value, bool):
        raise ValueError(f"“{value}” is no sum of money")
    if isinstance(value, int | float):
        if not math.isfinite(value) or value < 0:
            raise ValueError(f"“{value}” is no sum of money")
        return round(float(value), 2), None
    text = cell_text(value)
    if text is None:
        return None, None
    found = _CURRENCY.search(text)
    bare = re.sub(r"[.,]?\s?-$", "", _CURRENCY.sub("", text).strip()).strip()
    if not _SUM.fullmatch(bare):
        raise ValueError(f"“{text}” is no sum of money: write for example 1234.56")
    return _value(bare), read_currency(found.group()) if found else None


def _value(bare: str) -> float:
    digits = re.sub(r"[ '’]", "", bare)
    marks = re.findall(r"[.,]", digits)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and len(set(marks)) == 1
    if not marks or grouped:
        return float(re.sub(r"[.,]", "", digits))
    whole, _, part = digits.rpartition(marks[-1])
    return round(float(re.sub(r"[.,]", "", whole) + "." + part), 2)


def read_currency(value: object) -> str | None:
    """The ISO 4217 code; None for an empty cell."""
    text = cell_text(value)
    if text is None:
        return None
    code = _CURRENCIES.get(text.rstrip(".").lower(), text.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"“{text}” is no currency: write for example EUR")
    return code


def cell_text(value: object) -> str | None:
    """A cell as text with single blanks, None when it is empty; whole numbers without `.0`."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).replace("\ufeff", "").split())
    kept_as_text = _TEXT_FORMULA.fullmatch(text)
    text = kept_as_text.group(1) if kept_as_text else text
    return None if text.lower() in _EMPTY else text
