"""The points that dates are made of, as far as they are written; those of months in words and of years."""

from __future__ import annotations

from typing import Literal, NamedTuple

from normalise.dates.tokens import Token
from normalise.records import Precision

YearWord = Literal["this", "last", "next"]
SHORT_MONTHS = frozenset(
    (
        *("jan", "feb", "febr", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "sept"),
        *("okt", "oct", "nov", "dec", "march", "april"),
    )
)
# between the numbers of a date in figures
SEPARATORS = frozenset(("dot", "slash", "dash", "bullet"))

# Longer runs of numbers are tables; reading them from each of their numbers would take quadratic time.
_MOST_IN_A_LIST = 15
_YEAR_WORDS: dict[str, YearWord] = {"this-year": "this", "last-year": "last", "next-year": "next"}


class Point(NamedTuple):
    """A date as far as it is written. `month` of a season is its first month."""

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_word: YearWord | None = None
    vague: bool = False
    short_month: bool = False
    numeric: bool = False


class PointReader:
    """Reads points in words, and years, from the tokens of one stretch of text; positions are indexes."""

    def __init__(self, stream: list[Token]) -> None:
        self.stream = stream
        self._kinds = [token.kind for token in stream]
        self._length = len(stream)

    def kind(self, at: int) -> str:
        return self._kinds[at] if 0 <= at < self._length else "end"

    def number(self, at: int, low: int, high: int) -> int | None:
        token = self.stream[at] if 0 <= at < len(self.stream) else None
        if token and token.kind == "number" and len(token.word) <= 4 and low <= token.value <= high:
            return token.value
        return None

    def year(self, at: int) -> int | None:
        value = self.number(at, 1700, 2100)
        return value if value and len(self.stream[at].word) == 4 else None

    def past_dot(self, at: int) -> int:
        return at + 1 if self.kind(at) == "dot" else at

    def touching(self, left: int, right: int) -> bool:
        return self.stream[left].end == self.stream[right].start

    def year_after(self, at: int) -> tuple[int | None, int, YearWord | None]:
        """A year behind a date: `2023`, `, 2023. gadā`, `š.g.`."""
        look = at
        while self.kind(look) in {"dot", "comma", "month-word", "of"} and look < at + 3:
            look += 1
        bracketed = self.kind(look) == "break" and self.stream[look].word == "("
        year = self.year(look + 1 if bracketed else look)
        if year:
            return year, self._past_bracket(look + 2) if bracketed else self.past_year_word(look + 1), None
        if self.kind(look) == "year-word" and self.year(look + 1):
            return None, at, None
        if self.kind(look) == "this-year":
            return None, look + 1, "this"
        return None, at, None

    def _past_bracket(self, at: int) -> int:
        """Behind a year in brackets: `maijā (2023)`, `maijā (2023. gadā)`; the bracket may stay open."""
        closed = self.kind(at) == "break" and self.stream[at].word == ")"
        return at + 1 if closed else self.past_year_word(at)

    def past_year_word(self, at: int) -> int:
        look = self.past_dot(at)
        if self.kind(look) == "year-word":
            end = look + 1
            if self.kind(end) == "dot" and self.stream[look].word in {"g", "gg", "г"}:
                end += 1
            return end
        return look

    def lead(self, at: int) -> tuple[int | None, YearWord | None, int]:
        """A year before the rest: `2023. gada`, `šī gada`; the position after it."""
        if self.kind(at) in _YEAR_WORDS:
            return None, _YEAR_WORDS[self.kind(at)], at + 1
        year = self.year(at)
        if year:
            after = self.past_dot(at + 1)
            if self.kind(after) == "year-word":
                after += 1
                if self.kind(after) == "dot" and self.stream[after - 1].word == "g":
                    after += 1
                return year, None, after + 1 if self.kind(after) == "comma" else after
            if self.kind(after) in {"number", "month"} and after > at + 1:
                return year, None, after
        return None, None, at

    def days(self, at: int) -> tuple[list[int], bool, int] | None:
        """Days before a month: `27. un 28.`, `no 24. līdz 30.`, `14., 15. un 18.`."""
        found: list[int] = []
        ranged = False
        look = at
        while (
            len(found) < _MOST_IN_A_LIST
            and (day := self.number(look, 1, 31))
            and len(self.stream[look].word) <= 2
        ):
            found.append(day)
            look = self.past_dot(look + 1)
            if self.kind(look) == "of":
                look += 1
            if self.kind(look) in {"month", "roman"}:
                return found, ranged, look
            joined = look
            if self.kind(look) == "comma" and self.kind(look + 1) == "dash":
                return None  # "5,-" is a price
            while self.kind(joined) in {"comma", "and", "until", "dash", "weekday", "of", "onto"}:
                joined += 1
            if joined == look:
                return None
            ranged = ranged or any(self.kind(n) in {"until", "dash", "onto"} for n in range(look, joined))
            look = joined
        return None

    def worded(self, at: int) -> tuple[list[Point], bool, int] | None:
        """Days with a month in words, with or without a year on either side."""
        year, word, look = self.lead(at)
        if self.kind(look) == "weekday":
            look = look + 2 if self.kind(look + 1) == "comma" else look + 1
        days = self.days(look)
        if not days:
            return None
        numbers, ranged, month_at = days
        month = self.stream[month_at].value
        after = self.past_dot(month_at + 1) if self.stream[month_at].word in SHORT_MONTHS else month_at + 1
        end = after
        if year is None and word is None:
            year, end, word = self.year_after(after)
        elif (again := self.year_after(after))[0] == year and year:
            end = again[1]
        return [Point("day", year, month, day, word) for day in numbers], ranged, end

    def coarse(self, at: int) -> tuple[Point, int] | None:
        """Months, seasons, quarters and half-years, with their year where one stands beside."""
        year, word, look = self.lead(at)
        if self.kind(look) == "month" and not self._behind_number(look):
            return self.month(look, year, word)
        if self.kind(look) == "season":
            return self.season(look, year, word)
        if self.kind(look) == "late" and (year or word) and self.stream[look].value == 0:
            return Point("season", year, 11, year_word=word, vague=True), look + 1
        part = self.part_of_year(look, with_year=year is not None or word is not None)
        if part:
            precision, month, end = part
            if year is None and word is None:
                year, end, word = self.year_after(end)
            return Point(precision, year, month, year_word=word, vague=self.kind(end) == "late"), end
        return None

    def quarters(self, at: int) -> tuple[list[Point], int] | None:
        """`3. un 4. ceturksnī`: the first is a bare number before the other."""
        year, word, look = self.lead(at)
        first = self.number(look, 1, 3)
        joined = self.past_dot(look + 1)
        if first is None or self.kind(joined) not in {"and", "dash", "until"}:
            return None
        second = self.part_of_year(joined + 1, with_year=False)
        if second is None or second[0] != "quarter":
            return None
        end = second[2]
        if year is None and word is None:
            year, end, word = self.year_after(end)
        months = (3 * first - 2, second[1])
        return [Point("quarter", year, month, year_word=word) for month in months], end

    def _behind_number(self, at: int) -> bool:
        """`32. martā`: a month behind a number that is no day."""
        return self.kind(at - 1) == "dot" and self.kind(at - 2) == "number" and self.year(at - 2) is None

    def month(self, at: int, year: int | None, word: YearWord | None) -> tuple[Point, int]:
        token = self.stream[at]
        end = at + 1
        if year is None and word is None:
            year, end, word = self.year_after(end)
        if self.kind(end) == "month-word":
            end += 1
        vague = self.kind(end) == "late" or (
            self.kind(end) == "ordinal-half" and self.kind(end + 1) in {"break", "side"}
        )
        short = token.word in SHORT_MONTHS
        return Point("month", year, token.value, year_word=word, vague=vague, short_month=short), end

    def season(self, at: int, year: int | None, word: YearWord | None) -> tuple[Point, int]:
        value = self.stream[at].value
        if value > 100:
            return Point("season", None, value - 100, year_word="this"), at + 1
        end = at + 1
        if year is None and word is None:
            year, end, word = self.year_after(end)
        return Point("season", year, value, year_word=word), end

    def part_of_year(self, at: int, *, with_year: bool) -> tuple[Precision, int, int] | None:
        token = self.stream[at] if 0 <= at < len(self.stream) else None
        if (
            token is None
            or token.kind not in {"number", "roman", "ordinal-half"}
            or not 1 <= token.value <= 4
        ):
            return None
        look = self.past_dot(at + 1)
        if self.kind(look) == "quarter":
            return "quarter", 3 * token.value - 2, look + 1
        if (self.kind(look) == "half" or (with_year and self.kind(look) == "side")) and token.value <= 2:
            return "half-year", 6 * token.value - 5, look + 1
        return None

    def years(self, at: int) -> tuple[list[Point], bool, int, bool] | None:
        """`2021.–2027. gadam`, `2022. un 2023. gadā`, `2020. gadā`; bare years only as a range."""
        year = self.year(at)
        if not year:
            return None
        found, look, ranged = [year], self.past_dot(at + 1), False
        while self.kind(look) in {"dash", "and", "until", "comma", "slash"} or (
            self.kind(look) == "year-word" and self.kind(look + 1) in {"until", "dash"}
        ):
            step = look + (2 if self.kind(look) == "year-word" else 1)
            if self.kind(step) in {"and", "dash"}:
                step += 1
            following = self.year(step) if len(found) < _MOST_IN_A_LIST else None
            if not following:
                break
            ranged = ranged or self.kind(step - 1) in {"dash", "until"}
            found.append(following)
            look = self.past_dot(step + 1)
        worded = self.kind(look) == "year-word"
        if not worded and not (ranged and found[-1] > found[0]):
            return None
        return [Point("year", y) for y in found], ranged, look + 1 if worded else look, worded


def with_year(point: Point, year: int) -> Point:
    """The point in the given year."""
    return point._replace(year=year)
