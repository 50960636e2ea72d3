"""Finds the year that was left unsaid, or leaves it open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from normalise.dates.days import first_day, last_day
from normalise.dates.points import Point, YearWord, with_year
from normalise.dates.year_context import (
    SHORTEST_PERIOD,
    YearContext,
    latest_in,
    nearest,
    only_year,
    present_year,
    stated_before,
    stated_in_line,
    year_within,
)

# what the words for a year say of the present one
YEARS_AWAY: dict[YearWord, int] = {"this": 0, "last": -1, "next": 1}
# the first month that belongs to a new school year
_SCHOOL_BEGINS = 9
_BEGINS = re.compile(r"\b(?:uzsak|sakas|sacies|sakts)\w*")
# what is said to come; flattened text has no "й", and "iesaistījusies" is over
_WILL = re.compile(
    r"\b(?:notiks|bus|ilgs|aicin\w+|gaid\w+|plano\w+|nakam\w+|\w{3,}(?<!u)sies|\w{3,}sim|will"
    r"|проидет|состоится|будет|будут)\b"
)
# "saiets būs augustā"
_WILL_BE = re.compile(r"\b(?:notiks|bus|tiks|\w{3,}(?:(?<!u)sies|simies|sim))\s(?:\w+\s){0,2}\Z")
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


def missing_year(
    point: Point, sentence: tuple[int, int], line: tuple[int, int], at: int, context: YearContext
) -> int | None:
    """The year of a point that states none; None where more than one reading is possible."""
    if point.year_word:
        own = point.year_word == "this" and not (context.published or context.title_year)
        if own and (told := _begun_before(point, context) or _at_the_end(point, sentence, context)):
            return told
        present = (
            present_year(context) or max(context.event_years, default=None) or latest_in(context, *sentence)
        )
        if present and _lies_ahead(point, present, context):
            present -= 1
        return present + YEARS_AWAY[point.year_word] if present else None
    if context.published:
        stated = stated_before(context, sentence[0], at)
        return stated or _told_of(point, sentence, at, context.published, context)
    near = nearest(context, *sentence, at)
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
    only = only_year(context)
    return (
        stated_in_line(point, line[0], at, context)
        or context.told.this_year
        or single
        or (None if only and _behind_the_end(point, only, context) else only)
        or year_within(point, context)
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
    if published is None or context.periods or stated_before(context, sentence[0], at):
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


def _told_of(
    point: Point, sentence: tuple[int, int], at: int, published: date, context: YearContext
) -> int | None:
    """The closest year; where that lies ahead, the one in the project's stated period if only one does.

    What the sentence says is over is over, and what it says is to come does come.
    """
    closest = _closest(point, published)
    day = first_day(with_year(point, closest)) if closest else None
    ahead = day is not None and day - published > SHORTEST_PERIOD
    if closest and day:
        comes = _WILL.search(context.told.flat, *sentence)
        if day > published and not comes and context.told.is_over(*sentence):
            return closest - 1
        to_come = _WILL_BE.search(context.told.flat, max(0, at - _BESIDE), at)
        if to_come and published - day > SHORTEST_PERIOD:
            return closest + 1
        if published - day > SHORTEST_PERIOD and _DUE.search(context.told.flat, *sentence):
            return closest + 1
        if ahead and comes:
            return closest
    if ahead and closest and context.told.looks_back:
        return closest - 1
    return (year_within(point, context) if ahead else None) or closest


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
