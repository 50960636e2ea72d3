"""Finds the dates of a document: reads expressions, resolves years, decides roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from normalise.date_line import published_line
from normalise.dates.days import FIRST_YEAR, LAST_YEAR, fill_range, first_day, last_day
from normalise.dates.grammar import Expression, read_expressions
from normalise.dates.plausible import is_plausible
from normalise.dates.points import Point, with_year
from normalise.dates.resolve import YEARS_AWAY, missing_year, year_of_range, year_of_weekday
from normalise.dates.roles import OF_RULES, is_of_rules, role_of
from normalise.dates.year_context import YearContext, facts_of, is_within, periods_of
from normalise.dates.years_told import YearsTold
from normalise.document import Document, overlaps
from normalise.records import DateFinding, Evidence, IssueRecord, Precision

_TITLE_YEAR = re.compile(r"(?<![–-])(?<!\.[–-])\b((?:19|20)\d\d)(?:\.?\s?gad[aāu]|\.?\s?$)")
_YEAR_LINE = re.compile(r"(?:19|20)\d\d\.?")
_HEADING_YEAR = re.compile(r"[^\d\n]+\b((?:19|20)\d\d)\.?\s?$")
_ASIDE = re.compile(
    r"(?:\bnakam(?:ais|a|o)\s(?:\w+\s){0,3}konkurs\w*\s[^.\n]{0,40}|\b(?:kops|no)\s|\b(?:dibinat|dibinaj|izveidot|celt|buvet)\w*\s(?:\w+\s){0,3})$"
)
_DAY_IN_BRACKETS = re.compile(r"\(\d{1,2}\.(?P<month>\d{1,2})\.20\d\d\.?\)")
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\.?\s?[/–-]\s?(?:20)?\d\d\.?\s?(?:m\.\s?g|mac\.\s?g|macibu gad)")
_WEEKDAYS = ("pirmd", "otrd", "tresd", "ceturtd", "piektd", "sestd", "svetd")
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})iena?(?:\s?[,–-])?\s?$")
# what stands between a project's first day and its last, and how long it can be in characters
_ENDS = re.compile(
    r"[\s,]+(?:un|and)\s(?:tas\s)?(?:ilga|ilgs|ilgst|turpinaj\w+|turpinas\w*|norisinaj\w+|"
    r"beidzoties|finished|ended|ends|lasted)\s(?:lidz|on|until|till|in)?\s*"
)
_BETWEEN = 40
_SHORT_HEADING = 80
_HEAD_LINES = 5
_TOO_LONG = timedelta(days=366 * 12)


@dataclass(frozen=True, slots=True)
class DatesFound:
    """The findings, and the expressions whose year stays open."""

    findings: tuple[DateFinding, ...]
    issues: tuple[IssueRecord, ...]


def find_dates(
    document: Document, blocked: Sequence[tuple[int, int]] = (), grant_years: Iterable[int] = ()
) -> DatesFound:
    """All dates of the text; `blocked` stretches (numbers, addresses, sums) are left out.

    `blocked` is sorted and merged. `grant_years` are years that grant numbers of a state budget
    programme state; they settle a missing year only where the text names no other.
    """
    closed = list(blocked)
    read = [
        expression
        for expression in read_expressions(document.flat)
        if not overlaps(closed, expression.start, expression.end) and is_plausible(document, expression)
    ]
    expressions = [_between(document, one) for one in _from_start_to_end(document, read)]
    of_rules = {one.start for one in expressions if is_of_rules(document, one)}
    context = _context(document, expressions, of_rules, set(grant_years))
    findings: dict[tuple[str, str], DateFinding] = {}
    vague: set[tuple[str, str]] = set()
    issues: list[IssueRecord] = []
    for expression in expressions:
        spans = list(_spans(document, expression, context))
        if not spans and not expression.planning:
            quote = document.text[expression.start : expression.end]
            issues.append(IssueRecord("year unknown", f"“{quote}” names no year and the text gives none"))
        for start, end, precision in spans:
            finding = _finding(document, expression, (start, end, precision), expression.start in of_rules)
            known = findings.get((finding.start, finding.end))
            if expression.points[0].vague or _told_by_a_day(document, expression):
                vague.add((finding.start, finding.end))
            findings[finding.start, finding.end] = _joined(known, finding) if known else finding
    days = sorted(f.start for f in findings.values() if f.precision == "day" and f.role != "other")
    for key in vague & findings.keys():
        # "jūlija vidū" says nothing more where a day of that July is named too
        told = bisect_left(days, key[0])
        if told < len(days) and days[told] <= key[1]:
            findings[key] = replace(findings[key], role="other")
    return DatesFound(tuple(findings.values()), tuple(issues))


def _told_by_a_day(document: Document, expression: Expression) -> bool:
    """`Jūnijā vēl būs seminārs (29.06.2017.)`: a month alone whose day stands in brackets behind."""
    point = expression.points[0]
    if point.precision != "month" or point.year or len(expression.points) > 1:
        return False
    sentence = document.sentence_at(expression.start)
    in_brackets = _DAY_IN_BRACKETS.search(document.flat, expression.end, sentence.end)
    return in_brackets is not None and int(in_brackets["month"]) == point.month


def _from_start_to_end(document: Document, read: Sequence[Expression]) -> list[Expression]:
    """`sākās 1. martā un ilga līdz 2017. gada 31. decembrim`: one range told with two verbs."""
    expressions: list[Expression] = []
    for expression in read:
        before = expressions[-1] if expressions else None
        if (
            before is not None
            and not before.is_range
            and not expression.is_range
            and len(before.points) == len(expression.points) == 1
            and expression.start - before.end < _BETWEEN
            and _ENDS.fullmatch(document.flat, before.end, expression.start)
        ):
            points = (before.points[0]._replace(year_word=None), expression.points[0])
            expressions[-1] = replace(
                expression, points=points, is_range=True, start=before.start, until=False
            )
        else:
            expressions.append(expression)
    return expressions


def _between(document: Document, expression: Expression) -> Expression:
    """`between 3 and 21 July 2023`, `laikā starp 3. un 21. jūliju`: the two are the ends of a range."""
    ends = len(expression.points) == 2 and not expression.is_range
    if ends and document.flat.endswith(("between ", "laika starp "), 0, expression.start):
        return replace(expression, is_range=True)
    return expression


def _title_year(document: Document) -> int | None:
    """The year in the title, at the end of a short first line ("GADA ATSKATS 2022"), or of a closing date."""
    first = document.lines[0] if document.lines else None
    heading = (
        document.flat[first.start : first.end] if first and first.end - first.start < _SHORT_HEADING else ""
    )
    title = _TITLE_YEAR.search(document.flat_title) or _HEADING_YEAR.match(heading)
    if title:
        return int(title.group(1))
    for line in document.lines[:_HEAD_LINES]:
        # the heading of a year in an archive
        if line.start < document.first_passage and _YEAR_LINE.fullmatch(document.text, line.start, line.end):
            return int(document.text[line.start : line.start + 4])
    last = document.lines[-1] if document.lines else None
    closing = published_line(document.text[last.start : last.end]) if last else None
    return int(closing[:4]) if closing else None


def _school_year(document: Document) -> int | None:
    """The year in which the only school year of the text begins: "2023./2024. mācību gadā"."""
    years = (
        {int(found[1]) for found in _SCHOOL_YEAR.finditer(document.flat)} if "20" in document.flat else set()
    )
    return years.pop() if len(years) == 1 else None


def _context(
    document: Document, expressions: list[Expression], of_rules: set[int], grant_years: set[int]
) -> YearContext:
    own = [
        expression
        for expression in expressions
        if expression.start not in of_rules and not _is_aside(document, expression)
    ]
    return YearContext(
        facts=facts_of(own),
        periods=periods_of(own),
        published=date.fromisoformat(document.published.date) if document.published else None,
        title_year=_title_year(document),
        school_year=_school_year(document),
        grant_year=grant_years.pop() if len(grant_years) == 1 else None,
        told=YearsTold(document.flat, own, document.text),
    )


def _is_aside(document: Document, expression: Expression) -> bool:
    """A year alone that tells of another time: "dibināta 2005. gadā", "kopš 2018. gada"."""
    if expression.points[0].precision != "year" or len(expression.points) > 1:
        return False
    before = document.flat[max(0, expression.start - 60) : expression.start]
    return expression.until or bool(_ASIDE.search(before))


def _spans(
    document: Document, expression: Expression, context: YearContext
) -> Iterable[tuple[date, date, Precision]]:
    points = _resolved(document, expression, context)
    if not points or any(p.year is None or not FIRST_YEAR <= p.year <= LAST_YEAR for p in points):
        return
    if expression.is_range:
        start, end = first_day(points[0]), last_day(points[-1])
        if start and end and timedelta(0) <= end - start < _TOO_LONG:
            yield start, end, _finest(points)
        return
    run: list[tuple[date, date]] = []
    for point in points:
        start, end = first_day(point), last_day(point)
        if start is None or end is None:
            continue
        if run and point.precision != "half-year" and start - run[-1][1] == timedelta(days=1):
            run[-1] = (run[-1][0], end)
        else:
            run.append((start, end))
    for start, end in run:
        yield start, end, points[0].precision


def _resolved(document: Document, expression: Expression, context: YearContext) -> list[Point]:
    points = list(expression.points)
    if expression.is_range and len(points) == 2:
        if later := _years_later(*points):
            begins = _resolved(document, replace(expression, points=(points[0],), is_range=False), context)
            return (
                [*begins, with_year(points[1], begins[0].year + later)] if begins and begins[0].year else []
            )
        points = list(fill_range(points[0], points[1]))
    if all(point.year for point in points):
        return points
    sentence, line = document.sentence_at(expression.start), document.line_at(expression.start)
    anchor = next((point for point in points if point.year_word), points[-1])
    # what the heading of a list says, it says of each item: "2022. gadā ir ieplānots:"
    begin = (document.list_heading(expression.start) or sentence).start
    place = (begin, sentence.end), (line.start, line.end), expression.start, context
    year = missing_year(anchor, *place)
    if anchor.precision == "day" and not expression.is_range and anchor.year_word is None:
        year = year_of_weekday(anchor, _weekday_before(document, expression), year, context)
    months_only = expression.is_range and anchor.precision == "month" and not anchor.year_word
    if year is None or (months_only and _of_any_year(points, place[0], context)):
        return []
    if (
        expression.is_range
        and len(points) == 2
        and not any(point.year or point.year_word for point in points)
    ):
        year = year_of_range(points, year, place[0], expression.start, context)
    if not expression.is_range and anchor.year_word is None:
        # "oktobrī un martā": each month of a list has a year of its own
        own = {p.month: missing_year(p, *place) for p in points if p.month != anchor.month}
    else:
        own = {}
    points = [point if point.year else with_year(point, own.get(point.month) or year) for point in points]
    if expression.is_range and len(points) == 2:
        first, last = first_day(points[0]), last_day(points[1])
        if first and last and first > last:
            points = _across_the_year(points, year, context)
    return points


def _across_the_year(points: Sequence[Point], year: int, context: YearContext) -> list[Point]:
    """A range over New Year's Eve: `no š.g. 1. augusta līdz 31. janvārim` begins in the year that is told.

    Else it ends there, unless only the range a year later lies in the project's period.
    """
    earlier = [with_year(points[0], year - 1), with_year(points[1], year)]
    later = [with_year(points[0], year), with_year(points[1], year + 1)]
    if points[0].year_word and not points[1].year_word:
        return later
    return later if is_within(later, context) and not is_within(earlier, context) else earlier


def _years_later(left: Point, right: Point) -> int:
    """How many years, by the words for them, a range ends after the year of its beginning; 0 where unsaid.

    `no pagājušā gada maija līdz šī gada maijam`, `no 2005. gada maija līdz nākamā gada maijam`.
    """
    if right.year_word is None or (left.year_word is None and right.year_word != "next"):
        return 0
    return YEARS_AWAY[right.year_word] - YEARS_AWAY[left.year_word or "this"]


def _weekday_before(document: Document, expression: Expression) -> int | None:
    """The weekday named right before a day: "sestdien, 16. martā"; Monday is 0."""
    named = _WEEKDAY.search(document.flat, max(0, expression.start - 16), expression.start)
    return _WEEKDAYS.index(named["day"]) if named else None


def _of_any_year(points: Sequence[Point], sentence: tuple[int, int], context: YearContext) -> bool:
    """Whether months may be those of every year, or of the next: "labāk no aprīļa līdz septembrim".

    They are of the only year that the text states, unless it tells of later days of that year.
    """
    if context.published or any(sentence[0] <= start < sentence[1] for start in context.starts):
        return False
    first = points[0].month or 1
    known = len(context.years) or (1 if context.grant_year else 0)
    return known != 1 or any((fact.month or 0) > first for fact in context.facts)


def _finest(points: Sequence[Point]) -> Precision:
    order: list[Precision] = ["day", "month", "season", "quarter", "half-year", "year"]
    return min((point.precision for point in points), key=order.index)


def _finding(
    document: Document, expression: Expression, span: tuple[date, date, Precision], of_rules: bool
) -> DateFinding:
    start, end, precision = span
    role, reason = OF_RULES if of_rules else role_of(document, expression, start, end, precision)
    evidence = document.evidence(expression.start, expression.end, reason)
    return DateFinding(start.isoformat(), end.isoformat(), precision, role, (evidence,))


def _joined(first: DateFinding, second: DateFinding) -> DateFinding:
    """One finding for a date that stands in several places; a role that says more wins."""
    rank = ["project_period", "deadline", "activity", "other"]
    role = min((first.role, second.role), key=rank.index)
    evidence: tuple[Evidence, ...] = (first.evidence + second.evidence)[:5]
    return DateFinding(first.start, first.end, first.precision, role, evidence)
