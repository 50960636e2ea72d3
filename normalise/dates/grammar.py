"""The grammar: which runs of points are single dates, lists of days and ranges.

Nothing is resolved here: a missing year stays missing, "šī gada" stays a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from normalise.dates.english import month_first
from normalise.dates.figures import FigureReader
from normalise.dates.points import Point
from normalise.dates.tokens import tokens


@dataclass(frozen=True, slots=True)
class Expression:
    """What was read at one place: single points, or a range from the first to the last point."""

    points: tuple[Point, ...]
    is_range: bool
    start: int
    end: int
    until: bool = False
    planning: bool = False


_MOST_DAYS = 12  # in a row


class Reader(FigureReader):
    """Reads expressions: single points, lists and ranges."""

    def single(self, at: int, *, joined: bool = False) -> tuple[list[Point], bool, int] | None:
        if (full := self.numeric(at)) is not None:
            return self._further_days([full[0]], full[1])
        if (days := self._days_of_month(at)) is not None:
            return days
        if (short := self.short_left(at)) is not None:
            return short[0], True, short[1]
        simple = (
            self.month_of_year(at, joined=joined)
            or self.day_and_month(at, joined=joined)
            or self.day_and_month_of_year(at)
        )
        if simple:
            return [simple[0]], False, simple[1]
        worded = self.worded(at) or month_first(self, at)
        if worded:
            return worded
        if quarters := self.quarters(at):
            return quarters[0], False, quarters[1]
        coarse = self.coarse(at)
        return ([coarse[0]], False, coarse[1]) if coarse else None

    def _further_days(self, days: list[Point], end: int) -> tuple[list[Point], bool, int]:
        """`03.03.2020. un 04.03.2020.`: whole days in a row."""
        while (
            len(days) < _MOST_DAYS
            and self.kind(end) == "and"
            and (further := self.numeric(end + 1)) is not None
        ):
            days, end = [*days, further[0]], further[1]
        return days, False, end

    def _days_of_month(self, at: int) -> tuple[list[Point], bool, int] | None:
        """`26. un 27.09.`, `26. un 27.09.2022.`: the month in figures stands behind the last day."""
        if [self.kind(at + n) for n in range(3)] != ["number", "dot", "and"]:
            return None
        last = self.numeric(at + 3) or self.day_and_month(at + 3)
        first = self.number(at, 1, 31)
        if last is None or first is None or not last[0].day or first >= last[0].day:
            return None
        return [last[0]._replace(day=first), last[0]], False, last[1]

    def expression(self, at: int) -> tuple[Expression, int] | None:
        first = self.single(at)
        if first is None:
            years = self.years(at)
            if not years:
                return None
            points, ranged, end, worded = years
            planning = ranged or not worded
            return self._made(points, ranged, at, end, planning), end
        points, ranged, end = self._further_months(*first)
        joined = self.past_dot(end)
        if self.kind(joined) == "comma" and self.kind(joined + 1) == "until":
            joined += 1
        if not ranged and len(points) == 1 and self._joins(points[0], joined) and not self._ends(end):
            right_at = joined + 1
            while self.kind(right_at) in {"from", "dash", "of", "weekday", "comma"}:
                right_at += 1
            right = self.single(right_at, joined=True)
            if right and len(right[0]) == 1 and _compatible(points[0], right[0][0]):
                return self._made([points[0], right[0][0]], True, at, right[2]), right[2]
        return self._made(points, ranged, at, end), end

    def _joins(self, left: Point, at: int) -> bool:
        """`līdz` and dashes join the ends of a range; a slash full dates (ISO 8601) and months in words."""
        if self.kind(at) == "slash" and left.precision == "month" and not left.numeric:
            return self.kind(at + 1) == "month"
        if self.kind(at) == "slash":
            return left.numeric and left.precision == "day" and self.year(at + 1) is not None
        return self.kind(at) in {"until", "dash"}

    def _ends(self, end: int) -> bool:
        """A full stop behind a month's whole name ends the sentence: "25. septembrī. Līdz 31. decembrim"."""
        return (
            self.kind(end) == "dot" and self.kind(end - 1) == "month" and len(self.stream[end - 1].word) > 4
        )

    def _further_months(self, points: list[Point], ranged: bool, end: int) -> tuple[list[Point], bool, int]:
        """`martā, aprīlī un maijā 2022. gadā`: months or seasons in a row share the year that one states."""
        coarse = points[0].precision in {"month", "season"} and not points[0].short_month
        if ranged or len(points) > 1 or not coarse:
            return points, ranged, end
        row, look = list(points), end
        kind, read = ("month", self.month) if points[0].precision == "month" else ("season", self.season)
        while self.kind(look) in {"comma", "and"} and self.kind(look + 1) == kind:
            further, look = read(look + 1, None, None)
            row.append(further)
        if len(row) == 1:
            return points, ranged, end
        year = next((point.year for point in row if point.year), None)
        word = next((point.year_word for point in row if point.year_word), None)
        return [p._replace(year=p.year or year, year_word=p.year_word or word) for p in row], False, look

    def _made(
        self, points: list[Point], ranged: bool, at: int, end: int, planning: bool = False
    ) -> Expression:
        until = not ranged and self.kind(at - 1) == "until"
        begin = at - 1 if ranged and self.kind(at - 1) == "from" else at
        return Expression(
            tuple(points), ranged, self.stream[begin].start, self.stream[end - 1].end, until, planning
        )


def _compatible(left: Point, right: Point) -> bool:
    if right.short_month and right.precision == "month" and right.year is None:
        return False
    return left.precision == right.precision or {left.precision, right.precision} <= {
        "day",
        "month",
        "season",
    }


_STARTS = {"number", "month", "this-year", "last-year", "next-year", "season", "ordinal-half", "roman"}


def read_expressions(flat: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """All date expressions of a stretch of flattened text, in order, none overlapping."""
    reader = Reader(tokens(flat, start, end))
    found: list[Expression] = []
    read_to = 0
    for at, token in enumerate(reader.stream):
        if at < read_to or token.kind not in _STARTS or _counts(reader, at):
            continue
        read = reader.expression(at)
        if read:
            found.append(read[0])
            read_to = read[1]
    return found


def _counts(reader: Reader, at: int) -> bool:
    """A number with words of no date behind it: "30 jaunieši"."""
    return reader.stream[at].kind == "number" and reader.kind(at + 1) in {"break", "end"}
