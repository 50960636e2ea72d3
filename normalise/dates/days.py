"""Calendar days of points: their first and last, and ranges whose years are filled in."""

from __future__ import annotations

import calendar
from datetime import date

from normalise.dates.points import Point, with_year

# Before this an expression speaks of history, not of a project (EEA grants came to Latvia in 2004).
FIRST_YEAR = 1999
LAST_YEAR = 2050
_LENGTH = {"month": 1, "season": 3, "quarter": 3, "half-year": 6, "year": 12}


def first_day(point: Point) -> date | None:
    """The first day of a point whose year is known; None for an impossible date."""
    if point.year is None:
        return None
    try:
        return date(point.year, point.month or 1, point.day or 1)
    except ValueError:
        return None


def last_day(point: Point) -> date | None:
    """The last day of a point whose year is known; a winter ends in the next year."""
    first = first_day(point)
    if first is None or point.precision == "day":
        return first
    months = 2 if point.precision == "season" and point.vague else _LENGTH[point.precision]
    month = first.month + months - 1
    year, month = first.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def fill_range(left: Point, right: Point) -> tuple[Point, Point]:
    """Gives the end without a year the other's, so that the range runs forward."""
    if left.year is None and right.year is not None:
        year = right.year
        if (left.month or 0, left.day or 0) > (right.month or 12, right.day or 31):
            year -= 1
        return with_year(left, year), right
    if right.year is None and left.year is not None:
        year = left.year
        if (right.month or 12, right.day or 31) < (left.month or 0, left.day or 0):
            year += 1
        return left, with_year(right, year)
    return left, right
