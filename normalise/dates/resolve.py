"""Turns points into ISO dates and finds the year that was left unsaid, or leaves it open."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from normalise.dates.grammar import Expression
from normalise.dates.points import Point, YearWord, with_year
from normalise.dates.years_told import YearsTold

# Before this an expression speaks of history, not of a project (EEA grants came to Latvia in 2004).
FIRST_YEAR = 1999
LAST_YEAR = 2050
# what the words for a year say of the present one
YEARS_AWAY: dict[YearWord, int] = {"this": 0, "last": -1, "next": 1}
_SHORTEST_PERIOD = timedelta(days=45)
# the first month that belongs to a new school year
_SCHOOL_BEGINS = 9
_BEGINS = re.compile(r"\b(?:uzsak|sakas|sacies|sakts)\w*")
# what is said to come; flattened text has no "й", and "iesaistījusies" is over
_WILL = re.compile(
    r"\b(?:notiks|bus|ilgs|aicin\w+|gaid\w+|plano\w+|nakam\w+|\w{3,}(?<!u)sies|\w{3,}sim|will"
    r"|проидет|состоится|будет|будут)\b"
)
# "saiets būs augustā"
_WILL_BE = re.compile(r"\b(?:notiks|bus|norisinasies|saksies)\s(?:\w+\s){0,2}\Z")
# what is still to be done: "visi projekti jāīsteno līdz 15. decembrim"
_DUE = re.compile(
    r"(?<!bija )\bja(?:isteno|realize|iesniedz|piesakas|pabeidz|nodod|pieteic)\w*\b"
    r"(?:[^.\n]|(?<=\d)\.){0,40}\blidz\b"
)
# how many times sooner a range must begin than it ended before, where it is said to come and where not
_COMES, _UNSAID = 1.2, 3
_BESIDE = 40  # characters
_NEAR_VERB = 90  # characters from a date to the verb that says what began then
_CLOSING = timedelta(days=62)
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


@dataclass(frozen=True, slots=True)
class YearFact:
    """A year that the text states, and where; `strong` when a day, month or season goes with it."""

    year: int
    start: int
    month: int | None
    day: int | None
    strong: bool
    event: bool = False
    single: bool = False
    until: bool = False


@dataclass(frozen=True)
class YearContext:
    """All that can tell a missing year."""

    facts: tuple[YearFact, ...]
    published: date | None
    title_year: int | None
    grant_year: int | None
    periods: tuple[tuple[date, date], ...] = ()
    school_year: int | None = None
    told: YearsTold = field(default_factory=lambda: YearsTold("", ()))

    @cached_property
    def years(self) -> frozenset[int]:
        """All years that the text or its title states."""
        return frozenset(
            {fact.year for fact in self.facts} | ({self.title_year} if self.title_year else set())
        )

    @cached_property
    def strong_years(self) -> frozenset[int]:
        """The years that stand with a day, month or season."""
        return frozenset(fact.year for fact in self.facts if fact.strong)

    @cached_property
    def event_years(self) -> frozenset[int]:
        """The years of single days that are no end of anything: of what the text tells."""
        return frozenset(fact.year for fact in self.facts if fact.event)

    @cached_property
    def single_years(self) -> frozenset[int]:
        """The years of single days, deadlines among them."""
        return frozenset(fact.year for fact in self.facts if fact.single)

    @cached_property
    def starts(self) -> list[int]:
        """Where each fact stands, in order."""
        return [fact.start for fact in self.facts]

    @cached_property
    def years_of(self) -> dict[tuple[int | None, int | None], set[int]]:
        """The years that the text states for each month and day."""
        years: dict[tuple[int | None, int | None], set[int]] = {}
        for fact in self.facts:
            years.setdefault((fact.month, fact.day), set()).add(fact.year)
        return years


def facts_of(expressions: list[Expression]) -> tuple[YearFact, ...]:
    """The years that the expressions state; planning periods and history say nothing."""
    return tuple(
        YearFact(
            point.year,
            expression.start,
            point.month,
            point.day,
            point.precision != "year",
            point.precision == "day" and not expression.is_range and not expression.until,
            point.precision == "day" and not expression.is_range,
            expression.until,
        )
        for expression in expressions
        if not expression.planning
        for point in _filled(expression)
        if point.year and FIRST_YEAR <= point.year <= LAST_YEAR
    )


def _filled(expression: Expression) -> tuple[Point, ...]:
    if expression.is_range and len(expression.points) == 2:
        return fill_range(*expression.points)
    return expression.points


def periods_of(expressions: list[Expression]) -> tuple[tuple[date, date], ...]:
    """First and last days of the ranges that state a year and last for weeks, as projects do."""
    periods: list[tuple[date, date]] = []
    for expression in expressions:
        if not expression.is_range or expression.planning or len(expression.points) != 2:
            continue
        left, right = fill_range(*expression.points)
        first, last = first_day(left), last_day(right)
        if first and last and last - first >= _SHORTEST_PERIOD:
            periods.append((first, last))
    return tuple(periods)


def present_year(context: YearContext) -> int | None:
    """The year that "šogad" means: the publication's, the title's, or the only one in the text."""
    if context.published:
        return context.published.year
    known = context.title_year or context.told.this_year
    if known:
        return known
    return next(iter(context.years)) if len(context.years) == 1 else None


def missing_year(
    point: Point, sentence: tuple[int, int], line: tuple[int, int], at: int, context: YearContext
) -> int | None:
    """The year of a point that states none; None where more than one reading is possible."""
    if point.year_word:
        own = point.year_word == "this" and not (context.published or context.title_year)
        if own and (told := _begun_before(point, context) or _at_the_end(point, sentence, context)):
            return told
        present = (
            present_year(context) or max(context.event_years, default=None) or _latest_in(context, *sentence)
        )
        if present and _lies_ahead(point, present, context):
            present -= 1
        return present + YEARS_AWAY[point.year_word] if present else None
    if context.published:
        stated = _stated_before(context, sentence[0], at)
        return stated or _told_of(point, sentence, at, context.published, context)
    near = _near(context, *sentence, at)
    if near:
        # "jau 25. aprīlī; apstiprināts 2016. gada pārskats": a bare year behind yields to that of events
        bare = not any(fact.strong and fact.year == near for fact in context.facts)
        return next(iter(context.event_years)) if bare and len(context.event_years) == 1 else near
    if context.school_year and point.month:
        return context.school_year + (point.month < _SCHOOL_BEGINS)
    if told := _begun_before(point, context) or _at_the_end(point, sentence, context):
        return told
    same = context.years_of.get((point.month, point.day), set()) if point.day else set()
    same = same or (context.years_of.get((point.month, None), set()) if point.day else set())
    if len(same) == 1:
        return next(iter(same))
    if len(context.event_years) == 1:
        return next(iter(context.event_years))
    single = next(iter(context.single_years)) if len(context.single_years) == 1 else None
    only = _only(context)
    return (
        _stated_in_line(point, line[0], at, context)
        or context.told.this_year
        or single
        or (None if only and _behind_the_end(point, only, context) else only)
        or _within(point, context)
        or (context.grant_year or context.told.of_contest if not context.years else None)
    )


def year_of_weekday(point: Point, weekday: int | None, year: int | None, context: YearContext) -> int | None:
    """The year in which the day falls on the weekday that is named: the inferred one or a year beside it.

    Without an inferred year the years that the text states are asked, else those that end a name in it.
    The inferred year stands where no other fits: the weekday may be a slip.
    """
    if weekday is None or (year is not None and _falls_on(point, year, weekday)):
        return year
    known = {year} if year else context.years
    only_an_end = bool(context.facts) and all(fact.until for fact in context.facts) and not context.published
    steps = (0, -1, -2, -3) if only_an_end else (0, 1, -1)
    near = {other + step for other in known for step in steps} or context.told.named
    fitting = [other for other in near if _falls_on(point, other, weekday)]
    if len(fitting) == 1:
        return fitting[0]
    guessed = year == context.told.of_contest and not context.years
    return None if guessed or only_an_end else year


def year_of_range(
    points: Sequence[Point], year: int, sentence: tuple[int, int], at: int, context: YearContext
) -> int:
    """The year of a range's end: the next where the range then begins sooner than it ended before.

    `no 10. marta līdz 15. decembrim` of a post in February lies ahead, unless the sentence says that it
    is over; a year that is stated and a stated period keep it.
    """
    published = context.published
    if published is None or context.periods or _stated_before(context, sentence[0], at):
        return year
    ended, begins = last_day(with_year(points[1], year)), first_day(with_year(points[0], year + 1))
    if not ended or not begins or ended >= published or context.told.is_over(*sentence):
        return year
    if _DUE.search(context.told.flat, *sentence):
        return year + 1
    sooner = _COMES if _WILL.search(context.told.flat, *sentence) else _UNSAID
    return year + 1 if (begins - published) * sooner < published - ended else year


def _falls_on(point: Point, year: int, weekday: int) -> bool:
    day = first_day(with_year(point, year))
    return day is not None and day.weekday() == weekday


def _behind_the_end(point: Point, year: int, context: YearContext) -> bool:
    """Whether all that tells the year is when something ends, and the point would lie behind it."""
    ends = [fact.month or 12 for fact in context.facts if fact.year == year and fact.strong and fact.until]
    return len(ends) == len(context.facts) > 0 and (point.month or 1) > max(ends)


def _begun_before(point: Point, context: YearContext) -> int | None:
    """The next year where the text dates only a beginning, in a later month: "uzsākts 2012. gada nogalē"."""
    begun = {(fact.year, fact.month or 0) for fact in context.facts if fact.strong and not fact.until}
    if len(begun) != 1 or not all(fact.strong for fact in context.facts):
        return None
    year, month = begun.pop()
    around = (context.told.flat[max(0, at - _NEAR_VERB) : at + _NEAR_VERB] for at in context.starts)
    return year + 1 if month > (point.month or 12) and any(map(_BEGINS.search, around)) else None


def _at_the_end(point: Point, sentence: tuple[int, int], context: YearContext) -> int | None:
    """The last year of the only project period, for what closes the project in the weeks before its end."""
    if len(context.periods) != 1 or "noslegum" not in context.told.flat[slice(*sentence)]:
        return None
    last = context.periods[0][1]
    day = first_day(with_year(point, last.year))
    return last.year if day and timedelta(0) <= last - day <= _CLOSING else None


def _lies_ahead(point: Point, year: int, context: YearContext) -> bool:
    """Whether "this year" is not the only year stated: all that is dated to it ends before the point."""
    if context.published or context.title_year or point.year_word != "this" or not point.month:
        return False
    ends = [fact.month for fact in context.facts if fact.year == year and fact.strong and not fact.event]
    return bool(ends) and len(ends) == len(context.facts) and all(m and m < point.month for m in ends)


def _latest_in(context: YearContext, start: int, end: int) -> int | None:
    """What "this year" can be where only the sentence tells: the latest year that it states."""
    inside = context.facts[bisect_left(context.starts, start) : bisect_left(context.starts, end)]
    return max((fact.year for fact in inside), default=None)


def _only(context: YearContext) -> int | None:
    """The one year that whole dates of the text state, else the one that it states at all."""
    for years in (context.strong_years, context.years):
        if len(years) == 1:
            return next(iter(years))
    return context.title_year


def _stated_before(context: YearContext, start: int, at: int) -> int | None:
    """The year stated last in the sentence before the point: "2024. gadā notiek no 14. oktobra"."""
    last = bisect_left(context.starts, at) - 1
    return context.facts[last].year if last >= 0 and context.starts[last] >= start else None


def _stated_in_line(point: Point, start: int, at: int, context: YearContext) -> int | None:
    """The year stated last in the line before the point, unless only another puts it into a stated period."""
    stated = _stated_before(context, start, at)
    within = _within(point, context) if stated else None
    return within or stated


def _near(context: YearContext, start: int, end: int, at: int) -> int | None:
    """The nearest year stated in the stretch, one before the point preferred."""
    following = bisect_left(context.starts, at)
    if following and context.starts[following - 1] >= start:
        return context.facts[bisect_left(context.starts, context.starts[following - 1])].year
    if following < len(context.starts) and context.starts[following] < end:
        return context.facts[following].year
    return None


def _told_of(
    point: Point, sentence: tuple[int, int], at: int, published: date, context: YearContext
) -> int | None:
    """The closest year; where that lies ahead, the one in the project's stated period if only one does.

    What the sentence says is over is over, and what it says is to come does come.
    """
    closest = _closest(point, published)
    day = first_day(with_year(point, closest)) if closest else None
    ahead = day is not None and day - published > _SHORTEST_PERIOD
    if closest and day:
        comes = _WILL.search(context.told.flat, *sentence)
        if day > published and not comes and context.told.is_over(*sentence):
            return closest - 1
        to_come = _WILL_BE.search(context.told.flat, max(0, at - _BESIDE), at)
        if to_come and published - day > _SHORTEST_PERIOD:
            return closest + 1
        if published - day > _SHORTEST_PERIOD and _DUE.search(context.told.flat, *sentence):
            return closest + 1
        if ahead and comes:
            return closest
    if ahead and closest and context.told.looks_back:
        return closest - 1
    return (_within(point, context) if ahead else None) or closest


def _within(point: Point, context: YearContext) -> int | None:
    """The year, next to the publication's or a stated one, that alone puts the point into a stated period."""
    if not point.month:
        return None
    known = {context.published.year} if context.published else context.years
    near = {year + step for year in known for step in (-1, 0, 1)}
    days = {year: first_day(with_year(point, year)) for year in near}
    inside = {
        year
        for year, day in days.items()
        if day and any(first <= day <= last for first, last in context.periods)
    }
    return inside.pop() if len(inside) == 1 else None


def is_within(points: Sequence[Point], context: YearContext) -> bool:
    """Whether a range lies in a period that the text states."""
    start, end = first_day(points[0]), last_day(points[-1])
    if start is None or end is None:
        return False
    return any(first <= start and end <= last for first, last in context.periods)


def _closest(point: Point, published: date) -> int | None:
    """The year that puts the point nearest to the publication date, the past a little preferred."""
    best: tuple[timedelta, int] | None = None
    for year in (published.year - 1, published.year, published.year + 1):
        day = first_day(with_year(point, year))
        if day is None:
            continue
        away = published - day if day <= published else (day - published) * 1.2
        if best is None or away < best[0]:
            best = (away, year)
    return best[1] if best else None


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
