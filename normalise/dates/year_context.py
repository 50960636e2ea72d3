"""The years and periods that a text states: what a date without a year is asked against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from normalise.dates.days import FIRST_YEAR, LAST_YEAR, fill_range, first_day, last_day
from normalise.dates.grammar import Expression
from normalise.dates.points import Point, with_year
from normalise.dates.years_told import YearsTold

SHORTEST_PERIOD = timedelta(days=45)


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
        if first and last and last - first >= SHORTEST_PERIOD:
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


def latest_in(context: YearContext, start: int, end: int) -> int | None:
    """What "this year" can be where only the sentence tells: the latest year that it states."""
    inside = context.facts[bisect_left(context.starts, start) : bisect_left(context.starts, end)]
    return max((fact.year for fact in inside), default=None)


def only_year(context: YearContext) -> int | None:
    """The one year that whole dates of the text state, else the one that it states at all."""
    for years in (context.strong_years, context.years):
        if len(years) == 1:
            return next(iter(years))
    return context.title_year


def stated_before(context: YearContext, start: int, at: int) -> int | None:
    """The year stated last in the sentence before the point: "2024. gadā notiek no 14. oktobra"."""
    last = bisect_left(context.starts, at) - 1
    return context.facts[last].year if last >= 0 and context.starts[last] >= start else None


def stated_in_line(point: Point, start: int, at: int, context: YearContext) -> int | None:
    """The year stated last in the line before the point, unless only another puts it into a stated period."""
    stated = stated_before(context, start, at)
    within = year_within(point, context) if stated else None
    return within or stated


def nearest(context: YearContext, start: int, end: int, at: int) -> int | None:
    """The nearest year stated in the stretch, one before the point preferred."""
    following = bisect_left(context.starts, at)
    if following and context.starts[following - 1] >= start:
        return context.facts[bisect_left(context.starts, context.starts[following - 1])].year
    if following < len(context.starts) and context.starts[following] < end:
        return context.facts[following].year
    return None


def year_within(point: Point, context: YearContext) -> int | None:
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
